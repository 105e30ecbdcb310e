package bench

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hugoVersion is the one that is measured.
const hugoVersion = "v0.165.0"

// buildHugo compiles Hugo from the module proxy.
func buildHugo(t *testing.T) string {
	dir := t.TempDir()
	c := exec.Command("go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	c.Env = append(os.Environ(), "GOBIN="+dir)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("install Hugo: %v\n%s", err, out)
	}
	return filepath.Join(dir, "hugo")
}

func runHugo(t *testing.T, binary, dir string) run {
	out := filepath.Join(dir, "public-hugo")
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(binary, "--source", filepath.Join(dir, "hugo"), "--destination", out, "--quiet")
	c.Env = append(os.Environ(), "HUGO_CACHEDIR="+filepath.Join(dir, "cache-hugo"))
	r, _ := watch(t, c)
	err := filepath.WalkDir(out, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			r.files++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// writeHugo writes n documents as a Hugo site: the same front matter, a page a
// document, lists by folder and by term in pages of the same length, feeds and a
// sitemap; no related pages and no search.
func writeHugo(dir string, n int) error {
	for name, text := range hugoFiles {
		if err := write(dir, name, text); err != nil {
			return err
		}
	}
	a := newAuthor(1)
	for i := range n {
		d := a.article(i)
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %q\ndate: %s\n", d.title, d.summary, d.date)
		for _, list := range []struct {
			key    string
			values []string
		}{{"secteurs", d.sectors}, {"themes", d.themes}, {"territoires", d.territories}, {"tailles", d.sizes}} {
			if len(list.values) > 0 {
				fmt.Fprintf(&b, "%s: [%s]\n", list.key, `"`+strings.Join(list.values, `", "`)+`"`)
			}
		}
		if d.folder == "temoignages" {
			fmt.Fprintf(&b, "bilan: reussite\nresultats: [{valeur: \"%s\", libelle: de ventes en plus}]\n", d.result)
		}
		b.WriteString("---\n" + d.body(func(slug string) string { return "{{< relref \"" + slug + "\" >}}" }))
		if err := write(dir, "content/"+d.folder+"/"+d.slug+".md", b.String()); err != nil {
			return err
		}
	}
	return nil
}

var hugoFiles = map[string]string{
	"hugo.yaml": `baseURL: https://essai.example.org/
title: Essai
locale: fr
pagination: {pagerSize: 24}
taxonomies: {secteur: secteurs, theme: themes, territoire: territoires, taille: tailles}
`,
	"layouts/baseof.html": `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} — {{ site.Title }}</title><meta name="description" content="{{ with .Params.summary }}{{ . }}{{ else }}{{ .Title }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/atom+xml" href="{{ .RelPermalink }}">{{ end }}</head>
<body><header><a href="{{ "/" | relURL }}">{{ site.Title }}</a><nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer><ul>{{ range slice "a-propos" "contribuer" "mentions-legales" "accessibilite" }}<li><a href="{{ . | relURL }}">{{ . }}</a></li>{{ end }}</ul></footer></body></html>
`,
	"layouts/single.html": `{{ define "main" }}<article><nav><ol><li><a href="{{ "/" | relURL }}">Accueil</a></li><li><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></li></ol></nav>
<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
{{ range .Params.resultats }}<p><strong>{{ .valeur }}</strong> {{ .libelle }}</p>{{ end }}
<dl>{{ range $taxonomy, $terms := site.Taxonomies }}{{ with $.GetTerms $taxonomy }}<dt>{{ $taxonomy }}</dt>{{ range . }}<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}{{ end }}{{ end }}</dl>
<nav><ul>{{ range .Fragments.Headings }}{{ range .Headings }}<li><a href="#{{ .ID }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul></nav>
{{ .Content }}<footer><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time></footer></article>{{ end }}
`,
	"layouts/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}{{ partial "card.html" . }}{{ end }}</ul>{{ partial "pages.html" . }}{{ end }}
`,
	"layouts/_partials/card.html": `<li><article><p>{{ .Section }}</p><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Params.summary }}</p>
<ul>{{ range .GetTerms "territoires" }}<li>{{ .Title }}</li>{{ end }}{{ range .GetTerms "tailles" }}<li>{{ .Title }}</li>{{ end }}</ul><time>{{ .Date | time.Format ":date_long" }}</time></article></li>
`,
	"layouts/_partials/pages.html": `<nav>{{ with .Paginator.Prev }}<a href="{{ .URL }}">Précédente</a>{{ end }} {{ .Paginator.PageNumber }} / {{ .Paginator.TotalPages }} {{ with .Paginator.Next }}<a href="{{ .URL }}">Suivante</a>{{ end }}</nav>
`,
	"layouts/home.html": `{{ define "main" }}<h1>{{ site.Title }}</h1><ul>{{ range $taxonomy, $terms := site.Taxonomies }}{{ range $terms }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }} ({{ .Count }})</a></li>{{ end }}{{ end }}</ul>
<ul>{{ range first 6 (where site.RegularPages "Section" "temoignages") }}{{ partial "card.html" . }}{{ end }}</ul>{{ end }}
`,
}
