package render

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/markdown"
)

// DocumentPage is the page of one document, whatever its type.
type DocumentPage struct {
	Frame
	Kind         string        `fr:"type, pour l'allure et l'icône : temoignages, fiches…"`
	Type         Link          `fr:"« Témoignage », vers la liste de ce type"`
	Summary      string        `fr:"résumé"`
	Elsewhere    string        `fr:"« Ailleurs en France » et son lieu, d'un document que l'édition emprunte ; vide sinon"`
	Review       string        `fr:"jour de relecture dépassé, en lettres ; vide sinon"`
	Facts        []Fact        `fr:"coordonnées et conditions"`
	Illustration *Illustration `fr:"image du document"`
	Body         template.HTML `fr:"texte du document"`
	Outline      []Link        `fr:"titres du texte, quand il est long : « Sur cette page »"`
	Origin       Origin        `fr:"source, dates, licence"`
	Terms        []TermGroup   `fr:"secteurs, thèmes, territoires et tailles"`
	Similar      []Card        `fr:"cas proches"`
	Code         *QRCode       `fr:"adresse de la page, à scanner sur la feuille imprimée ; sur ce qui se distribue"`
}

// Fact is a labelled fact of a document.
type Fact struct {
	Label  string `fr:"ce que c'est"`
	Values []Link `fr:"valeurs, l'une ou l'autre menant quelque part"`
	Phone  *Phone `fr:"numéro de téléphone, à la place des valeurs"`
}

// Phone is a telephone number, as written and as dialled.
type Phone struct {
	Text string       `fr:"tel qu'il s'écrit"`
	Href template.URL `fr:"tel qu'il se compose"`
}

// TermGroup is the terms of one kind that a document names.
type TermGroup struct {
	Label string `fr:"« Secteurs »"`
	Links []Link `fr:"vers la liste de chacun"`
}

// Origin says where a document comes from, and how to have it corrected.
type Origin struct {
	Title      string `fr:"source"`
	URL        string `fr:"adresse de la source"`
	Date       string `fr:"date de la source, en lettres"`
	SourceTerm string `fr:"licence de la source"`
	Author     string `fr:"auteur"`
	Published  string `fr:"publication, en lettres"`
	ISO        string `fr:"publication, AAAA-MM-JJ"`
	Updated    string `fr:"relecture, en lettres"`
	UpdatedISO string `fr:"relecture, AAAA-MM-JJ"`
	Licence    Link   `fr:"ce qu'on peut faire de la page"`
	Report     Link   `fr:"signaler une erreur"`
	Edit       string `fr:"adresse où modifier le fichier"`
}

func (s *site) planDocuments() {
	for _, d := range s.view.Documents() {
		s.planDocument(d)
	}
}

// documentKind says how the page of a type of document is made. Each kind has a file.
type documentKind struct {
	template string // the kind of page
	schema   string // its honest type in schema.org
	facts    func(place, *content.Document) []Fact
	page     func(place, *content.Document) any
	about    func(place, *content.Document, Node) *Node // what its page is about, for schema.org
	steps    []step                                     // from home, in place of the list of its type
	printed  int                                        // rank in booklets, from 1; 0: not printed
}

// kindOf returns the kind of a type's pages.
func kindOf(t content.Type) documentKind {
	switch t {
	case content.Testimonials:
		return testimonialKind()
	case content.Sheets:
		return sheetKind()
	case content.Courses:
		return courseKind()
	case content.Aids:
		return aidKind()
	case content.Advisers:
		return adviserKind()
	case content.Contacts:
		return contactKind()
	case content.Quizzes:
		return quizKind()
	case content.Events:
		return eventKind()
	case content.Exchanges:
		return exchangeKind()
	case content.Sectors:
		return guideKind()
	case content.Themes:
		return documentKind{template: kindTheme, schema: "CollectionPage"} // its page is that of its list
	}
	return documentKind{template: kindPlain, schema: "WebPage", page: place.plainPage, steps: []step{}}
}

func (s *site) planDocument(d *content.Document) {
	if k := kindOf(d.Type); k.page != nil {
		s.add(d.Address(), k.template, func(p place) any { return k.page(p, d) })
		return
	}
	s.planTheme(d)
}

func (p place) plainPage(d *content.Document) any { return p.documentPage(d) }

// EntryPage is the page of a course, an adviser or a contact: mostly facts.
type EntryPage struct{ DocumentPage }

func (p place) entryPage(d *content.Document) any {
	page := EntryPage{p.documentPage(d)}
	page.Similar = p.similar(d)
	return page
}

// documentPage fills what the pages of all documents share.
func (p place) documentPage(d *content.Document) DocumentPage {
	page := DocumentPage{
		Frame: p.documentFrame(d), Kind: string(d.Type),
		Type:    p.link(d.Type.Label(), "/"+string(d.Type)+"/"),
		Summary: french.Typography(d.Summary), Illustration: p.illustration(d),
		Body: p.body(d), Outline: outlineOf(d.Body), Origin: p.origin(d), Terms: p.terms(d),
	}
	page.Facts = p.facts(d)
	if p.view.Borrowed(d) {
		page.Elsewhere = p.whereIn(d)
	}
	if d.ReviewBy != "" && d.ReviewBy < p.view.Today() {
		page.Review = d.ReviewBy.French()
	}
	return page
}

// A text is long from that many words and parts on: its page then begins with what is in
// it, « En bref ».
const (
	longWords = 300
	longParts = 4
)

// outlineOf links to the parts of a long text.
func outlineOf(text *markdown.Body) []Link {
	var parts []Link
	for _, h := range text.Headings() {
		if h.Level == 2 {
			parts = append(parts, Link{Text: french.Typography(h.Text), Href: "#" + h.ID})
		}
	}
	if len(parts) < longParts || len(strings.Fields(text.Text())) < longWords {
		return nil
	}
	return parts
}

func (p place) body(d *content.Document) template.HTML {
	html := d.Body.HTML(textResolver{p, d})
	if d.Type != content.Pages {
		return html
	}
	return template.HTML(p.info.Fill(string(html), p.field))
}

// field is what a page says of its publisher, as HTML.
func (p place) field(f content.Field) string {
	text := template.HTMLEscapeString(french.Typography(f.Text))
	switch {
	case f.Text == "":
		return "<strong>" + template.HTMLEscapeString(edition.Unfilled) + "</strong>"
	case f.Link == "":
		return text
	case strings.HasPrefix(f.Link, "/"):
		return `<a href="` + template.HTMLEscapeString(p.to(f.Link)) + `">` + text + "</a>"
	}
	return `<a href="` + template.HTMLEscapeString(f.Link) + `">` + template.HTMLEscapeString(f.Text) + "</a>"
}

// documentFrame is the frame of a document's page.
func (p place) documentFrame(d *content.Document) Frame {
	between := p.stepsTo(d)
	f := p.frame(d.Title, d.Summary, between...)
	f.Article = d.Type.IsArticle()
	node := p.documentNode(d)
	f.Picture = p.absolute(p.posterOf(d))
	if d.Image != nil {
		f.Picture = p.pictureURL(content.ImagePath(d.Folder(), d.Image.File))
		node.Image = f.Picture
	}
	if about := kindOf(d.Type).about; about != nil {
		node.About = about(p, d, node)
	}
	p.describe(&f, node, between)
	return f
}

// posterOf is the picture to share of a document that has none of its own: that of its
// first sector, else that of the edition.
func (s *site) posterOf(d *content.Document) string {
	for _, key := range append([]string{d.Key()}, sectorKeys(d)...) {
		if sector, ok := s.view.Document(key); ok && sector.Type == content.Sectors {
			return edition.SectorPoster(sector)
		}
	}
	return edition.Poster
}

func sectorKeys(d *content.Document) []string {
	return lists.Of(d.Sectors, func(slug string) string { return string(content.Sectors) + "/" + slug })
}

// stepsTo is the breadcrumb between home and a document.
func (p place) stepsTo(d *content.Document) []step {
	if steps := kindOf(d.Type).steps; steps != nil {
		return steps
	}
	steps := []step{{d.Type.Plural(), edition.TypeAddress(d.Type)}}
	if _, title := d.Type.Over(); p.view.Closed(d) {
		steps = append(steps, step{title, edition.EndAddress(d.Type)})
	}
	return steps
}

func (p place) origin(d *content.Document) Origin {
	o := Origin{
		Author:    french.Typography(d.Author),
		Published: d.Date.French(), ISO: string(d.Date),
		Updated: d.Updated.French(), UpdatedISO: string(d.Updated),
		Licence: p.licence(p.licenceOf(d)),
		Report:  p.report(d), Edit: p.editURL(d),
	}
	if d.Origin != nil {
		o.Title, o.URL = french.Typography(d.Origin.Title), string(d.Origin.URL)
		o.Date, o.SourceTerm = d.Origin.Date.French(), p.licence(d.Origin.Licence).Text
	}
	return o
}

// report leads to whoever can correct a document: the contact of the edition, else the
// publisher, else the tickets of the repository, else the page that says how to contribute.
func (p place) report(d *content.Document) Link {
	const label = "Signaler une erreur"
	email := p.info.Publisher.Email
	if contact := p.info.Contact; contact != nil {
		email = cmp.Or(emailOf(contact), email)
	}
	title, body := queryValue("Erreur : "+d.Title), queryValue(p.absolute(d.Address()))
	if email != "" {
		return Link{Text: label, Href: "mailto:" + string(email) + "?subject=" + title + "&body=" + body}
	}
	switch repo, gitlab := p.repository(); {
	case repo == "":
		return p.link(label, contribute)
	case gitlab:
		return Link{Text: label, Href: repo + "/-/issues/new?issue%5Btitle%5D=" + title + "&issue%5Bdescription%5D=" + body}
	default:
		return Link{Text: label, Href: repo + "/issues/new?title=" + title + "&body=" + body}
	}
}

// repository is the address of the content's repository, "" for none, and whether it is
// of GitLab: its host's name says so, and others are taken for GitHub's likes.
func (p place) repository() (address string, gitlab bool) {
	repo := p.info.Repository
	if repo == nil {
		return "", false
	}
	u, err := url.Parse(string(repo.URL))
	return strings.TrimSuffix(string(repo.URL), "/"), err == nil && strings.Contains(u.Host, "gitlab")
}

// editURL is where the document's file is edited; "" without repository. The content is
// taken to be in the folder content/ of the repository.
func (p place) editURL(d *content.Document) string {
	repo, gitlab := p.repository()
	if repo == "" {
		return ""
	}
	edit := "/edit/"
	if gitlab {
		edit = "/-/edit/"
	}
	file := "content/"
	if d.Overlay.Slug != "" {
		file += "territoires/" + d.Overlay.Key() + "/"
	}
	return repo + edit + cmp.Or(p.info.Repository.Branch, "main") + "/" + file + d.Path
}

const themesLabel = "Thèmes"

// terms lists what a document names: sectors, themes, territories and sizes.
func (p place) terms(d *content.Document) []TermGroup {
	groups := []TermGroup{
		{"Secteurs", p.termLinks(content.Sectors, d.Sectors)},
		{themesLabel, p.termLinks(content.Themes, d.Themes)},
		{"Territoires", p.territoryLinks(d)},
		{"Tailles", p.sizeLinks(d)},
	}
	return slices.DeleteFunc(groups, func(g TermGroup) bool { return len(g.Links) == 0 })
}

// termLinks links to the pages of sectors or themes; one that the view does not
// hold is left out.
func (p place) termLinks(t content.Type, slugs []string) []Link {
	var links []Link
	for _, slug := range slugs {
		if term, ok := p.view.Document(string(t) + "/" + slug); ok {
			links = append(links, p.link(p.cardOf(term).Title, term.Address()))
		}
	}
	return links
}

func (p place) territoryLinks(d *content.Document) []Link {
	return p.listLinks(p.view.TerritoryLists(d))
}

func (p place) sizeLinks(d *content.Document) []Link {
	return lists.Of(d.Sizes, func(slug string) Link { return p.link(sizeLabel(slug), edition.SizeAddress(slug)) })
}

// documentLinks lists documents by their titles alone.
func (p place) documentLinks(documents []*content.Document) []Link {
	return lists.Of(documents, func(d *content.Document) Link { return p.link(french.Typography(d.Title), d.Address()) })
}

// listLinks links to lists by the name of their term.
func (p place) listLinks(lists []*edition.List) []Link {
	var links []Link
	for _, l := range lists {
		link := p.link(french.Typography(l.Name), l.Address)
		link.Count = len(l.Documents)
		links = append(links, link)
	}
	return links
}

// similarShown is how many neighbours a page proposes.
const similarShown = 3

func (p place) similar(d *content.Document) []Card {
	return p.similarCards(p.view.Similar(d, similarShown), 3)
}
