package edition

import (
	"cmp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// defaultLicence is the licence of content that names none.
const defaultLicence = "etalab-2.0"

// siteOf merges what recueil.yaml and the edition say.
func (v *View) siteOf(s *content.Site, choice Choice) Site {
	site := Site{
		Slug: choice.Slug(), Title: choice.Title(), Edition: inWords(v.territory), BaseURL: choice.Address(),
		Description: s.Description, Licence: cmp.Or(s.Licence, defaultLicence), Repository: s.Repository,
	}
	if s.Publisher != nil {
		site.Publisher, site.Logo = s.Publisher.Redacted(v.today), s.Publisher.Logo
	}
	if s.Colours != nil {
		site.Colours = *s.Colours
	}
	for _, entry := range s.Navigation {
		if d, ok := v.byKey[strings.Trim(entry.Page, "/")]; ok {
			site.Navigation = append(site.Navigation, content.NavEntry{Title: entry.Title, Page: d.Address()})
		}
	}
	if e := choice.Edition; e != nil {
		site.Contact = v.byKey[e.Contact]
		if e.Publisher != nil { // whole: the national one's address would be false of it
			site.Publisher, site.Logo = e.Publisher.Redacted(v.today), cmp.Or(e.Publisher.Logo, site.Logo)
		}
		site.Logo = cmp.Or(e.Logo, site.Logo)
		if own := e.Colours; own != nil {
			site.Colours = content.Colours{Primary: cmp.Or(own.Primary, site.Colours.Primary), Accent: cmp.Or(own.Accent, site.Colours.Accent)}
		}
	}
	return site
}

// HasPlaceholderAddress reports whether the edition has no address yet but one of
// those kept for examples: no paper may lead there.
func (s Site) HasPlaceholderAddress() bool { return content.URL(s.BaseURL).IsPlaceholder() }

// inWords lists territories in words: "Bretagne", "Bretagne et Normandie".
func inWords(territories []reference.Territory) string {
	return french.Enumerate(lists.Of(territories, func(t reference.Territory) string { return t.Name }))
}
