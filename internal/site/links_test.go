package site_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/publish"
	"recueil/internal/site"
)

// small is the input of a tree, with a site's file unless it has one.
func small(files map[string]string) site.Input {
	tree := fstest.MapFS{"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://essai.example.org/r/\n")}}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return inputOf(content.Root{Name: "content", FS: tree})
}

// sheet is a sheet with more keys and a text.
func sheet(keys, body string) string {
	return "---\ntitre: Une fiche\nresume: Ce que la caisse change le samedi matin.\ndate: 2025-01-01\n" + keys + "---\n" + body
}

// inBretagne declares an edition.
const inBretagne = "titre: Bretagne\nterritoires: [bretagne]\n"

// picture is a picture that is one.
func picture(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/golden/content/images/facade.jpg")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// everyEdition makes the national edition and the declared ones, and returns their
// files with what is wrong.
func everyEdition(t *testing.T, in site.Input, opt site.Options) (map[string][]byte, []diag.Diagnostic) {
	t.Helper()
	opt.Today = goldenDay
	src, problems, err := site.Open(context.Background(), in, opt)
	if err != nil {
		t.Fatal(err)
	}
	out := publish.NewMemory()
	_, more, err := src.BuildAll(context.Background(), src.Every(edition.Sets{Declared: true}), out)
	if err != nil {
		t.Fatal(err)
	}
	return filesOf(t, out.FS()), diag.Sort(append(problems, more...))
}

var anchors = regexp.MustCompile(`<a href="([^"]*)"(?: class="(externe)")?[^>]*>(lien[^<]*)</a>`)

// TestLinksLeadWhereTheyShould writes a link of each kind in a sheet of Bretagne, and looks at what
// the pages of two editions make of it. A link that is text has no address.
func TestLinksLeadWhereTheyShould(t *testing.T) {
	files := map[string]string{
		"fiches/b.md":                                sheet("", "## Budget\n"),
		"fiches/c.md":                                sheet("territoires: [normandie]\n", ""),
		"fiches/d.md":                                sheet("", "## Prix\n"),
		"territoires/bretagne/fiches/b.md":           sheet("", "## Aides locales\n\n## Budget\n"),
		"editions/bretagne.yaml":                     inBretagne,
		"editions/normandie.yaml":                    "titre: N\nterritoires: [normandie]\nbase_url: https://normandie.example.org\n",
		"images/e\u0301te\u0301 au marche\u0301.jpg": picture(t), // as macOS writes é
		"fichiers/100 % local #1.pdf":                "x",
	}
	const largest = "../../images/ete-au-marche-HACHE.jpg"
	for _, tt := range []struct{ name, dest, national, bretagne string }{
		{"a file", "b.md#budget", "../../fiches/b/#budget", "../../fiches/b/#budget"},
		{"a file that is the same everywhere", "d.md#prix", "../../fiches/d/#prix", "../../../../fiches/d/#prix"},
		{"our own address, the same everywhere", "https://essai.example.org/r/fiches/d/", "../../fiches/d/", "../../../../fiches/d/"},
		{"a page of the site", "/fiches/b/index.html", "../../fiches/b/", "../../fiches/b/"},
		{"our own address", "https://essai.example.org/r/fiches/b/#budget", "../../fiches/b/#budget", "../../fiches/b/#budget"},
		{"our own address, without its slash or its s", "http://Essai.example.org/r/fiches/b", "../../fiches/b/", "../../fiches/b/"},
		{"our own home", "https://essai.example.org/r", "../../", "../../"},
		{"a neighbour of our address", "https://essai.example.org/reste/fiches/b/", "externe https://essai.example.org/reste/fiches/b/", "externe https://essai.example.org/reste/fiches/b/"},
		{"our own address, not in this edition", "https://essai.example.org/r/fiches/c/", "../../fiches/c/", ""},
		{"an edition's address", "https://essai.example.org/r/editions/bretagne/fiches/b/", "externe https://essai.example.org/r/editions/bretagne/fiches/b/", "../../fiches/b/"},
		{"an edition's own address", "https://normandie.example.org/fiches/c/", "externe https://normandie.example.org/fiches/c/", "externe https://normandie.example.org/fiches/c/"},
		{"a search", "/recherche/?q=vente&type=aides", "../../recherche/?q=vente&amp;type=aides", "../../recherche/?q=vente&amp;type=aides"},
		{"a search from our own address", "https://essai.example.org/r/recherche/?territoire=dep-35", "../../recherche/?territoire=dep-35", "../../recherche/?territoire=dep-35"},
		{"a picture", "<../images/été au marché.jpg>", largest, largest},
		{"a picture, in an address", "../images/%C3%A9t%C3%A9%20au%20march%C3%A9.jpg", largest, largest},
		{"a file whose name ends addresses", "/fichiers/100%20%25%20local%20%231.pdf", "../../fichiers/100%20%25%20local%20%231.pdf", "../../../../fichiers/100%20%25%20local%20%231.pdf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := maps.Clone(files)
			tree["fiches/a.md"] = sheet("territoires: [bretagne]\n", fmt.Sprintf("[lien](%s)\n", tt.dest))
			made, problems := everyEdition(t, small(tree), site.Options{})
			if diag.HasErrors(problems) {
				t.Fatalf("%v: %s", rulesOf(problems), problems[0].Message)
			}
			for folder, want := range map[string]string{"": tt.national, "editions/bretagne/": tt.bretagne} {
				page := string(made[folder+"fiches/a/index.html"])
				got := ""
				if m := anchors.FindStringSubmatch(page); m != nil {
					got = strings.TrimSpace(m[2] + " " + m[1])
				}
				file := strings.TrimPrefix(got, "../../")
				got = hashed.ReplaceAllString(got, "-HACHE.")
				if got != want {
					t.Errorf("%q: got %q, want %q", folder, got, want)
				}
				if _, ok := made[folder+file]; want == largest && !ok {
					t.Errorf("%q is not published", folder+file)
				}
			}
		})
	}
}

var hashed = regexp.MustCompile(`-[0-9a-f]{8}-\d+\.`)

// TestDeadLinksAreSaid writes links that lead nowhere in one edition or in all.
func TestDeadLinksAreSaid(t *testing.T) {
	files := map[string]string{
		"fiches/b.md":                      sheet("", "## Budget\n"),
		"territoires/bretagne/fiches/b.md": sheet("", "## Aides locales\n"),
		"editions/bretagne.yaml":           inBretagne,
		"secteurs/commerce.md":             "---\ntitre: Commerce\nresume: Vendre.\na_la_une: [fiches/a]\n---\n",
		"fiches/projet.md":                 sheet("brouillon: true\n", "## Budget\n"),
	}
	for _, tt := range []struct{ name, dest, national, bretagne string }{
		{"the base's heading", "b.md#budget", "", "avertissement ancre-inconnue"},
		{"the overlay's heading", "b.md#aides-locales", "avertissement ancre-inconnue", ""},
		{"nobody's heading", "b.md#rien", "erreur ancre-inconnue", "erreur ancre-inconnue"},
		{"a guide's heading", "/secteurs/commerce/#infos-pratiques", "", ""},
		{"a guide's empty heading", "/secteurs/commerce/#aides-financieres", "avertissement ancre-inconnue", "avertissement ancre-inconnue"},
		{"a page under our own address", "https://essai.example.org/r/fiches/bb/", "erreur lien-casse", "erreur lien-casse"},
		{"a page of another edition", "https://essai.example.org/r/editions/bretagne/fiches/zzz/", "erreur lien-casse", "erreur lien-casse"},
		{"a picture that is not there", "../images/plan.png", "erreur lien-casse", "erreur lien-casse"},
		{"a search for nothing known", "/recherche/?sujet=vente", "erreur lien-casse", "erreur lien-casse"},
		{"a search in a type that is none", "/recherche/?type=aide", "erreur lien-casse", "erreur lien-casse"},
		{"a search in a department's number", "/recherche/?territoire=35", "erreur lien-casse", "erreur lien-casse"},
		{"an address without a site", "http://", "erreur lien-refuse", "erreur lien-refuse"},
		{"an address with a slash too many", "https:///fiches/b/", "erreur lien-refuse", "erreur lien-refuse"},
		{"an address without slashes", "https:exemple.fr", "erreur lien-refuse", "erreur lien-refuse"},
		{"an address that no browser reads", "../fichiers/remise50%.pdf", "erreur lien-refuse", "erreur lien-refuse"},
		{"a mailbox without a name", "mailto:exemple.fr", "erreur lien-refuse", "erreur lien-refuse"},
		{"a telephone without a number", "tel:accueil", "erreur lien-refuse", "erreur lien-refuse"},
		{"a draft", "projet.md", "avertissement lien-hors-edition", "avertissement lien-hors-edition"},
		{"a heading of a draft", "projet.md#budget", "avertissement lien-hors-edition", "avertissement lien-hors-edition"},
		{"a heading that a draft does not have", "projet.md#rien", "avertissement ancre-inconnue avertissement lien-hors-edition", "avertissement ancre-inconnue avertissement lien-hors-edition"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := maps.Clone(files)
			tree["fiches/a.md"] = sheet("", fmt.Sprintf("[lien](%s)\n", tt.dest))
			src, everywhere, err := site.Open(context.Background(), small(tree), site.Options{Today: goldenDay})
			if err != nil {
				t.Fatal(err)
			}
			for slug, want := range map[string]string{"": tt.national, "bretagne": tt.bretagne} {
				choice, err := src.Choose(slug, "")
				if err != nil {
					t.Fatal(err)
				}
				_, here, err := src.Build(context.Background(), choice, publish.NewMemory())
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, p := range diag.Sort(append(slices.Clone(everywhere), here...)) {
					if p.Source.Path == "content/fiches/a.md" {
						got = append(got, p.Severity.String()+" "+p.Rule.Name)
					}
				}
				if strings.Join(got, " ") != want {
					t.Errorf("%q: got %q, want %q", slug, got, want)
				}
			}
		})
	}
}
