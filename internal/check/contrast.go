package check

import (
	"fmt"
	"math"
	"strconv"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// minContrast is the least contrast with white that text needs (WCAG 2.2,
// success criterion 1.4.3): the site writes in white on these colours, and in
// these colours on white.
const minContrast = 4.5

// paleColours reports the colours of the site and of its editions that are too
// pale to be read.
func paleColours(s *survey) []diag.Diagnostic {
	problems := pale(s.Site.Source, s.Site.Colours, s.Site.Value)
	for _, e := range s.Editions {
		problems = append(problems, pale(e.Source, e.Colours, e.Value)...)
	}
	return problems
}

func pale(src *diag.Source, colours *content.Colours, at func(string) diag.Span) []diag.Diagnostic {
	if colours == nil {
		return nil
	}
	var problems []diag.Diagnostic
	for _, role := range []struct {
		key    string
		colour content.Colour
	}{{"couleurs.primaire", colours.Primary}, {"couleurs.accent", colours.Accent}} {
		if role.colour == "" || contrastWithWhite(role.colour) >= minContrast {
			continue
		}
		problems = append(problems, diag.New(diag.PaleColour, src, at(role.key), fmt.Sprintf("la couleur %s est trop pâle : un texte blanc ne s'y lit pas", role.colour),
			"choisissez une couleur plus foncée : un contraste d'au moins 4,5 avec le blanc"))
	}
	return problems
}

// contrastWithWhite is the contrast ratio of WCAG 2.2, from 1 to 21, of a colour
// written #rrvvbb.
func contrastWithWhite(colour content.Colour) float64 {
	return 1.05 / (luminance(colour) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(colour content.Colour) float64 {
	weights := [3]float64{0.2126, 0.7152, 0.0722}
	sum := 0.0
	for i, weight := range weights {
		n, err := strconv.ParseUint(string(colour[1+2*i:3+2*i]), 16, 8)
		if err != nil {
			return 0 // the loader lets no such colour through
		}
		sum += weight * linear(float64(n)/255)
	}
	return sum
}

// linear undoes the gamma of sRGB.
func linear(c float64) float64 {
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
