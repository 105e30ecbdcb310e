package site_test

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"recueil/internal/diag"
	"recueil/internal/site"
)

// fetchedBy are the attributes whose address a browser asks for by itself, by tag; links are
// for readers to follow. Of <link>, those of these relations.
var (
	fetchedBy = map[string][]string{
		"script": {"src"}, "img": {"src", "srcset"}, "source": {"src", "srcset"}, "iframe": {"src"}, "embed": {"src"}, "object": {"data"},
		"video": {"src", "poster"}, "audio": {"src"}, "track": {"src"}, "input": {"src"}, "form": {"action"}, "link": {"href"}, "use": {"href"}, "image": {"href"},
	}
	followed = []string{"canonical", "alternate", "license", "next", "prev", "search"}
	asked    = regexp.MustCompile(`(?i)(?:url\(\s*["']?|@import\s+["']|\bimport\(?\s*["'` + "`" + `]|\bfetch\(\s*["'` + "`" + `]|sourceMappingURL=)\s*(?:https?:)?//`)
)

// TestTightSite reads all that is published: no file asks another site for anything, every page has
// a policy that allows only the site's own files, and a link to another site has its rel.
func TestTightSite(t *testing.T) {
	made, problems := everyEdition(t, small(map[string]string{
		"fiches/a.md":            sheet("territoires: [bretagne]\nsource: {titre: Un rapport, url: \"https://source.example.org/\"}\n", "[ailleurs](https://autre.example.org/) et www.tiers.example.org\n"),
		"aides/b.md":             "---\ntitre: Une aide\nresume: Un prêt.\nurl: https://aide.example.org/\norganisme: Un office\n---\n",
		"editions/bretagne.yaml": inBretagne,
	}), site.Options{})
	if diag.HasErrors(problems) {
		t.Fatal(rulesOf(problems))
	}
	pages := 0
	for name, data := range made {
		switch path.Ext(name) {
		case ".html":
			pages++
			checkPage(t, name, data)
		case ".css", ".js", ".svg":
			if found := asked.Find(data); found != nil {
				t.Errorf("%s asks another site: %s", name, found)
			}
		}
	}
	if pages < 20 {
		t.Errorf("%d pages: too few to show anything", pages)
	}
}

func checkPage(t *testing.T, name string, page []byte) {
	t.Helper()
	policy := ""
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		attr := map[string]string{}
		for _, a := range token.Attr {
			attr[a.Key] = a.Val
		}
		if attr["http-equiv"] == "Content-Security-Policy" {
			policy = attr["content"]
		}
		if policy == "" && (token.Data == "script" || token.Data == "link") {
			t.Errorf("%s has a <%s> before its policy", name, token.Data)
		}
		outside := strings.Contains(attr["href"], "://") && !strings.Contains(attr["href"], "essai.example.org")
		if token.Data == "a" && outside && attr["rel"] != "external noopener" {
			t.Errorf("%s leads to %s with rel=%q", name, attr["href"], attr["rel"])
		}
		if token.Data == "link" && slices.Contains(followed, attr["rel"]) {
			continue
		}
		for _, key := range fetchedBy[token.Data] {
			if strings.Contains(attr[key], "//") || strings.HasPrefix(attr[key], "data:") {
				t.Errorf("%s asks for %s", name, attr[key])
			}
		}
	}
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || strings.Contains(policy, "data:") {
		t.Errorf("%s has the policy %q", name, policy)
	}
}

// TestHeaders are given to an edition that has an address of its own, under the path of
// that address; racine/ has its own way.
func TestHeaders(t *testing.T) {
	made, problems := everyEdition(t, small(map[string]string{
		"fiches/a.md":                           sheet("", ""),
		"editions/bretagne.yaml":                inBretagne,
		"editions/normandie.yaml":               "titre: N\nterritoires: [normandie]\nbase_url: https://normandie.example.org\n",
		"territoires/normandie/racine/_headers": "/*\n  X-Robots-Tag: noindex\n",
	}), site.Options{})
	if diag.HasErrors(problems) {
		t.Fatal(rulesOf(problems))
	}
	for name, want := range map[string]string{
		"_headers":                              "\n/r/ressources/*\n  Cache-Control: public, max-age=31536000, immutable\n",
		"serveur/nginx.conf":                    "location ~* \"^/r(/editions/[^/]+)?/fichiers/.+\\.(svg|html|htm|xhtml|xml)$\" {\n",
		"serveur/apache.conf":                   "Header always set X-Content-Type-Options \"nosniff\"\n",
		"editions/normandie/_headers":           "X-Robots-Tag",
		"editions/normandie/serveur/nginx.conf": "\"^(/editions/",
	} {
		if !strings.Contains(string(made[name]), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, made[name])
		}
	}
	for _, name := range []string{"editions/bretagne/_headers", "editions/bretagne/serveur/nginx.conf"} {
		if made[name] != nil {
			t.Errorf("%s is there, where no host reads it", name)
		}
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(made["_headers"])) {
		if seen[line] && !strings.HasPrefix(line, " ") {
			t.Errorf("_headers has %q twice", line)
		}
		seen[line] = true
		if strings.Contains(line, "unsafe") {
			t.Errorf("_headers allows too much: %s", line)
		}
	}
}
