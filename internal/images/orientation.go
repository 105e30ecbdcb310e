package images

import (
	"encoding/binary"
	"image"
)

// orientation is how a camera was held, in the numbers of EXIF (TIFF 6.0, tag 274):
// what must be done to the pixels for the picture to be the right way up.
type orientation int

const (
	upright     orientation = iota + 1
	mirrored                // left and right exchanged
	upsideDown              // turned by half
	flipped                 // top and bottom exchanged
	transposed              // mirrored along the falling diagonal
	turnRight               // to be turned clockwise by a quarter
	transversed             // mirrored along the rising diagonal
	turnLeft                // to be turned counter-clockwise by a quarter
)

func orientationOf(t traits) orientation {
	if t.orientation < int(upright) || t.orientation > int(turnLeft) {
		return upright
	}
	return orientation(t.orientation)
}

// orientationTag reads the orientation in the first directory of an EXIF block,
// which is a small TIFF file (TIFF 6.0, section 2). It returns 0 if there is none.
func orientationTag(tiff []byte) int {
	order := byteOrder(tiff)
	if order == nil {
		return 0
	}
	first := int64(order.Uint32(tiff[4:]))
	if first+2 > int64(len(tiff)) {
		return 0
	}
	directory := tiff[first:]
	const size, tag, short = 12, 274, 3
	for i := range int(order.Uint16(directory)) {
		if 2+size*(i+1) > len(directory) {
			return 0
		}
		entry := directory[2+size*i:]
		if order.Uint16(entry) == tag && order.Uint16(entry[2:]) == short {
			return int(order.Uint16(entry[8:]))
		}
	}
	return 0
}

// byteOrder returns the order that a TIFF header announces, or nil.
func byteOrder(tiff []byte) binary.ByteOrder {
	switch {
	case len(tiff) < 8:
	case string(tiff[:4]) == "II*\x00":
		return binary.LittleEndian
	case string(tiff[:4]) == "MM\x00*":
		return binary.BigEndian
	}
	return nil
}

// swaps reports whether width and height change places.
func (o orientation) swaps() bool { return o >= transposed }

// size returns the size of a picture of this size once it is the right way up; or,
// as the exchange undoes itself, the other way round.
func (o orientation) size(width, height int) (int, int) {
	if o.swaps() {
		return height, width
	}
	return width, height
}

// source returns the pixel of a picture of w × h that becomes x, y.
func (o orientation) source(x, y, w, h int) (int, int) {
	switch o {
	case mirrored:
		return w - 1 - x, y
	case upsideDown:
		return w - 1 - x, h - 1 - y
	case flipped:
		return x, h - 1 - y
	case transposed:
		return y, x
	case turnRight:
		return y, h - 1 - x
	case transversed:
		return w - 1 - y, h - 1 - x
	case turnLeft:
		return w - 1 - y, x
	}
	return x, y
}

// apply returns m the right way up. An upright picture is returned as it is.
func (o orientation) apply(m image.Image) image.Image {
	if o == upright {
		return m
	}
	from := flatten(m)
	w, h := from.Rect.Dx(), from.Rect.Dy()
	width, height := o.size(w, h)
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			sx, sy := o.source(x, y, w, h)
			copy(to.Pix[y*to.Stride+4*x:][:4], from.Pix[sy*from.Stride+4*sx:])
		}
	}
	return to
}
