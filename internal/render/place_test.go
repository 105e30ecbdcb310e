package render

import (
	"net/url"
	"testing"

	"recueil/internal/edition"
)

var addresses = []string{"/", "/fiches/", "/fiches/x/", "/secteurs/commerce/regions/bretagne/", "/temoignages/page/2/", "/404.html", "/ressources/a.css"}

// A relative link, resolved by the rules of URLs, leads where it should, under
// any path.
func TestRelativeLinks(t *testing.T) {
	for _, base := range []string{"https://a.example/", "https://a.example/b/c/"} {
		for _, from := range addresses {
			for _, to := range addresses {
				p := (&site{view: new(edition.View)}).at(from)
				page, err := url.Parse(base + from[1:])
				if err != nil {
					t.Fatal(err)
				}
				got, err := page.Parse(p.rel(to))
				if want := base + to[1:]; err != nil || got.String() != want {
					t.Errorf("from %s to %s: %q leads to %s, want %s (%v)", from, to, p.rel(to), got, want, err)
				}
			}
		}
	}
}

func FuzzRelativeLinks(f *testing.F) {
	f.Add("/a/b/", "/c/")
	f.Add("/", "/")
	f.Fuzz(func(t *testing.T, from, to string) {
		page, err := url.Parse("https://a.example/x" + from)
		target, err2 := url.Parse("https://a.example/x" + to)
		if err != nil || err2 != nil || !canonical(page, from) || !canonical(target, to) {
			t.Skip()
		}
		got, err := page.Parse((&site{view: new(edition.View)}).at(from).rel(to))
		if err != nil || got.String() != target.String() {
			t.Errorf("from %s to %s: got %v, want %v (%v)", from, to, got, target, err)
		}
	})
}

// canonical reports whether a text is an address as pages have them.
func canonical(u *url.URL, address string) bool {
	if len(address) == 0 || address[0] != '/' {
		return false
	}
	for _, c := range address {
		if !(c == '/' || c == '-' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return u.Path == u.JoinPath().Path && u.Host == "a.example"
}

func TestLinksOnlyToPages(t *testing.T) {
	s := &site{view: new(edition.View), pages: map[string]bool{"/": true, "/fiches/x/": true}}
	p := s.at("/fiches/x/")
	for _, c := range []struct{ to, want string }{
		{"/", "../../"},
		{"/fiches/x/", "../../fiches/x/"},
		{"/fiches/x/#a", "../../fiches/x/#a"},
		{"/fiches/y/", ""},
		{"/fiches/y/?q=a", ""},
	} {
		if got := p.link("a", c.to).Href; got != c.want {
			t.Errorf("to %s: got %q, want %q", c.to, got, c.want)
		}
	}
	if !p.link("a", "/fiches/x/").Here || p.link("a", "/").Here {
		t.Error("Here must tell the page itself, and only it")
	}
}
