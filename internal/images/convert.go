package images

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// widths are those that a picture is offered in. 480 fills a telephone, 960 the
// column of a page, 1600 the same column on a dense screen.
var widths = []int{480, 960, 1600}

const (
	jpegExtension = ".jpg"
	pngExtension  = ".png"

	// jpegQuality is where artefacts stop being seen at reading distance.
	jpegQuality = 80
	// fewColours is the most that a drawing or a screenshot has. A screenshot with
	// smoothed text has hundreds of colours, a photograph tens of thousands.
	fewColours = 4096
)

// convert makes the variants of a picture, and says their extension.
func convert(data []byte) (Picture, string, error) {
	from, err := decode(data)
	if err != nil {
		return Picture{}, "", err
	}
	extension := extensionFor(from)
	width, height := from.turn.size(from.Bounds().Dx(), from.Bounds().Dy())
	picture := Picture{Width: width, Height: height}
	sizes := widthsFor(width)
	picture.Variants = make([]Variant, len(sizes))
	var m image.Image = from.Image
	for i := len(sizes) - 1; i >= 0; i-- {
		v := &picture.Variants[i]
		v.Width, v.Height = sizes[i], heightFor(sizes[i], width, height)
		// Turning what was scaled is less work than scaling what was turned.
		m = scale(m, from.turn, v.Width, v.Height)
		if v.Data, err = encode(from.turn.apply(m), extension); err != nil {
			return Picture{}, "", err
		}
	}
	return picture, extension, nil
}

// widthsFor returns the widths of the variants of a picture, in ascending order.
func widthsFor(width int) []int {
	last := min(width, widths[len(widths)-1])
	var chosen []int
	for _, w := range widths {
		if 5*w <= 4*last {
			chosen = append(chosen, w)
		}
	}
	return append(chosen, last)
}

// heightFor returns the height that keeps the proportions of width × height at
// another width, to the nearest pixel and at least one.
func heightFor(w, width, height int) int {
	exact := 2 * int64(w) * int64(height)
	return max(1, int((exact+int64(width))/int64(2*width)))
}

// extensionFor chooses the format of the variants. The package comment says why.
func extensionFor(from original) string {
	if from.format == jpegFormat || isOpaque(from.Image) && !hasFewColours(from.Image) {
		return jpegExtension
	}
	return pngExtension
}

func isOpaque(m image.Image) bool {
	known, ok := m.(interface{ Opaque() bool })
	return ok && known.Opaque()
}

func hasFewColours(m image.Image) bool {
	if _, ok := m.(*image.Paletted); ok {
		return true
	}
	seen := map[[4]byte]bool{}
	rows := newRowReader(m)
	for y := range m.Bounds().Dy() {
		row := rows.read(y)
		var last [4]byte // neighbours are often equal, and comparing is cheap
		for ; len(row) > 0; row = row[4:] {
			colour := [4]byte(row)
			if colour != last {
				seen[colour] = true
				last = colour
			}
		}
		if len(seen) > fewColours {
			return false
		}
	}
	return true
}

// encode writes m, which has no transparency if the extension is that of JPEG.
func encode(m image.Image, extension string) ([]byte, error) {
	if !encodesWell(m, extension) {
		m = flatten(m)
	}
	var b bytes.Buffer
	var err error
	if extension == jpegExtension {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: jpegQuality})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m)
	}
	if err != nil { // a buffer takes everything, so it is the size: JPEG ends at 65,535 pixels
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	return b.Bytes(), nil
}

// encodesWell reports whether an encoder takes m as it is, which keeps a palette
// small and spares a conversion. Pictures of 16 bits are not among them:
// no page shows the difference.
func encodesWell(m image.Image, extension string) bool {
	switch m.(type) {
	case *image.RGBA, *image.Gray:
		return true
	case *image.YCbCr:
		return extension == jpegExtension
	case *image.Paletted, *image.NRGBA:
		return extension == pngExtension
	}
	return false
}

// flatten returns m as RGBA with its corner at 0, 0.
func flatten(m image.Image) *image.RGBA {
	if rgba, ok := m.(*image.RGBA); ok && rgba.Rect.Min == (image.Point{}) {
		return rgba
	}
	to := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(to, to.Rect, m, m.Bounds().Min, draw.Src)
	return to
}
