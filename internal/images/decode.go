package images

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// format is a kind of file that can be decoded.
type format struct {
	magic   string // its first bytes, "?" standing for any
	config  func(io.Reader) (image.Config, error)
	decode  func(io.Reader) (image.Image, error)
	inspect func(data []byte) traits
}

// traits is what a file says of itself besides its pixels. A damaged file may leave
// them out: only the decoder judges whether it can be shown.
type traits struct {
	orientation int // as in EXIF, 1 to 8; 0 when not said
	animated    bool
}

var formats = []*format{
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode, inspectJPEG},
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode, inspectPNG},
	{"GIF8?a", gif.DecodeConfig, gif.Decode, inspectGIF},
	{"RIFF????WEBP", webp.DecodeConfig, webp.Decode, inspectWebP},
}

var jpegFormat = formats[0]

// formatOf recognises the format of data, or returns nil.
func formatOf(data []byte) *format {
	for _, f := range formats {
		if hasMagic(data, f.magic) {
			return f
		}
	}
	return nil
}

func hasMagic(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != data[i] {
			return false
		}
	}
	return true
}

// original is a decoded file.
type original struct {
	image.Image
	format *format
	turn   orientation
}

// decode reads a still picture within the limits.
func decode(data []byte) (original, error) {
	f := formatOf(data)
	if f == nil {
		return original{}, fmt.Errorf("%w: unknown format", ErrFormat)
	}
	config, err := f.config(bytes.NewReader(data))
	if err != nil {
		return original{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if err := checkSize(config.Width, config.Height); err != nil {
		return original{}, err
	}
	says := f.inspect(data)
	if says.animated {
		return original{}, ErrAnimated
	}
	m, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return original{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return original{onCanvas(m, config), f, orientationOf(says)}, nil
}

// checkSize judges the size that a header claims.
func checkSize(width, height int) error {
	if width < 1 || height < 1 {
		return fmt.Errorf("%w: %d × %d pixels", ErrFormat, width, height)
	}
	if int64(width)*int64(height) > MaxPixels {
		return fmt.Errorf("%w: %d × %d pixels", ErrTooLarge, width, height)
	}
	return nil
}

// onCanvas returns m at the size its header gives. The one frame of a GIF may
// cover only a part of its canvas.
func onCanvas(m image.Image, config image.Config) image.Image {
	canvas := image.Rect(0, 0, config.Width, config.Height)
	if m.Bounds() == canvas {
		return m
	}
	whole := image.NewRGBA(canvas)
	draw.Draw(whole, m.Bounds(), m, m.Bounds().Min, draw.Src)
	return whole
}
