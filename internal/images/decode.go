package images

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	_ "image/gif" // decoded, never encoded

	_ "golang.org/x/image/webp"
)

// traits is what a file says of itself besides its pixels. A damaged file may leave
// them out: only the decoder judges whether it can be shown.
type traits struct {
	orientation int // as in EXIF, 1 to 8; 0 when not said
	animated    bool
}

// inspectors read the traits of the formats that are let in, by their names in
// package image.
var inspectors = map[string]func(data []byte) traits{
	jpegFormat: inspectJPEG, "png": inspectPNG, "gif": inspectGIF, "webp": inspectWebP,
}

const jpegFormat = "jpeg"

// original is a decoded file.
type original struct {
	image.Image
	format string
	turn   orientation
}

// decode reads a still picture within the limits.
func decode(data []byte) (original, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return original{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	inspect, known := inspectors[format]
	if !known { // of another package's registering
		return original{}, fmt.Errorf("%w: %s", ErrFormat, format)
	}
	if err := checkSize(config.Width, config.Height); err != nil {
		return original{}, err
	}
	says := inspect(data)
	if says.animated {
		return original{}, ErrAnimated
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return original{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return original{onCanvas(m, config), format, orientationOf(says)}, nil
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
