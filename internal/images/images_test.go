package images

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// describe says what a picture has become: "1000x500: 480x240.jpg 1000x500.jpg".
func describe(p Picture) string {
	b := fmt.Sprintf("%dx%d:", p.Width, p.Height)
	for _, v := range p.Variants {
		b += fmt.Sprintf(" %dx%d%s", v.Width, v.Height, v.Name[strings.LastIndex(v.Name, "."):])
	}
	return b
}

func TestProcess(t *testing.T) {
	part := palette(20, 10)
	part.Rect = image.Rect(30, 20, 50, 30)
	shadow := photo(100, 50)
	shadow.Pix[3], shadow.Pix[0], shadow.Pix[1], shadow.Pix[2] = 128, 0, 0, 0
	grey16 := image.NewGray16(image.Rect(0, 0, 30, 20))
	cmyk := image.NewNRGBA64(image.Rect(0, 0, 30, 20))
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"JPEG", asJPEG(photo(500, 250)), "500x250: 500x250.jpg"},
		{"JPEG of few colours", asJPEG(drawing(64, 32)), "64x32: 64x32.jpg"},
		{"grey JPEG", asJPEG(image.NewGray(image.Rect(0, 0, 700, 70))), "700x70: 480x48.jpg 700x70.jpg"},
		{"PNG photograph", asPNG(photo(100, 50)), "100x50: 100x50.jpg"},
		{"PNG drawing", asPNG(drawing(640, 64)), "640x64: 480x48.png 640x64.png"},
		{"PNG with alpha", asPNG(glass(100, 50)), "100x50: 100x50.png"},
		{"PNG photograph with alpha", asPNG(shadow), "100x50: 100x50.png"},
		{"PNG with palette", asPNG(palette(100, 50)), "100x50: 100x50.png"},
		{"PNG of 16 bits", asPNG(grey16), "30x20: 30x20.png"},
		{"PNG of 16 bits with alpha", asPNG(cmyk), "30x20: 30x20.png"},
		{"GIF", asGIF(palette(100, 50)), "100x50: 100x50.png"},
		{"GIF that fills a part of its canvas", asGIF(part), "50x30: 50x30.png"},
		{"WebP", asWebP(600, 60, color.NRGBA{1, 2, 3, 255}), "600x60: 480x48.png 600x60.png"},
		{"extended WebP", asWebP(60, 6, color.NRGBA{1, 2, 3, 9}, vp8x(16, 60, 6)), "60x6: 60x6.png"},
		{"one pixel", asPNG(image.NewNRGBA(image.Rect(0, 0, 1, 1))), "1x1: 1x1.png"},
		{"very wide", asPNG(drawing(5000, 2)), "5000x2: 480x1.png 960x1.png 1600x1.png"},
		{"very high", asPNG(drawing(2, 5000)), "2x5000: 2x5000.png"},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`), "30x20: 30x20.svg"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := Process("a.bin", test.data, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(p); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			checkVariants(t, p)
		})
	}
}

// checkVariants fails unless each variant is the file that it says it is.
func checkVariants(t *testing.T, p Picture) {
	t.Helper()
	for _, v := range p.Variants {
		if !fs.ValidPath(v.Name) {
			t.Errorf("name %q is not a path", v.Name)
		}
		if strings.HasSuffix(v.Name, svgExtension) {
			continue
		}
		m, format, err := image.Decode(bytes.NewReader(v.Data))
		if err != nil {
			t.Errorf("%s: %v", v.Name, err)
			continue
		}
		if got := m.Bounds().Size(); got != image.Pt(v.Width, v.Height) {
			t.Errorf("%s: is %v", v.Name, got)
		}
		if want := map[string]string{"jpeg": "jpg", "png": "png"}[format]; !strings.HasSuffix(v.Name, "."+want) {
			t.Errorf("%s: is a %s", v.Name, format)
		}
	}
}

func TestWidths(t *testing.T) {
	for width, want := range map[int][]int{
		1:    {1},
		480:  {480},
		599:  {599},
		600:  {480, 600},
		960:  {480, 960},
		1199: {480, 1199},
		1200: {480, 960, 1200},
		1600: {480, 960, 1600},
		8000: {480, 960, 1600},
	} {
		if got := widthsFor(width); !slices.Equal(got, want) {
			t.Errorf("%d: got %v, want %v", width, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	data := asPNG(drawing(4, 4))
	for name, want := range map[string]string{
		"images/gite.png":              `images/gite-[0-9a-f]{8}-4\.png`,
		"images/Été à l’hôtel (2).PNG": `images/ete-a-l-hotel-2-[0-9a-f]{8}-4\.png`,
		"images/Cœur de l'œuvre.jpg":   `images/coeur-de-l-oeuvre-[0-9a-f]{8}-4\.png`,
		"a.b.jpeg":                     `images/a-b-[0-9a-f]{8}-4\.png`,
		"日本.png":                       `images/image-[0-9a-f]{8}-4\.png`,
		".png":                         `images/image-[0-9a-f]{8}-4\.png`,
		"../../etc/passwd":             `images/passwd-[0-9a-f]{8}-4\.png`,
		"":                             `images/image-[0-9a-f]{8}-4\.png`,
		strings.Repeat("x", 200):       `images/x{60}-[0-9a-f]{8}-4\.png`,
	} {
		p, err := Process(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Variants[0].Name; !regexp.MustCompile("^" + want + "$").MatchString(got) {
			t.Errorf("%q: got %q, want %s", name, got, want)
		}
	}
}

// Two files never share a name, even when their names or contents are alike.
func TestNamesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, source := range []struct {
		name string
		data []byte
	}{
		{"a/x.png", asPNG(drawing(4, 4))},
		{"b/x.png", asPNG(drawing(4, 4))},
		{"a/x.png", asPNG(drawing(4, 6))},
		{"a/x.jpg", asJPEG(drawing(4, 4))},
		{"a/x.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>`)},
	} {
		p, err := Process(source.name, source.data, nil)
		if err != nil {
			t.Fatal(err)
		}
		name := p.Variants[0].Name
		if other := seen[name]; other != "" {
			t.Errorf("%s and %s are both named %s", other, source.name, name)
		}
		seen[name] = source.name
	}
}

func TestRefused(t *testing.T) {
	truncated := asJPEG(photo(60, 60))
	still := asPNG(drawing(8, 8))
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrFormat},
		{"text", []byte("bonjour"), ErrFormat},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrFormat},
		{"truncated JPEG", truncated[:len(truncated)/2], ErrFormat},
		{"header of a JPEG", truncated[:4], ErrFormat},
		{"truncated PNG", still[:len(still)-20], ErrFormat},
		{"PNG without pixels", pngClaiming(10, 10), ErrFormat},
		{"GIF without a size", []byte("GIF89a\x00\x00\x00\x00\x00\x00\x00;"), ErrFormat},
		{"header of a WebP", []byte("RIFF\x04\x00\x00\x00WEBP"), ErrFormat},
		{"heavy file", append(asJPEG(photo(8, 8)), make([]byte, MaxBytes)...), ErrTooLarge},
		{"PNG bomb", pngClaiming(9_000, 9_000), ErrTooLarge},
		{"GIF bomb", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00;"), ErrTooLarge},
		{"WebP bomb", asWebP(16000, 16000, color.NRGBA{}), ErrTooLarge},
		{"one pixel too many", pngClaiming(MaxPixels+1, 1), ErrTooLarge},
		{"exactly enough pixels", pngClaiming(MaxPixels, 1), ErrFormat},
		{"JPEG too high for JPEG", asPNG(photo(1, 70_000)), ErrTooLarge},
		{"animated GIF", asGIF(palette(8, 8), palette(8, 8)), ErrAnimated},
		{"animated PNG", withChunk(still, "acTL", make([]byte, 8)), ErrAnimated},
		{"animated WebP", asWebP(8, 8, color.NRGBA{}, vp8x(2, 8, 8)), ErrAnimated},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := Process("x/y.png", test.data, nil)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "picture x/y.png: ") {
				t.Errorf("error does not name the file: %v", err)
			}
			if len(p.Variants) > 0 {
				t.Errorf("a refused picture has variants")
			}
		})
	}
}

func TestMetadataStaysBehind(t *testing.T) {
	secret := []byte("48.8566 N, 2.3522 E")
	jpg := asJPEG(photo(640, 64))
	png := asPNG(drawing(640, 64))
	for name, data := range map[string][]byte{
		"EXIF":      withExif(jpg, append(exif(binary.LittleEndian, 1), secret...)),
		"comment":   withSegment(jpg, 0xfe, secret),
		"XMP":       withSegment(jpg, 0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), secret...)),
		"PNG EXIF":  withChunk(png, "eXIf", append(exif(binary.BigEndian, 1), secret...)),
		"PNG text":  withChunk(png, "tEXt", append([]byte("Comment\x00"), secret...)),
		"WebP EXIF": asWebP(640, 64, color.NRGBA{A: 255}, vp8x(8, 640, 64), riffChunk("EXIF", secret)),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Process("x", data, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(data, secret) || len(p.Variants) < 2 {
				t.Fatal("the sample shows nothing")
			}
			for _, v := range p.Variants {
				if bytes.Contains(v.Data, secret) || bytes.Contains(v.Data, []byte("Exif")) {
					t.Errorf("%s still says where it was taken", v.Name)
				}
			}
		})
	}
}

func TestPaletteIsKept(t *testing.T) {
	want := palette(40, 20)
	p, err := Process("x.png", asPNG(want), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(p.Variants[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := m.(*image.Paletted)
	if !ok || !bytes.Equal(got.Pix, want.Pix) {
		t.Errorf("got a %T, want the same pixels in the same palette", m)
	}
}

// The part of a GIF's canvas that its frame leaves free is transparent.
func TestPartialGIF(t *testing.T) {
	part := palette(20, 10)
	part.Rect = image.Rect(30, 20, 50, 30)
	p, err := Process("x.gif", asGIF(part), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(p.Variants[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]color.NRGBA{
		{0, 0}:   {},
		{29, 20}: {},
		{31, 20}: {B: 1, A: 255},
		{49, 29}: {B: 199, A: 255},
	} {
		if got := color.NRGBAModel.Convert(m.At(at.X, at.Y)); got != want {
			t.Errorf("at %v: got %v, want %v", at, got, want)
		}
	}
}

func TestDeterministic(t *testing.T) {
	data := asJPEG(photo(700, 300))
	first, err := Process("x.jpg", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Process("x.jpg", data, nil)
	if err != nil || fmt.Sprint(first) != fmt.Sprint(again) {
		t.Errorf("two calls differ: %v", err)
	}
}

func BenchmarkProcess(b *testing.B) {
	data := asJPEG(photo(4032, 3024))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Process("x.jpg", data, nil); err != nil {
			b.Fatal(err)
		}
	}
}
