package edition

import (
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// defaultLicence is the licence of content that names none.
const defaultLicence = "etalab-2.0"

// siteOf merges what recueil.yaml and the edition say.
func (v *View) siteOf(s *content.Site, choice Choice) Site {
	site := Site{
		Slug: choice.Slug(), Title: choice.Title(), Edition: inWords(v.territory), BaseURL: choice.Address(),
		Description: s.Description, Licence: s.Licence, Repository: s.Repository,
	}
	if site.Licence == "" {
		site.Licence = defaultLicence
	}
	if s.Publisher != nil {
		site.Publisher, site.Logo = *s.Publisher, s.Publisher.Logo
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
		if e.Logo != "" {
			site.Logo = e.Logo
		}
		tint(&site.Colours, e.Colours)
	}
	return site
}

func tint(colours *content.Colours, own *content.Colours) {
	if own == nil {
		return
	}
	if own.Primary != "" {
		colours.Primary = own.Primary
	}
	if own.Accent != "" {
		colours.Accent = own.Accent
	}
}

// inWords lists territories in words: "Bretagne", "Bretagne et Normandie".
func inWords(territories []reference.Territory) string {
	var list []string
	for _, t := range territories {
		list = append(list, t.Name)
	}
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " et " + list[n-1]
	}
	return strings.Join(list, "")
}
