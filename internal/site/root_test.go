package site_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/site"
)

// TestRootFiles copies the files of racine/ to the root: of the editions that have an
// address of their own, and those of a territory to its edition. What is published as it is
// stands once.
func TestRootFiles(t *testing.T) {
	made, problems := everyEdition(t, small(map[string]string{
		"fiches/a.md":                             sheet("", "[lien](/google1234.html)\n"),
		"racine/google1234.html":                  "google-site-verification: google1234.html",
		"racine/.htaccess":                        "ErrorDocument 404 /404.html\n",
		"racine/.well-known/pki/a.txt":            "x",
		"racine/.DS_Store":                        "x",
		"fichiers/.htaccess":                      "Options -Indexes\n",
		"editions/bretagne.yaml":                  inBretagne,
		"editions/normandie.yaml":                 "titre: N\nterritoires: [normandie]\nbase_url: https://normandie.example.org\n",
		"territoires/bretagne/racine/bzh.txt":     "x",
		"territoires/normandie/racine/.htaccess":  "Require all granted\n",
		"territoires/normandie/racine/.gitignore": "x",
	}), site.Options{})
	if diag.HasErrors(problems) {
		t.Fatal(rulesOf(problems), problems[0].Message)
	}
	var got []string
	for name, data := range made {
		if base := name[strings.LastIndexByte(name, '/')+1:]; strings.HasPrefix(base, ".") || slices.Contains([]string{"google1234.html", "a.txt", "bzh.txt"}, base) {
			got = append(got, name+" "+strings.TrimSpace(string(data)))
		}
	}
	slices.Sort(got)
	want := []string{
		".htaccess ErrorDocument 404 /404.html",
		".well-known/pki/a.txt x",
		"editions/bretagne/bzh.txt x",
		"editions/normandie/.htaccess Require all granted",
		"editions/normandie/.well-known/pki/a.txt x",
		"editions/normandie/fichiers/.htaccess Options -Indexes",
		"editions/normandie/google1234.html google-site-verification: google1234.html",
		"fichiers/.htaccess Options -Indexes",
		"google1234.html google-site-verification: google1234.html",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %s", strings.Join(got, "\n"))
	}
	if page := string(made["fiches/a/index.html"]); !strings.Contains(page, `href="../../google1234.html"`) {
		t.Error("the sheet does not link to the file of the root")
	}
}

// TestRootNamesAreTheSite refuses files of racine/ in the place of what the site makes,
// and knows all that it makes.
func TestRootNamesAreTheSite(t *testing.T) {
	for name, refused := range map[string]bool{
		"racine/index.html": true, "racine/robots.txt": true, "racine/fiches/a/index.html": true, "racine/recueil.json": true,
		"racine/CNAME": true, "racine/favicon.ico": false, "racine/_redirects": false, "racine/_headers": false,
		".htaccess": true, "google1234.html": true, "CNAME": true, ".well-known/a.txt": true, // not where they should be
	} {
		_, problems := everyEdition(t, small(map[string]string{"fichiers/CNAME": "essai.example.org", name: "x"}), site.Options{})
		if diag.HasErrors(problems) != refused {
			t.Errorf("%s: %v", name, rulesOf(problems))
		}
		if !strings.HasPrefix(name, "racine/") && len(problems) > 0 && !strings.Contains(problems[0].Hint, "racine/") {
			t.Errorf("%s: the hint is %q", name, problems[0].Hint)
		}
	}
	made, err := os.ReadDir("testdata/golden/public")
	if err != nil {
		t.Fatal(err)
	}
	copied := []string{"CNAME", ".well-known", "inventaire.txt", "_headers"} // from fichiers/; the test's own
	for _, entry := range made {
		if name := entry.Name(); !slices.Contains(edition.RootNames(), name) && !slices.Contains(copied, name) {
			t.Errorf("%s is made at the root, and racine/ may take its place", name)
		}
	}
}
