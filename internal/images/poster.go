package images

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The size of a poster, in pixels: what Open Graph's readers show whole.
const (
	PosterWidth  = 1200
	PosterHeight = 630
)

const (
	posterMargin = 80
	posterBar    = 24 // along the left side
)

// Poster is the picture that networks show beside a link: words on a plain ground.
type Poster struct {
	Title  string
	Above  string // a smaller line over the title, or ""
	Below  string // one under it, or ""
	Ground string // colour, #rrggbb
	Accent string // colour of the bar along its side, #rrggbb
}

// PNG draws the poster: white words, in as large a letter as lets the title stand in
// four lines. The letter is Go Bold (BSD licence, as Go's own), which has what French
// is written with; see posterLetter for why the bytes are the same everywhere.
func (p Poster) PNG() ([]byte, error) {
	palette, err := posterPalette(p.Ground, p.Accent)
	if err != nil {
		return nil, err
	}
	words := image.NewAlpha(image.Rect(0, 0, PosterWidth, PosterHeight))
	if err := p.write(words); err != nil {
		return nil, err
	}
	poster := image.NewPaletted(words.Rect, palette)
	for i, a := range words.Pix {
		poster.Pix[i] = a >> 4
	}
	draw.Draw(poster, image.Rect(0, 0, posterBar, PosterHeight), image.NewUniform(palette[posterShades]), image.Point{}, draw.Src)
	var out bytes.Buffer
	err = png.Encode(&out, poster)
	return out.Bytes(), err
}

// posterShades are the colours between the ground and the words, which have one each
// for sixteen degrees of cover.
const posterShades = 16

func posterPalette(ground, accent string) (color.Palette, error) {
	from, err := parseColour(ground)
	if err != nil {
		return nil, err
	}
	bar, err := parseColour(accent)
	if err != nil {
		return nil, err
	}
	var palette color.Palette
	for i := range posterShades {
		shade := func(c uint8) uint8 { return uint8((int(c)*(posterShades-1-i) + 255*i) / (posterShades - 1)) }
		palette = append(palette, color.RGBA{shade(from.R), shade(from.G), shade(from.B), 255})
	}
	return append(palette, bar), nil
}

func parseColour(text string) (color.RGBA, error) {
	c := color.RGBA{A: 255}
	if _, err := fmt.Sscanf(text, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil || len(text) != len("#rrggbb") {
		return c, fmt.Errorf("colour %q: not #rrggbb", text)
	}
	return c, nil
}

var posterFont = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(gobold.TTF) })

// posterFace opens the letter in a size, in pixels.
func posterFace(size int) (font.Face, error) {
	f, err := posterFont()
	if err != nil {
		return nil, err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	return &posterLetter{Face: face, outlines: f, size: fixed.I(size)}, err
}

// write draws the words of the poster.
func (p Poster) write(on draw.Image) error {
	small, err := posterFace(34)
	if err != nil {
		return err
	}
	const titleLines = 4
	var large font.Face
	var lines []string
	size := 96
	for ; ; size -= 8 {
		if large, err = posterFace(size); err != nil {
			return err
		}
		lines = foldLines(large, plainSpaces(p.Title), PosterWidth-2*posterMargin)
		if len(lines) <= titleLines || size <= 48 {
			break
		}
	}
	if len(lines) > titleLines {
		lines = lines[:titleLines]
		lines[titleLines-1] += "…"
	}
	line := func(face font.Face, y int, text string) {
		drawer := font.Drawer{Dst: on, Src: image.Opaque, Face: face, Dot: fixed.P(posterMargin, y)}
		drawer.DrawString(plainSpaces(text))
	}
	line(small, posterMargin+34, p.Above)
	step := size * 6 / 5
	top := (PosterHeight - step*len(lines)) / 2
	for i, text := range lines {
		line(large, top+step*i+size, text)
	}
	line(small, PosterHeight-posterMargin, p.Below)
	return nil
}

// plainSpaces writes each kind of space as the one that the letter has.
func plainSpaces(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u202f' {
			return ' '
		}
		return r
	}, text)
}

// foldLines cuts a text into lines of at most width pixels, between words; a longer
// word has a line of its own.
func foldLines(face font.Face, text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 {
			if longer := lines[n-1] + " " + word; font.MeasureString(face, longer).Ceil() <= width {
				lines[n-1] = longer
				continue
			}
		}
		lines = append(lines, word)
	}
	return lines
}
