package images

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxSVGSide bounds the size that an SVG may ask for, in pixels.
const maxSVGSide = 100_000

// svgUnits are the lengths of CSS units in pixels (CSS Values 4, 6.2).
var svgUnits = []struct {
	name   string
	pixels float64
}{
	{"px", 1}, {"pt", 96. / 72}, {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96},
}

// svgSize returns the size in pixels of a drawing, from the width and height of its root
// or, where one is missing or relative to the page, the proportions of its viewBox.
func svgSize(root xml.StartElement) (width, height int, err error) {
	w, h := length(attribute(root, "width")), length(attribute(root, "height"))
	boxWidth, boxHeight := viewBox(attribute(root, "viewBox"))
	switch {
	case w > 0 && h > 0:
	case boxWidth <= 0 || boxHeight <= 0:
		return 0, 0, fmt.Errorf("%w: no width and height, and no viewBox", ErrFormat)
	case w > 0:
		h = w * boxHeight / boxWidth
	case h > 0:
		w = h * boxWidth / boxHeight
	default:
		w, h = boxWidth, boxHeight
	}
	if w > maxSVGSide || h > maxSVGSide {
		return 0, 0, fmt.Errorf("%w: %g × %g pixels", ErrTooLarge, w, h)
	}
	return max(1, int(math.Round(w))), max(1, int(math.Round(h))), nil
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name == (xml.Name{Local: name}) {
			return a.Value
		}
	}
	return ""
}

// length reads a length in pixels; 0 when it is missing, relative or not a length.
func length(text string) float64 {
	text = strings.TrimSpace(text)
	for _, unit := range svgUnits {
		if digits, ok := strings.CutSuffix(text, unit.name); ok {
			return number(digits) * unit.pixels
		}
	}
	return number(text)
}

// viewBox reads the width and height of a viewBox; 0 when it is not one.
func viewBox(text string) (width, height float64) {
	fields := strings.Fields(strings.ReplaceAll(text, ",", " "))
	if len(fields) != 4 {
		return 0, 0
	}
	return number(fields[2]), number(fields[3])
}

// number reads a positive number; 0 when it is not one.
func number(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || !(n > 0) {
		return 0
	}
	return n
}
