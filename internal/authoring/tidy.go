package authoring

import (
	"bytes"
	"path"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// tidy returns what to change in a document that check accepts as it is.
func tidy(d *content.Document, moved content.Moves) []diag.Fix {
	if path.Ext(d.Source.Path) != ".md" {
		return nil
	}
	return append(bareFences(d.Source), movedLinks(d, moved)...)
}

// movedLinks make the links of a text lead where documents now are. Those whose
// address is written elsewhere, as [text][name], still lead there by the alias.
func movedLinks(d *content.Document, moved content.Moves) []diag.Fix {
	var fixes []diag.Fix
	for _, link := range d.Body.Links() {
		if string(d.Source.Text[link.Span.Start:link.Span.End]) != link.Dest {
			continue
		}
		to := edition.Locate(d, link.Dest)
		if to.External != "" {
			continue
		}
		if now, ok := moved.From(d.Source, to.Address); ok {
			fixes = append(fixes, diag.Replace(link.Span, readdressed(d, link.Dest, now)))
		}
	}
	return fixes
}

// readdressed writes a link to a document in the form that the author chose: from
// the root of the site or from the text's own folder, with or without .md, and
// with the same heading.
func readdressed(from *content.Document, dest string, now *content.Document) string {
	written := dest
	if end := strings.IndexAny(dest, "?#"); end >= 0 {
		written = dest[:end]
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(written, "/"), ".md")
	tail := dest[len(bare):]
	if strings.HasPrefix(written, "/") {
		return "/" + now.Key() + tail
	}
	folder, _ := path.Split(bare)
	if near := folder + now.Slug + tail; edition.Locate(from, near).Address == now.Address() {
		return near
	}
	return "../" + now.Key() + tail
}

// bareFences take away the blanks after the --- of both fences.
func bareFences(src *diag.Source) []diag.Fix {
	yaml, ok := content.FrontMatter(src)
	if !ok {
		return nil
	}
	var fixes []diag.Fix
	for _, fence := range []int{bytes.Index(src.Text, []byte("---")), yaml.End} {
		at := fence + len("---")
		line, _, _ := bytes.Cut(src.Text[at:], []byte("\n"))
		if blanks := bytes.TrimSuffix(line, []byte("\r")); len(blanks) > 0 {
			fixes = append(fixes, diag.Replace(diag.Span{Start: at, End: at + len(blanks)}, ""))
		}
	}
	return fixes
}
