package render

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0\u00a0document", 1: "1\u00a0document", 2: "2\u00a0documents"} {
		if got := count(n, "document"); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestWhere(t *testing.T) {
	place := func(word string) reference.Territory {
		p, _ := reference.ParseTerritory(word)
		return p
	}
	for _, c := range []struct {
		name, town  string
		territories []reference.Territory
		want        string
	}{
		{"nothing", "", nil, ""},
		{"town alone", "Rennes", nil, "Rennes"},
		{"territory alone", "", []reference.Territory{place("bretagne")}, "Bretagne"},
		{"both", "Rennes", []reference.Territory{place("35")}, "Rennes (Ille-et-Vilaine)"},
		{"the same twice", "Paris", []reference.Territory{place("75")}, "Paris"},
		{"many", "", []reference.Territory{place("35"), place("29"), place("22")}, "Ille-et-Vilaine, Finistère et 1\u00a0autre"},
	} {
		d := &content.Document{Type: content.Testimonials, Own: content.Own{Testimonial: &content.Testimonial{Firm: &content.Firm{Town: c.town}}}}
		d.Territories = c.territories
		if got := where(d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAidText(t *testing.T) {
	aid := &content.Aid{Start: "2026-01-01", End: "2027-03-31"}
	for state, want := range map[edition.AidState]string{
		edition.Upcoming:    "Ouvre le 1er janvier 2026",
		edition.Open:        "Ouverte, ferme le 31 mars 2027",
		edition.ClosingSoon: "Ferme bientôt, le 31 mars 2027",
		edition.Closed:      "Fermée depuis le 31 mars 2027",
		edition.Unverified:  "État à vérifier",
	} {
		if got := aidText(state, aid); got != want {
			t.Errorf("%s: got %q, want %q", state, got, want)
		}
	}
	if got := aidText(edition.Open, &content.Aid{}); got != "Ouverte" {
		t.Errorf("open without end: got %q", got)
	}
}

func TestPhone(t *testing.T) {
	for text, want := range map[string]string{
		"02 99 00 00 00":         "tel:0299000000",
		"+33 (0)2 99":            "tel:+33299",
		"3939":                   "tel:3939",
		"javascript:alert(1)+2 ": "tel:12",
	} {
		if got := string(phone(text).Href); got != want {
			t.Errorf("phone(%q) = %q, want %q", text, got, want)
		}
	}
	if phone("") != nil {
		t.Error("no number must give no telephone")
	}
}

func TestEditURL(t *testing.T) {
	d := &content.Document{Path: "fiches/x.md"}
	local := &content.Document{Path: "fiches/x.md"}
	local.Overlay, _ = reference.ParseTerritory("bretagne")
	for _, c := range []struct {
		name string
		repo *content.Repo
		d    *content.Document
		want string
	}{
		{"no repository", nil, d, ""},
		{"GitHub", &content.Repo{URL: "https://github.com/a/b/"}, d, "https://github.com/a/b/edit/main/content/fiches/x.md"},
		{"GitLab", &content.Repo{URL: "https://gitlab.com/a/b", Branch: "prod"}, d, "https://gitlab.com/a/b/-/edit/prod/content/fiches/x.md"},
		{"overlay", &content.Repo{URL: "https://github.com/a/b"}, local, "https://github.com/a/b/edit/main/content/territoires/bretagne/fiches/x.md"},
	} {
		p := (&site{info: edition.Site{Repository: c.repo}}).at("/fiches/x/")
		if got := p.editURL(c.d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Whoever can correct a page is asked: the edition's contact first, then the
// publisher, then the repository, then the page for contributors, if there is one.
func TestReport(t *testing.T) {
	d := &content.Document{Type: content.Sheets, Slug: "x"}
	d.Title = "A & B"
	contact := &content.Document{Type: content.Contacts, Own: content.Own{Contact: &content.Contact{Email: "ici@example.org"}}}
	for _, c := range []struct {
		name  string
		info  edition.Site
		pages map[string]bool
		want  string
	}{
		{"contact", edition.Site{Contact: contact, Publisher: content.Publisher{Email: "la@example.org"}}, nil, "mailto:ici@example.org?subject=Erreur%20%3A%20A%20%26%20B&body=fiches%2Fx%2F"},
		{"publisher", edition.Site{Publisher: content.Publisher{Email: "la@example.org"}}, nil, "mailto:la@example.org?subject=Erreur%20%3A%20A%20%26%20B&body=fiches%2Fx%2F"},
		{"GitHub", edition.Site{Repository: &content.Repo{URL: "https://github.com/a/b/"}}, map[string]bool{contribute: true}, "https://github.com/a/b/issues/new?title=Erreur%20%3A%20A%20%26%20B&body=fiches%2Fx%2F"},
		{"GitLab", edition.Site{Repository: &content.Repo{URL: "https://gitlab.example.org/a/b"}}, nil, "https://gitlab.example.org/a/b/-/issues/new?issue%5Btitle%5D=Erreur%20%3A%20A%20%26%20B&issue%5Bdescription%5D=fiches%2Fx%2F"},
		{"contributors", edition.Site{}, map[string]bool{contribute: true}, "../../pages/contribuer/"},
		{"nobody", edition.Site{}, nil, ""},
	} {
		p := (&site{view: new(edition.View), info: c.info, pages: c.pages}).at("/fiches/x/")
		if got := p.report(d).Href; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPagerShowsEnds(t *testing.T) {
	s := &site{view: new(edition.View), in: Input{PageSize: 1}, pages: map[string]bool{}}
	for i := 1; i <= 20; i++ {
		s.pages[pageAddress("/fiches/", i)] = true
	}
	var got string
	for _, link := range s.at("/fiches/page/10/").pager("/fiches/", 20, 10).Pages {
		got += link.Text + " "
	}
	if want := "1 8 9 10 11 12 20 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBasePath(t *testing.T) {
	for base, want := range map[string]string{
		"https://a.example/": "/", "https://a.example": "/", "https://a.example/b/c/": "/b/c/", "https://a.example/b": "/b/", "": "/",
	} {
		if got := basePath(base); got != want {
			t.Errorf("basePath(%q) = %q, want %q", base, got, want)
		}
	}
}

// A text is outlined when it has both many words and many parts.
func TestOutlineOf(t *testing.T) {
	part := func(title string, words int) string {
		return "## " + title + "\n\n### Détail\n\n" + strings.Repeat("mot ", words) + "\n\n"
	}
	for _, c := range []struct {
		name, text string
		want       []Link
	}{
		{"short", part("A", 20) + part("B", 20) + part("C", 20) + part("D", 20), nil},
		{"few parts", part("A", 200) + part("B", 200) + part("C", 200), nil},
		{"long", part("L'été", 80) + part("B", 80) + part("C", 80) + part("D", 80), []Link{{Text: "L’été", Href: "#l-ete"}, {Text: "B", Href: "#b"}, {Text: "C", Href: "#c"}, {Text: "D", Href: "#d"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, _ := markdown.Parse(diag.NewSource("a.md", []byte(c.text)), 0, markdown.Terms{})
			if got := outlineOf(text); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
