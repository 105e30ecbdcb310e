package images

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"testing"
)

// cornersOf names the colours in the corners of a picture, in reading order.
func cornersOf(t *testing.T, data []byte) string {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	right, bottom := m.Bounds().Dx()-1, m.Bounds().Dy()-1
	var named string
	for _, at := range []image.Point{{0, 0}, {right, 0}, {0, bottom}, {right, bottom}} {
		named += string("RGBW"[nearestCorner(m.At(at.X, at.Y))])
	}
	return named
}

func nearestCorner(c color.Color) int {
	r, g, b, _ := c.RGBA()
	seen := [3]bool{r > 0x8000, g > 0x8000, b > 0x8000}
	for i, corner := range corners {
		if seen == [3]bool{corner.R > 128, corner.G > 128, corner.B > 128} {
			return i
		}
	}
	panic(fmt.Sprintf("no corner has the colour %v", c))
}

// The stored picture is red and green above blue and white.
var orientations = []struct {
	tag     int
	corners string
	swapped bool
}{
	{1, "RGBW", false},
	{2, "GRWB", false},
	{3, "WBGR", false},
	{4, "BWRG", false},
	{5, "RBGW", true},
	{6, "BRWG", true},
	{7, "WGBR", true},
	{8, "GWRB", true},
	{0, "RGBW", false},
	{9, "RGBW", false},
	{65535, "RGBW", false},
}

func TestOrientation(t *testing.T) {
	jpg, png := asJPEG(drawing(64, 32)), asPNG(drawing(64, 32))
	scaled := asJPEG(drawing(1250, 625)) // whichever side is the width
	for _, test := range orientations {
		for name, data := range map[string][]byte{
			"scaled JPEG":   withExif(scaled, exif(binary.LittleEndian, test.tag)),
			"Intel JPEG":    withExif(jpg, exif(binary.LittleEndian, test.tag)),
			"Motorola JPEG": withExif(jpg, exif(binary.BigEndian, test.tag)),
			"JPEG after XMP": withSegment(withExif(jpg, exif(binary.LittleEndian, test.tag)),
				0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00")),
			"JPEG with padding": bytes.Replace(withExif(jpg, exif(binary.LittleEndian, test.tag)),
				[]byte{0xff, 0xe1}, []byte{0xff, 0xff, 0xff, 0xe1}, 1),
			"PNG": withChunk(png, "eXIf", exif(binary.BigEndian, test.tag)),
		} {
			t.Run(fmt.Sprintf("%s %d", name, test.tag), func(t *testing.T) {
				p, err := Process("x", data, nil)
				if err != nil {
					t.Fatal(err)
				}
				if (p.Width < p.Height) != test.swapped || max(p.Width, p.Height) != 2*min(p.Width, p.Height) {
					t.Errorf("size: got %d × %d", p.Width, p.Height)
				}
				checkVariants(t, p)
				for _, v := range p.Variants {
					if got := cornersOf(t, v.Data); got != test.corners {
						t.Errorf("%s: got %s, want %s", v.Name, got, test.corners)
					}
				}
			})
		}
	}
}

func TestOrientationOfWebP(t *testing.T) {
	blue := color.NRGBA{B: 255, A: 255}
	for name, prefix := range map[string]string{"plain": "", "with JPEG's prefix": "Exif\x00\x00"} {
		t.Run(name, func(t *testing.T) {
			tiff := append([]byte(prefix), exif(binary.LittleEndian, 6)...)
			p, err := Process("x", asWebP(60, 20, blue, vp8x(8|16, 60, 20),
				riffChunk("odd!", []byte("x")), riffChunk("EXIF", tiff)), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := describe(p), "20x60: 20x60.png"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestDamagedExifIsIgnored(t *testing.T) {
	whole := exif(binary.LittleEndian, 6)
	for length := range whole[:20] {
		if got := orientationTag(whole[:length]); got != 0 {
			t.Errorf("first %d bytes: got %d", length, got)
		}
	}
	far := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(far[4:], 1<<32-1)
	if got := orientationTag(far); got != 0 {
		t.Errorf("directory outside the block: got %d", got)
	}
	text := bytes.Replace(whole, []byte{18, 1, 3, 0}, []byte{18, 1, 2, 0}, 1)
	if got := orientationTag(text); got != 0 {
		t.Errorf("orientation that is a text: got %d", got)
	}
}

// Turning back and forth gives the same picture.
func TestTurnsUndoEachOther(t *testing.T) {
	m := photo(7, 5)
	for o := upright; o <= turnLeft; o++ {
		back := o
		switch o {
		case turnRight:
			back = turnLeft
		case turnLeft:
			back = turnRight
		}
		if got := flatten(back.apply(o.apply(m))); !bytes.Equal(got.Pix, m.Pix) || got.Rect != m.Rect {
			t.Errorf("%d then %d changes the picture", o, back)
		}
	}
}
