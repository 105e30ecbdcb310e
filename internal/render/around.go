package render

import (
	"bytes"
	"errors"
	"html/template"
	"slices"
	"sync"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// around is what stands around the pages of a section that lie as deep: a frame
// without what each page has of its own, and the parts made of it.
type around struct {
	frame Frame

	mu    sync.Mutex
	parts map[string]template.HTML
}

// surroundings returns what stands around the page, which is made once for all the
// pages that it is the same for.
func (p place) surroundings() *around {
	key := p.root + " " + p.standing()
	p.sides.mu.Lock()
	defer p.sides.mu.Unlock()
	if a, ok := p.sides.made[key]; ok {
		return a
	}
	a := &around{frame: Frame{
		Root: p.rel("/"), Home: p.link(p.info.Title, "/"), Edition: p.info.Edition,
		Icon: p.rel(iconPath), Style: p.asset("css/site.css"), Script: p.asset("js/page.ts"),
		Menu: p.menu(), Footer: p.footer(),
	}}
	if p.address != edition.SearchPage { // which has a field of its own
		a.frame.Search = p.to(edition.SearchPage)
	}
	if p.info.Logo != "" {
		a.frame.Logo = p.rel(p.info.Logo)
	}
	if p.sides.made == nil {
		p.sides.made = map[string]*around{}
	}
	p.sides.made[key] = a
	return a
}

// sides are the surroundings made so far.
type sides struct {
	mu   sync.Mutex
	made map[string]*around
}

// standing says which links of its surroundings lead to the page itself or to its
// section: its address when one leads there, else its section.
func (p place) standing() string {
	if p.isAround(p.address) {
		return p.address
	}
	for _, entry := range menuSteps() {
		if p.under(entry.address) {
			return entry.address
		}
	}
	return ""
}

// isAround reports whether the header or the footer may lead to an address.
func (s *site) isAround(address string) bool {
	leads := func(e step) bool { return e.address == address }
	return slices.Contains([]string{"/", edition.GlossaryPage, edition.SearchPage}, address) || slices.ContainsFunc(menuSteps(), leads) ||
		s.info.Contact != nil && s.info.Contact.Address() == address ||
		slices.ContainsFunc(s.info.Navigation, func(e content.NavEntry) bool { return e.Page == address })
}

// part is the template function "partie": the HTML that a template of parts/ makes
// of what stands around a page, made once for all the pages that share it.
func (t *Templates) part(name string, page interface{ shared() *around }) (template.HTML, error) {
	a := page.shared()
	if a == nil {
		return "", errors.New("partie: a part holds no other")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if html, ok := a.parts[name]; ok {
		return html, nil
	}
	var out bytes.Buffer
	if err := t.parts.ExecuteTemplate(&out, name, a.frame); err != nil {
		return "", err
	}
	if a.parts == nil {
		a.parts = map[string]template.HTML{}
	}
	a.parts[name] = template.HTML(out.String())
	return a.parts[name], nil
}

func (a *around) shared() *around { return a }
