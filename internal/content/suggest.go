package content

import (
	"strings"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// Suggest completes a problem of a name that is not known: the nearest of those
// known is its hint and its fix, which is to confirm unless the name is that one but
// for capitals, accents and blanks. Otherwise is the hint when none is near.
func Suggest(p diag.Diagnostic, name string, known []string, otherwise string) diag.Diagnostic {
	p.Hint = french.DidYouMean(name, known, otherwise)
	if near, ok := french.Nearest(name, known); ok {
		p.Fix = Rewrite(p, name, near)
		p.Fix.Confirm = plainName(name) != plainName(near)
	}
	return p
}

// Rewrite returns the fix that writes better for what is written at the place of a
// problem, within its quotes or slashes if it has any. There is none where the
// source says it in another way, such as over several lines.
func Rewrite(p diag.Diagnostic, written, better string) diag.Fix {
	before, after, found := strings.Cut(string(p.Source.Text[p.Span.Start:p.Span.End]), written)
	if !found || written == "" || strings.Trim(before+after, `"'/ `) != "" {
		return diag.Fix{}
	}
	return diag.Replace(diag.Span{Start: p.Span.Start + len(before), End: p.Span.End - len(after)}, better)
}

// plainName writes a name with the small letters and hyphens that names have,
// without accents, nor what is the file's or the address's.
func plainName(written string) string {
	parts := strings.Split(strings.TrimSuffix(strings.Trim(written, "/"), ".md"), "/")
	for i, part := range parts {
		parts[i] = Slug(part)
	}
	return strings.Join(parts, "/")
}
