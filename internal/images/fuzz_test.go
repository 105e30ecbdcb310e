package images

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"testing"
)

// FuzzProcess: no input panics; what is refused gives a known reason and no picture;
// what is accepted gives files of the sizes they are said to have, the same again from
// the cache.
func FuzzProcess(f *testing.F) {
	for _, data := range [][]byte{
		asJPEG(photo(20, 10)),
		withExif(asJPEG(photo(20, 10)), exif(binary.LittleEndian, 6)),
		withExif(asJPEG(photo(20, 10)), exif(binary.BigEndian, 3)),
		asPNG(drawing(20, 10)),
		asPNG(glass(600, 3)),
		withChunk(asPNG(palette(20, 10)), "eXIf", exif(binary.BigEndian, 8)),
		withChunk(asPNG(palette(20, 10)), "acTL", make([]byte, 8)),
		pngClaiming(50_000, 50_000),
		asGIF(palette(20, 10)),
		asGIF(palette(9, 9), palette(9, 9)),
		asWebP(20, 10, color.NRGBA{1, 2, 3, 4}),
		asWebP(20, 10, color.NRGBA{}, vp8x(8, 20, 10), riffChunk("EXIF", exif(binary.LittleEndian, 5))),
	} {
		f.Add(data)
	}
	for _, text := range safeSVGs {
		f.Add([]byte(text))
	}
	for _, test := range unsafeSVGs {
		f.Add([]byte(test.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if isBig(data) {
			t.Skip("a large picture takes long and shows nothing more")
		}
		cache := &counted{entries: map[string][]byte{}}
		p, err := Process("x", data, cache)
		if err != nil {
			checkRefusal(t, p, err)
			return
		}
		checkVariants(t, p)
		again, err := Process("x", data, cache)
		if err != nil || fmt.Sprint(p) != fmt.Sprint(again) {
			t.Errorf("a second call differs: %v", err)
		}
	})
}

// isBig reports whether data claims to be a picture of more than a million pixels that
// is within the limit.
func isBig(data []byte) bool {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	return err == nil && config.Width*config.Height > 1_000_000 && checkSize(config.Width, config.Height) == nil
}

func checkRefusal(t *testing.T, p Picture, err error) {
	t.Helper()
	for _, reason := range []error{ErrFormat, ErrTooLarge, ErrAnimated, ErrUnsafeSVG} {
		if errors.Is(err, reason) {
			if len(p.Variants) > 0 {
				t.Errorf("%v, and variants", err)
			}
			return
		}
	}
	t.Errorf("refused without a known reason: %v", err)
}
