package site_test

import (
	"slices"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/site"
)

// TestActiveFiles publishes files as they are, unless a browser would run them when a
// reader opens them.
func TestActiveFiles(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">`
	files := map[string]struct {
		text    string
		refused bool
	}{
		"fichiers/logo.svg":     {svg + `<rect width="1" height="1"/></svg>`, false},
		"fichiers/script.svg":   {svg + `<script>a()</script></svg>`, true},
		"fichiers/Charge.SVG":   {svg + `<rect onload="a()"/></svg>`, true},
		"fichiers/lien.svg":     {svg + `<a href="javascript:a()"><rect/></a></svg>`, true},
		"fichiers/faux.svg":     {`<html><script>a()</script></html>`, true},
		"fichiers/z.svgz":       {"x", true},
		"fichiers/page.html":    {"<p>Des mots.</p>", true},
		"fichiers/page.XHTML":   {"<p/>", true},
		"fichiers/sans-fin":     {"<!DOCTYPE html><script>a()</script>", true},
		"fichiers/notes.bin":    {"<script>a()</script>", true},
		"fichiers/app.js":       {"a()", true},
		"fichiers/donnees.xml":  {`<?xml version="1.0"?><a><b/></a>`, false},
		"fichiers/h.xml":        {`<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>a()</h:script></a>`, true},
		"fichiers/style.xml":    {`<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><a/>`, true},
		"fichiers/modele.csv":   {"a;<script>a()</script>", false},
		"fichiers/guide.pdf":    {"%PDF-1.4 <script>", false},
		"racine/google12.html":  {"google-site-verification: google12.html", false},
		"racine/preuve.html":    {`<html><head><meta name="verification" content="12"></head><body>12</body></html>`, false},
		"racine/piege.html":     {`<html><script src="/x.js"></script></html>`, true},
		"racine/clic.html":      {`<p onclick="a()">12</p>`, true},
		"racine/renvoi.html":    {`<meta http-equiv="refresh" content="0;url=https://autre.example">`, true},
		"racine/cadre.html":     {`<iframe src="https://autre.example"></iframe>`, true},
		"racine/.htaccess":      {"ErrorDocument 404 /404.html\n", false},
		"racine/robots-ia.text": {"User-agent: *\n", false},
	}
	tree := map[string]string{}
	var want []string
	for name, f := range files {
		tree[name] = f.text
		if f.refused {
			want = append(want, "content/"+name)
		}
	}
	_, problems := everyEdition(t, small(tree), site.Options{})
	var got []string
	for _, p := range problems {
		if p.Rule != diag.ActiveFile {
			t.Errorf("%s: %s", p.Source.Path, p.Message)
		}
		got = append(got, p.Source.Path)
	}
	slices.Sort(want)
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("refused %q\nwant %q", got, want)
	}
}
