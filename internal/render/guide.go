package render

import (
	"cmp"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// How many documents a guide shows under a heading: at once, and when the
// reader asks for the others. The list of the sector has them all.
const (
	guideFirst = 6
	guideMost  = 30
)

func guideKind() documentKind {
	return documentKind{template: kindGuide, schema: "CollectionPage", page: place.guidePage, steps: []step{{"Secteurs", edition.SectorsPage}}}
}

// GuidePage is the guide of a sector, under at most six headings.
type GuidePage struct {
	DocumentPage
	Keepers    []string       `fr:"qui tient le guide à jour"`
	Headings   []GuideHeading `fr:"rubriques qui ont quelque chose"`
	All        Link           `fr:"tout le secteur"`
	SectorFeed Link           `fr:"flux Atom du secteur"`
	Regions    []Link         `fr:"le secteur dans chaque région"`
	Coming     []Card         `fr:"prochains événements du secteur, ou de tous"`
	Agenda     Link           `fr:"tout l'agenda"`
	Slug       string         `fr:"nom du secteur dans les adresses, pour le pictogramme"`
	Trades     []string       `fr:"métiers du secteur"`
	Contact    *Card          `fr:"à qui parler"`
	Announce   string         `fr:"texte prêt à publier sur des réseaux"`
}

// GuideHeading is one heading that holds something.
type GuideHeading struct {
	Title     string `fr:"titre de la rubrique"`
	Anchor    string `fr:"identifiant dans la page"`
	Count     int    `fr:"nombre de documents"`
	First     []Card `fr:"premiers documents"`
	More      []Card `fr:"documents suivants, repliés"`
	Elsewhere []Card `fr:"documents empruntés à d'autres territoires : « Ailleurs en France »"`
	Notice    string `fr:"ce qui vaut pour plusieurs cartes, dit une fois"`
	Most      bool   `fr:"la liste du secteur en a encore d'autres"`
	Wide      []Link `fr:"documents pour tous les secteurs"`
}

func (p place) guidePage(d *content.Document) any {
	page := GuidePage{DocumentPage: p.documentPage(d), Slug: d.Slug, Keepers: keepers(p.view.Keepers(d)), Trades: trades(d.Sector)}
	p.follow(&page.Frame)
	headings := p.view.Guide(d)
	page.Announce = announceGuide(page, headings)
	for _, h := range headings {
		if h.Shown() {
			heading := p.guideHeading(d, h)
			page.Headings = append(page.Headings, heading)
			p.watch(&page.Frame, heading.First)
		}
	}
	page.Coming, page.Agenda = p.coming(&page.Frame, d.Slug)
	all := edition.SectorAddress(d)
	if list, ok := p.view.List(all); ok {
		page.All = p.link(count(len(list.Documents), "document"), all)
		page.SectorFeed = Link{Text: "Flux Atom du secteur", Href: p.rel(d.Address() + "flux.xml")}
		page.Frame.Feed = &Link{Text: page.Heading, Href: page.SectorFeed.Href}
	}
	page.Regions = p.pairsOf(d)
	if contact := p.info.Contact; contact != nil {
		card := p.card(contact, 3)
		page.Contact = &card
	}
	return page
}

func (p place) guideHeading(d *content.Document, h edition.Heading) GuideHeading {
	shown := GuideHeading{
		Title: h.Title, Anchor: h.Anchor, Count: h.Count(),
		First: untyped(p.cardsOf(h.Explicit[:min(len(h.Explicit), guideFirst)], 3)),
		Wide:  p.documentLinks(h.Generic), Elsewhere: untyped(p.cardsOf(h.Elsewhere, 4)),
		Most: len(h.Explicit) > guideMost,
	}
	if d.Body.HasAnchor(h.Anchor) {
		shown.Anchor = "rubrique_" + h.Anchor // the text has a heading of that name
	}
	if len(h.Explicit) > guideFirst {
		shown.More = untyped(p.cardsOf(h.Explicit[guideFirst:min(len(h.Explicit), guideMost)], 3))
	}
	shown.Notice = cmp.Or(toVerify(shown.First), toVerify(shown.More))
	return shown
}

// pairsOf links to the lists of a sector in each region.
func (p place) pairsOf(sector *content.Document) []Link {
	var lists []*edition.List
	for _, l := range p.view.ListsOf(edition.ByPair) {
		if l.Sector == sector {
			lists = append(lists, l)
		}
	}
	links := p.listLinks(lists)
	for i, l := range lists {
		links[i].Text = french.Typography(l.Territory.Name)
	}
	return links
}

func keepers(list []content.Keeper) []string {
	var names []string
	for _, k := range list {
		name := k.Organiser
		if k.Name != "" && name != "" {
			name = k.Name + " (" + name + ")"
		} else if name == "" {
			name = k.Name
		}
		if name != "" {
			names = append(names, french.Typography(name))
		}
	}
	return names
}

// trades names the divisions of a sector in the NAF rév. 2, the only version
// whose labels are at hand.
func trades(s *content.Sector) []string {
	var names []string
	for _, code := range s.NAF {
		if code.Version == "2025" {
			continue
		}
		if label := divisionLabel(code.Code); label != "" {
			names = append(names, french.Typography(label))
		}
	}
	return names
}
