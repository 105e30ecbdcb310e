package images

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
)

// photo is an opaque picture of many colours, always the same.
func photo(width, height int) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(r.Uint32()&63 + uint32(i/8)&127)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

// drawing is an opaque picture of four colours, one in each corner.
func drawing(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetNRGBA(x, y, corners[2*(2*y/height)+2*x/width])
		}
	}
	return m
}

// corners are the colours of a drawing, in reading order.
var corners = [4]color.NRGBA{
	{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255},
}

// glass is a drawing of which the left half can be seen through.
func glass(width, height int) *image.NRGBA {
	m := drawing(width, height)
	for y := range height {
		for x := range width / 2 {
			m.Pix[m.PixOffset(x, y)+3] = 64
		}
	}
	return m
}

// palette is a drawing of 256 levels of blue, half of them transparent.
func palette(width, height int) *image.Paletted {
	var colours color.Palette
	for i := range 256 {
		colours = append(colours, color.NRGBA{B: byte(i), A: byte(255 * (i % 2))})
	}
	m := image.NewPaletted(image.Rect(0, 0, width, height), colours)
	for i := range m.Pix {
		m.Pix[i] = byte(i)
	}
	return m
}

func asJPEG(m image.Image) []byte {
	var b bytes.Buffer
	must(jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

func asPNG(m image.Image) []byte {
	var b bytes.Buffer
	must(png.Encode(&b, m))
	return b.Bytes()
}

func asGIF(frames ...*image.Paletted) []byte {
	var b bytes.Buffer
	canvas := image.Config{Width: frames[0].Rect.Max.X, Height: frames[0].Rect.Max.Y}
	must(gif.EncodeAll(&b, &gif.GIF{Image: frames, Delay: make([]int, len(frames)), Config: canvas}))
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// asWebP writes a picture of a single colour as lossless WebP (RFC 9649, section 3):
// with one symbol in each of its five codes, its pixels take no bits at all. Chunks
// come first, in the extended form of the container, when there are any.
func asWebP(width, height int, c color.NRGBA, chunks ...[]byte) []byte {
	var b bits
	b.add(0x2f, 8)
	b.add(width-1, 14)
	b.add(height-1, 14)
	b.add(1, 1) // alpha is used
	b.add(0, 3+1+1+1)
	for _, symbol := range []byte{c.G, c.R, c.B, c.A, 0} {
		b.add(0b101, 3) // simple code, one symbol, of 8 bits
		b.add(int(symbol), 8)
	}
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	body = append(body, riffChunk("VP8L", b.data)...)
	return riffChunk("RIFF", body)
}

// bits are filled from the lowest bit of each byte.
type bits struct {
	data []byte
	used int
}

func (b *bits) add(value, count int) {
	for i := range count {
		if b.used%8 == 0 {
			b.data = append(b.data, 0)
		}
		b.data[b.used/8] |= byte(value>>i&1) << (b.used % 8)
		b.used++
	}
}

func riffChunk(name string, body []byte) []byte {
	chunk := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	chunk = append(chunk, body...)
	if len(body)%2 == 1 {
		chunk = append(chunk, 0)
	}
	return chunk
}

// vp8x announces the size and features of an extended WebP.
func vp8x(flags byte, width, height int) []byte {
	body := make([]byte, 10)
	body[0] = flags
	body[4], body[5] = byte(width-1), byte((width-1)>>8)
	body[7], body[8] = byte(height-1), byte((height-1)>>8)
	return riffChunk("VP8X", body)
}

// exif is a block with the orientation between two other tags.
func exif(order binary.AppendByteOrder, orientation int) []byte {
	tiff := []byte("II*\x00")
	if order == binary.BigEndian {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 10)
	tiff = append(tiff, 0, 0) // the directory need not follow the header
	tiff = order.AppendUint16(tiff, 3)
	for _, entry := range [][2]int{{271, 7}, {274, orientation}, {34853, 8}} {
		tiff = order.AppendUint16(tiff, uint16(entry[0]))
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, uint16(entry[1]))
		tiff = append(tiff, 0, 0)
	}
	return order.AppendUint32(tiff, 0)
}

// withSegment puts an application segment at the start of a JPEG.
func withSegment(file []byte, marker byte, body []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return bytes.Join([][]byte{file[:2], segment, body, file[2:]}, nil)
}

func withExif(file, tiff []byte) []byte {
	return withSegment(file, 0xe1, append([]byte("Exif\x00\x00"), tiff...))
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(file []byte, name string, body []byte) []byte {
	const header = 8 + 25
	return bytes.Join([][]byte{file[:header], pngChunk(name, body), file[header:]}, nil)
}

func pngChunk(name string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// pngClaiming is a PNG of a few bytes that claims to have this size.
func pngClaiming(width, height int) []byte {
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 8, 2, 0, 0, 0)
	return append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", header)...)
}
