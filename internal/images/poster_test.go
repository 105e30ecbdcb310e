package images

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

var sharedPoster = Poster{Title: "L’hôtellerie et la restauration", Above: "Édition Bretagne", Below: "Un recueil", Ground: "#123a6b", Accent: "#b4530a"}

// TestPoster draws a poster: its size, its colours, its weight, and the same bytes twice.
func TestPoster(t *testing.T) {
	first, err := sharedPoster.PNG()
	if err != nil {
		t.Fatal(err)
	}
	again, _ := sharedPoster.PNG()
	if !bytes.Equal(first, again) {
		t.Error("the same poster has other bytes")
	}
	if len(first) > 40<<10 {
		t.Errorf("the poster weighs %d bytes", len(first))
	}
	drawn, err := png.Decode(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if size := drawn.Bounds().Size(); size.X != PosterWidth || size.Y != PosterHeight {
		t.Errorf("the poster is %v", size)
	}
	for _, c := range []struct {
		x    int
		want [3]uint32
	}{{0, [3]uint32{0xb4, 0x53, 0x0a}}, {PosterWidth - 1, [3]uint32{0x12, 0x3a, 0x6b}}} {
		if r, g, b, _ := drawn.At(c.x, 0).RGBA(); [3]uint32{r >> 8, g >> 8, b >> 8} != c.want {
			t.Errorf("at %d the colour is %x %x %x, want %x", c.x, r>>8, g>>8, b>>8, c.want)
		}
	}
	other := sharedPoster
	other.Title = "Le commerce"
	if changed, _ := other.PNG(); bytes.Equal(first, changed) {
		t.Error("the title is not drawn")
	}
}

// TestPosterWritesFrench looks for each letter and sign that titles are written with.
func TestPosterWritesFrench(t *testing.T) {
	f, err := posterFont()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "AaÀàÂâÄäÆæÇçÉéÈèÊêËëÎîÏïÔôÖöŒœÙùÛûÜüŸÿÑñ«»’“”…–—0123456789€%°?!:;" {
		if i, err := f.GlyphIndex(new(sfnt.Buffer), r); err != nil || i == 0 {
			t.Errorf("the letter lacks %q", r)
		}
	}
}

// TestPosterFolds cuts titles into lines that fit.
func TestPosterFolds(t *testing.T) {
	face, err := posterFace(96)
	if err != nil {
		t.Fatal(err)
	}
	const width = PosterWidth - 2*posterMargin
	for _, text := range []string{"", "Commerce", strings.Repeat("des mots ", 30), "un anticonstitutionnellementanticonstitutionnellement"} {
		lines := foldLines(face, text, width)
		if got := strings.Join(lines, " "); got != strings.TrimSpace(text) {
			t.Errorf("%q is folded as %q", text, got)
		}
		for _, line := range lines {
			if strings.Contains(line, " ") && font.MeasureString(face, line).Ceil() > width {
				t.Errorf("%q is too wide", line)
			}
		}
	}
	long := sharedPoster
	long.Title = strings.Repeat("un très long titre ", 20)
	if _, err := long.PNG(); err != nil {
		t.Error(err)
	}
}

// TestPosterOfNoColour refuses what is no colour.
func TestPosterOfNoColour(t *testing.T) {
	for _, colour := range []string{"", "bleu", "#12", "#123a6bff"} {
		wrong := sharedPoster
		wrong.Ground = colour
		if _, err := wrong.PNG(); err == nil {
			t.Errorf("%q is taken for a colour", colour)
		}
	}
}
