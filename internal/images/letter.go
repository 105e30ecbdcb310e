package images

import (
	"image"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// posterLetter is a face whose curves are cut into lines in integers. The rasterizer of
// golang.org/x/image/vector draws the lines of small glyphs in integers, but cuts curves in
// floating point, where a processor that multiplies and adds in one step (arm64) rounds
// otherwise than one that does not: a few pixels would be of another shade there.
type posterLetter struct {
	font.Face
	outlines *sfnt.Font
	size     fixed.Int26_6
	buffer   sfnt.Buffer
}

// Glyph draws a letter; see [font.Face].
func (l *posterLetter) Glyph(dot fixed.Point26_6, r rune) (image.Rectangle, image.Image, image.Point, fixed.Int26_6, bool) {
	index, err := l.outlines.GlyphIndex(&l.buffer, r)
	if err != nil {
		return image.Rectangle{}, nil, image.Point{}, 0, false
	}
	advance, err := l.outlines.GlyphAdvance(&l.buffer, index, l.size, font.HintingNone)
	if err != nil {
		return image.Rectangle{}, nil, image.Point{}, 0, false
	}
	outline, err := l.outlines.LoadGlyph(&l.buffer, index, l.size, nil)
	if err != nil {
		return image.Rectangle{}, nil, image.Point{}, 0, false
	}
	extent := outline.Bounds().Add(dot)
	at := image.Rect(extent.Min.X.Floor(), extent.Min.Y.Floor(), extent.Max.X.Ceil(), extent.Max.Y.Ceil())
	mask := image.NewAlpha(image.Rectangle{Max: at.Size()})
	fill(mask, outline, dot.Sub(fixed.P(at.Min.X, at.Min.Y)))
	return at, mask, image.Point{}, advance, index != 0
}

// fill draws an outline of lines and of curves with one handle, as TrueType has.
func fill(mask *image.Alpha, outline sfnt.Segments, by fixed.Point26_6) {
	var pen fixed.Point26_6
	rasterizer := vector.NewRasterizer(mask.Rect.Dx(), mask.Rect.Dy())
	rasterizer.DrawOp = draw.Src
	for _, s := range outline {
		to := s.Args[0].Add(by)
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			rasterizer.MoveTo(float32(to.X)/64, float32(to.Y)/64)
		case sfnt.SegmentOpLineTo:
			rasterizer.LineTo(float32(to.X)/64, float32(to.Y)/64)
		case sfnt.SegmentOpQuadTo:
			handle := to
			to = s.Args[1].Add(by)
			for step := 1; step <= curveLines; step++ {
				x, y := curveAt(pen.X, handle.X, to.X, step), curveAt(pen.Y, handle.Y, to.Y, step)
				rasterizer.LineTo(float32(x)/curvePoint, float32(y)/curvePoint)
			}
		}
		pen = to
	}
	rasterizer.Draw(mask, mask.Rect, image.Opaque, image.Point{})
}

// Curves are cut into so many lines, at points in so many parts of a pixel, both powers of
// two: every coordinate is a float32 without rounding.
const (
	curveLines = 8
	curvePoint = 64 * curveLines * curveLines
)

// curveAt is a coordinate of a curve between two points after some of its lines.
func curveAt(from, handle, to fixed.Int26_6, step int) int {
	rest := curveLines - step
	return rest*rest*int(from) + 2*rest*step*int(handle) + step*step*int(to)
}
