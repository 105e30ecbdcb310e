package render

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// BookletInput is an edition to be printed, or a part of it: without sectors and
// documents, all of it.
type BookletInput struct {
	View      *edition.View
	Sectors   []string                // slugs of the guides to print, with the documents they list
	Documents []string                // keys of others to print, "fiches/x", as [Printable] allows
	Word      string                  // on the cover, from whoever takes it to people's doors
	Contact   *content.Document       // whom to call, in place of the edition's contact
	Stamp     bool                    // leave room on the cover for a relay's stamp
	Paper     Paper                   // "" for A4
	Pictures  map[string]InnerPicture // by path in the content, the logo among them
	Printed   []PrintedHeading        // of the same booklet, for the pages of its contents; nil: not known
}

// PrintedHeading is a heading of a printed booklet, in reading order.
type PrintedHeading struct {
	Title string
	Page  int
}

// Paper is a size of sheets.
type Paper string

const (
	A4 Paper = "a4"
	A5 Paper = "a5"
)

// InnerPicture is a picture that is in the page itself.
type InnerPicture struct {
	URI           template.URL `fr:"l'image elle-même, en adresse data:"`
	Widest        string       `fr:"le chemin, sur le site, de son plus grand fichier"`
	Width, Height int          `fr:"en pixels ; 0 : non connue"`
}

// BookletPage is one file to print and to take to people's doors: guides, and
// documents whole. What it holds is numbered, since paper has no links.
type BookletPage struct {
	Title     string          `fr:"titre du recueil"`
	Edition   string          `fr:"nom de l'édition ; vide : nationale"`
	Sectors   []string        `fr:"guides choisis ; aucun : tous"`
	Paper     Paper           `fr:"feuilles : a4 ou a5"`
	Word      string          `fr:"mot de la couverture ; vide : aucun"`
	Stamp     bool            `fr:"place pour le cachet du relais"`
	Day       string          `fr:"jour du livret, en lettres"`
	Style     template.CSS    `fr:"couleurs de l'édition"`
	Logo      *InnerPicture   `fr:"logo de l'édition"`
	Publisher string          `fr:"qui publie"`
	Contact   *BookletContact `fr:"qui appeler"`
	Licence   Link            `fr:"ce qu'on peut faire du contenu"`
	Home      BookletAddress  `fr:"adresse du site"`
	Guides    []BookletGuide  `fr:"les guides"`
	Parts     []BookletPart   `fr:"les documents, par type"`
	Glossary  []GlossaryEntry `fr:"mots expliqués auxquels les textes mènent"`
}

// BookletContact is whom to call about the edition.
type BookletContact struct {
	Name  string `fr:"qui appeler"`
	Facts []Fact `fr:"coordonnées"`
}

// BookletAddress is an address of the site, to type or to scan. It is empty while
// the site has none but an example: paper cannot be corrected.
type BookletAddress struct {
	URL  string  `fr:"adresse à taper ; vide : le site n'en a pas encore"`
	Code *QRCode `fr:"la même, à scanner"`
}

// BookletGuide is a guide; the documents it lists are elsewhere in the booklet.
type BookletGuide struct {
	Number   int              `fr:"numéro dans le livret"`
	Anchor   string           `fr:"identifiant dans la page"`
	Page     int              `fr:"sa page, une fois imprimé ; 0 : non connue"`
	Title    string           `fr:"titre"`
	Summary  string           `fr:"résumé"`
	Keepers  []string         `fr:"qui le tient à jour"`
	Body     template.HTML    `fr:"texte du guide"`
	Headings []BookletHeading `fr:"rubriques qui ont quelque chose"`
	Address  BookletAddress   `fr:"sa page sur le site"`
}

// BookletHeading is a heading of a guide that holds something.
type BookletHeading struct {
	Title     string        `fr:"titre de la rubrique"`
	Items     []BookletItem `fr:"documents de ce secteur"`
	Elsewhere []BookletItem `fr:"documents empruntés à d'autres territoires : « Ailleurs en France »"`
	Wide      []BookletItem `fr:"documents pour tous les secteurs"`
}

// BookletItem refers to a document of the booklet.
type BookletItem struct {
	Number  int    `fr:"numéro dans le livret"`
	Page    int    `fr:"sa page, une fois imprimé ; 0 : non connue"`
	Anchor  string `fr:"identifiant dans la page"`
	Title   string `fr:"titre"`
	Summary string `fr:"résumé"`
}

// BookletPart is the documents of one type.
type BookletPart struct {
	Title     string            `fr:"nom du type"`
	Anchor    string            `fr:"identifiant dans la page"`
	Documents []BookletDocument `fr:"documents de ce type"`
}

// BookletDocument is a document, whole.
type BookletDocument struct {
	BookletItem
	Kind         string               `fr:"type, pour l'allure : fiches, aides…"`
	Type         string               `fr:"« Fiche pratique »"`
	Review       string               `fr:"jour de relecture dépassé, en lettres ; vide sinon"`
	Elsewhere    string               `fr:"« Ailleurs en France » et son lieu, d'un document emprunté ; vide sinon"`
	Outcome      string               `fr:"bilan, en lettres"`
	Results      []content.Result     `fr:"chiffres du témoignage"`
	Aid          *AidNotice           `fr:"où en est l'aide"`
	Facts        []Fact               `fr:"coordonnées et conditions"`
	Illustration *BookletIllustration `fr:"image"`
	Body         template.HTML        `fr:"texte du document"`
	Video        *content.Video       `fr:"vidéo"`
	SeeAlso      []BookletItem        `fr:"documents liés"`
	Answers      *Respondent          `fr:"qui répond aux questions sur ce récit"`
	Origin       Origin               `fr:"source, dates, licence"`
	Address      BookletAddress       `fr:"sa page sur le site"`
}

// BookletIllustration is the picture of a document.
type BookletIllustration struct {
	InnerPicture
	Alt    string `fr:"texte de remplacement"`
	Credit string `fr:"auteur de l'image"`
}

// printed lists the types of documents that a booklet prints, in its order: what
// helps an owner. Themes, questionnaires and plain pages are for a screen.
func printed() []content.Type {
	types := slices.DeleteFunc(content.Types(), func(t content.Type) bool { return kindOf(t).printed == 0 })
	slices.SortFunc(types, func(a, b content.Type) int { return kindOf(a).printed - kindOf(b).printed })
	return types
}

// Printable reports whether a booklet may hold a document that is asked for by
// name: of a type that is read on paper, and neither a stub nor a closed aid.
func Printable(v *edition.View, d *content.Document) bool {
	return kindOf(d.Type).printed > 0 && !d.Stub && !v.Closed(d)
}

// Booklet makes the booklet of an edition. Its diagnostics are about templates.
func (s Standalone) Booklet(in BookletInput) ([]byte, []diag.Diagnostic) {
	return s.render(aloneBooklet, newBooklet(in).page())
}

// booklet is a booklet being made.
type booklet struct {
	place
	in       BookletInput
	guides   []*content.Document
	chosen   []*content.Document
	numbers  map[string]int // by key of the document
	pages    map[string]int // likewise
	headings map[string][]edition.Heading
}

func newBooklet(in BookletInput) *booklet {
	b := &booklet{place: placeOf(in.View), in: in, numbers: map[string]int{}, headings: map[string][]edition.Heading{}}
	b.choose()
	for i, d := range slices.Concat(b.guides, b.chosen) {
		b.numbers[d.Key()] = i + 1
	}
	b.findPages()
	return b
}

// findPages finds the page of each document among the headings that were printed, which
// are in the order of the documents, each with those of its text after it.
func (b *booklet) findPages() {
	b.pages = map[string]int{}
	rest := b.in.Printed
	for _, d := range slices.Concat(b.guides, b.chosen) {
		title := unspaced(b.cardOf(d).Title)
		i := slices.IndexFunc(rest, func(h PrintedHeading) bool { return unspaced(h.Title) == title })
		if i >= 0 {
			b.pages[d.Key()], rest = rest[i].Page, rest[i+1:]
		}
	}
}

// unspaced writes a text without its spaces: browsers leave those out at which a printed
// heading is cut.
func unspaced(text string) string { return strings.Join(strings.Fields(text), "") }

// placeOf is a place of a site without pages, so that facts have texts and no links.
func placeOf(v *edition.View) place {
	s := &site{in: Input{View: v}, view: v, info: v.Site()}
	return s.at("/")
}

// choose finds the guides and the documents to print: all, or the chosen guides
// with what they list, and the documents that are named.
func (b *booklet) choose() {
	whole := len(b.in.Sectors) == 0 && len(b.in.Documents) == 0
	listed := map[string]bool{}
	for _, s := range b.view.Sectors() {
		if whole && s.Stub || !whole && !slices.Contains(b.in.Sectors, s.Slug) {
			continue
		}
		b.guides = append(b.guides, s)
		b.headings[s.Key()] = b.view.Guide(s)
		for _, h := range b.headings[s.Key()] {
			for _, d := range slices.Concat(h.Explicit, h.Elsewhere, h.Generic) {
				listed[d.Key()] = true
			}
		}
	}
	for _, t := range printed() {
		for _, d := range slices.Concat(b.view.OfType(t), b.borrowed(t)) {
			named := slices.Contains(b.in.Documents, d.Key())
			if Printable(b.view, d) && (named || d.For() == content.ForFirms && (whole || listed[d.Key()])) {
				b.chosen = append(b.chosen, d)
			}
		}
	}
}

// borrowed lists the documents of a type that the edition borrows of others.
func (b *booklet) borrowed(t content.Type) []*content.Document {
	return slices.DeleteFunc(b.view.Documents(), func(d *content.Document) bool { return d.Type != t || !b.view.Borrowed(d) })
}

func (b *booklet) page() BookletPage {
	page := BookletPage{
		Title: french.Typography(b.info.Title), Edition: b.info.Edition, Day: b.view.Today().French(), Style: Tint(b.info.Colours),
		Paper: cmp.Or(b.in.Paper, A4), Word: french.Typography(b.in.Word), Stamp: b.in.Stamp,
		Publisher: french.Typography(b.info.Publisher.Name), Contact: b.contact(), Licence: b.licence(b.info.Licence),
		Home: b.paperAddress("/"),
	}
	if logo, ok := b.in.Pictures[b.info.Logo]; ok {
		page.Logo = &logo
	}
	for _, s := range b.guides {
		page.Guides = append(page.Guides, b.guide(s))
		if len(b.in.Sectors) > 0 {
			page.Sectors = append(page.Sectors, b.cardOf(s).Title)
		}
	}
	for _, t := range printed() {
		part := BookletPart{Title: t.Plural(), Anchor: string(t)}
		for _, d := range b.chosen {
			if d.Type == t {
				part.Documents = append(part.Documents, b.document(d))
			}
		}
		if len(part.Documents) > 0 {
			page.Parts = append(page.Parts, part)
		}
	}
	page.Glossary = b.glossary()
	return page
}

// wordPrefix goes before the anchors of the glossary.
const wordPrefix = "mot_"

// glossary lists the words of the glossary that the texts of the booklet use.
func (b *booklet) glossary() []GlossaryEntry {
	used := map[string]bool{}
	for _, d := range slices.Concat(b.guides, b.chosen) {
		for _, id := range d.Body.Terms() {
			used[id] = true
		}
	}
	unused := func(d content.Definition) bool { return !used[d.Anchor()] }
	return glossaryEntries(slices.DeleteFunc(b.view.Glossary(), unused), wordPrefix)
}

func (b *booklet) contact() *BookletContact {
	return b.paperContact(cmp.Or(b.in.Contact, b.info.Contact))
}

// paperContact says on paper whom to call; nil when d is no contact.
func (p place) paperContact(d *content.Document) *BookletContact {
	if d == nil || d.Type != content.Contacts {
		return nil
	}
	return &BookletContact{p.cardOf(d).Title, p.contactFacts(d)}
}

func (p place) paperAddress(address string) BookletAddress {
	if p.info.HasPlaceholderAddress() {
		return BookletAddress{}
	}
	url := p.absolute(address)
	return BookletAddress{url, newQRCode(url)}
}

// anchor is where a document stands in the booklet.
func (b *booklet) anchor(d *content.Document) string { return "n" + strconv.Itoa(b.numbers[d.Key()]) }

func (b *booklet) item(d *content.Document) BookletItem {
	c := b.cardOf(d)
	return BookletItem{b.numbers[d.Key()], b.pages[d.Key()], b.anchor(d), c.Title, c.Summary}
}

// items refers to those of the documents that the booklet holds.
func (b *booklet) items(documents []*content.Document) []BookletItem {
	var list []BookletItem
	for _, d := range documents {
		if b.numbers[d.Key()] > 0 {
			list = append(list, b.item(d))
		}
	}
	return list
}

func (b *booklet) guide(d *content.Document) BookletGuide {
	c := b.cardOf(d)
	g := BookletGuide{
		Number: b.numbers[d.Key()], Page: b.pages[d.Key()], Anchor: b.anchor(d), Title: c.Title, Summary: c.Summary,
		Keepers: keepers(b.view.Keepers(d)), Body: b.text(d, 1), Address: b.paperAddress(d.Address()),
	}
	for _, h := range b.headings[d.Key()] {
		heading := BookletHeading{h.Title, b.items(h.Explicit), b.items(h.Elsewhere), b.items(h.Generic)}
		if len(heading.Items)+len(heading.Elsewhere) > 0 {
			g.Headings = append(g.Headings, heading)
		}
	}
	return g
}

func (b *booklet) document(d *content.Document) BookletDocument {
	out := BookletDocument{
		BookletItem: b.item(d), Kind: string(d.Type), Type: d.Type.Label(), Aid: b.datedNotice(d), Facts: b.facts(d),
		Illustration: b.pictureOf(d), Body: b.text(d, 2), Origin: b.origin(d), Address: b.paperAddress(d.Address()),
	}
	if b.view.Borrowed(d) {
		out.Elsewhere = b.whereIn(d)
	}
	if d.ReviewBy != "" && d.ReviewBy < b.view.Today() {
		out.Review = d.ReviewBy.French()
	}
	out.Outcome, out.Results, out.Video, out.SeeAlso = outcomeOf(d), resultsOf(d), videoOf(d), b.seeAlso(d)
	out.Answers = b.respondent(d)
	return out
}

// seeAlso lists the documents of the booklet that a document names.
func (b *booklet) seeAlso(d *content.Document) []BookletItem {
	var list []BookletItem
	for _, key := range d.Marked(content.DocumentKeys) {
		if other, ok := b.view.Document(key.Text); ok && b.numbers[key.Text] > 0 {
			list = append(list, b.item(other))
		}
	}
	return list
}

func (b *booklet) pictureOf(d *content.Document) *BookletIllustration {
	if d.Image == nil {
		return nil
	}
	picture, ok := b.in.Pictures[content.ImagePath(d.Folder(), d.Image.File)]
	if !ok {
		return nil
	}
	return &BookletIllustration{picture, d.Image.Alt, french.Typography(d.Image.Credit)}
}

// text is the text of a document, its headings some levels lower than on its own
// page.
func (b *booklet) text(d *content.Document, down int) template.HTML {
	return within(d.Body.HTML(bookletResolver{b, d}), b.anchor(d)+"_", down)
}

// bookletResolver answers for the links and pictures of a text of the booklet.
type bookletResolver struct {
	*booklet
	document *content.Document
}

// Link implements markdown.Resolver: a document of the booklet is a link within
// it, anything else of the edition a full address.
func (r bookletResolver) Link(dest string) (string, bool) {
	to, ok := r.view.Resolve(r.document, dest)
	if !ok || to.External != "" {
		return to.External, ok
	}
	if d, known := r.view.Document(strings.Trim(to.Address, "/")); known && r.numbers[d.Key()] > 0 {
		anchor := "#" + r.anchor(d)
		if d.Body.HasAnchor(to.Fragment) {
			anchor += "_" + to.Fragment
		}
		return anchor, true
	}
	if r.info.HasPlaceholderAddress() {
		return "", false
	}
	if name, picture := to.Picture(); picture {
		widest := r.in.Pictures[name].Widest
		return r.absolute("/" + widest), widest != ""
	}
	return r.absolute(to.Address + to.Suffix()), true
}

// Term implements markdown.Resolver.
func (r bookletResolver) Term(id string) (string, bool) { return "#" + wordPrefix + id, true }

// Image implements markdown.Resolver.
func (r bookletResolver) Image(dest string) (markdown.Picture, bool) {
	p, ok := r.in.Pictures[content.ImagePath(r.document.Folder(), dest)]
	return markdown.Picture{Src: string(p.URI), Width: p.Width, Height: p.Height}, ok
}
