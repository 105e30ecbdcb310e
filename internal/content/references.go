package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/reference"
)

// checkReferences reports what documents and editions name and the collection
// does not hold, and addresses that two documents claim.
func (c *Collection) checkReferences() []diag.Diagnostic {
	k := c.known()
	var problems []diag.Diagnostic
	for _, d := range c.Documents {
		found := k.document(d)
		if d.Draft {
			for i := range found {
				found[i].Severity = diag.Warning
			}
		}
		problems = append(problems, found...)
	}
	for _, e := range c.Editions {
		problems = append(problems, k.edition(e)...)
	}
	problems = append(problems, k.site(c.Site)...)
	return append(problems, c.duplicates()...)
}

// known lists what can be named.
type known struct {
	slugs map[Type][]string // of sectors and themes, sorted as the documents are
	keys  []string          // of all documents: "fiches/x"
	has   map[string]bool
	files map[string]bool
}

func (c *Collection) known() known {
	k := known{slugs: map[Type][]string{}, has: map[string]bool{}, files: map[string]bool{}}
	for _, d := range c.Documents {
		if d.Remove || k.has[d.Key()] {
			continue
		}
		k.has[d.Key()] = true
		k.keys = append(k.keys, d.Key())
		k.slugs[d.Type] = append(k.slugs[d.Type], d.Slug)
	}
	for _, f := range c.Files {
		k.files[f.Path] = true
	}
	return k
}

func (k known) document(d *Document) []diag.Diagnostic {
	var p []diag.Diagnostic
	p = append(p, k.terms(d.Source, d.Value, "secteurs", d.Sectors)...)
	for i, slug := range d.Themes {
		p = append(p, k.term(d.Source, d.Value(fmt.Sprintf("themes[%d]", i)), Themes, slug)...)
	}
	for i, slug := range d.Sizes {
		if _, ok := reference.SizeNamed(slug); !ok {
			p = append(p, diag.New(diag.UnknownSize, d.Source, d.Value(fmt.Sprintf("tailles[%d]", i)), fmt.Sprintf("taille inconnue « %s »", slug),
				diag.DidYouMean(slug, reference.SizeSlugs(), "tailles possibles : "+strings.Join(reference.SizeSlugs(), ", "))))
		}
	}
	if d.Sheet != nil {
		p = append(p, k.documents(d, "voir_aussi", d.Sheet.SeeAlso)...)
	}
	if d.Sector != nil {
		p = append(p, k.documents(d, "a_la_une", d.Sector.Featured)...)
	}
	if d.Image != nil {
		p = append(p, k.image(d)...)
	}
	return append(append(p, k.quiz(d)...), ignored(d)...)
}

func (k known) terms(src *diag.Source, at func(string) diag.Span, key string, slugs []string) []diag.Diagnostic {
	var p []diag.Diagnostic
	for i, slug := range slugs {
		p = append(p, k.term(src, at(fmt.Sprintf("%s[%d]", key, i)), Sectors, slug)...)
	}
	return p
}

func (k known) term(src *diag.Source, span diag.Span, t Type, slug string) []diag.Diagnostic {
	if k.has[string(t)+"/"+slug] || slug == "" {
		return nil
	}
	rule, what := diag.UnknownSector, "secteur inconnu"
	if t == Themes {
		rule, what = diag.UnknownTheme, "thème inconnu"
	}
	otherwise := fmt.Sprintf("créez %s/%s.md", t, cmp.Or(Slug(slug), "nom"))
	if len(k.slugs[t]) > 0 {
		otherwise += ", ou choisissez parmi : " + strings.Join(k.slugs[t], ", ")
	}
	hint := diag.DidYouMean(slug, k.slugs[t], otherwise)
	return []diag.Diagnostic{diag.New(rule, src, span, fmt.Sprintf("%s « %s »", what, slug), hint)}
}

func (k known) documents(d *Document, key string, names []string) []diag.Diagnostic {
	var p []diag.Diagnostic
	for i, name := range names {
		p = append(p, k.named(d.Source, d.Value(fmt.Sprintf("%s[%d]", key, i)), name)...)
	}
	return p
}

func (k known) named(src *diag.Source, span diag.Span, name string) []diag.Diagnostic {
	if k.has[name] || name == "" {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.UnknownDocument, src, span, fmt.Sprintf("document inconnu « %s »", name),
		diag.DidYouMean(name, k.keys, "écrivez le dossier et le nom du fichier sans « .md » : temoignages/mon-cas"))}
}

func (k known) image(d *Document) []diag.Diagnostic {
	file := ImagePath(d.Folder(), d.Image.File)
	if d.Image.File == "" || k.files[file] {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.MissingImage, d.Source, d.Value("image.fichier"), fmt.Sprintf("l'image « %s » n'existe pas", d.Image.File),
		diag.DidYouMean(file, k.images(), "déposez-la dans images/ et écrivez « images/nom.jpg »"))}
}

// images lists the paths of the pictures at hand.
func (k known) images() []string {
	var list []string
	for f := range k.files {
		if strings.HasPrefix(f, "images/") {
			list = append(list, f)
		}
	}
	return sorted(list)
}

func (k known) quiz(d *Document) []diag.Diagnostic {
	if d.Quiz == nil {
		return nil
	}
	var p []diag.Diagnostic
	for i, q := range d.Quiz.Questions {
		for j, choice := range q.Choices {
			path := fmt.Sprintf("questions[%d].choix[%d].themes", i, j)
			for _, slug := range sortedKeys(choice.Themes) {
				p = append(p, k.term(d.Source, d.spans.keys[join(path, slug)], Themes, slug)...)
			}
		}
	}
	return p
}

// ignored checks that the rules to ignore exist and are warnings.
func ignored(d *Document) []diag.Diagnostic {
	var names []string
	for _, r := range diag.Rules() {
		if r.Severity == diag.Warning {
			names = append(names, r.Name)
		}
	}
	var p []diag.Diagnostic
	for i, ignore := range d.Ignore {
		if !slices.Contains(names, ignore.Rule) && ignore.Rule != "" {
			p = append(p, diag.New(diag.UnknownRule, d.Source, d.Value(fmt.Sprintf("ignore[%d].regle", i)),
				fmt.Sprintf("« %s » n'est pas un avertissement que l'on peut ignorer", ignore.Rule), diag.DidYouMean(ignore.Rule, names, "recopiez le nom entre crochets à la fin de l'avertissement")))
		}
	}
	return p
}

func (k known) edition(e *Edition) []diag.Diagnostic {
	p := k.terms(e.Source, e.Value, "secteurs", e.Sectors)
	if e.Contact != "" {
		p = append(p, k.named(e.Source, e.Value("contact"), e.Contact)...)
	}
	if e.Logo != "" && !k.files[e.Logo] {
		p = append(p, diag.New(diag.MissingImage, e.Source, e.Value("logo"), fmt.Sprintf("le logo « %s » n'existe pas", e.Logo), "déposez-le dans fichiers/ et écrivez « fichiers/nom.svg »"))
	}
	return p
}

func (k known) site(s *Site) []diag.Diagnostic {
	var p []diag.Diagnostic
	for i, entry := range s.Navigation {
		p = append(p, k.named(s.Source, s.Value(fmt.Sprintf("navigation[%d].page", i)), strings.Trim(entry.Page, "/"))...)
	}
	if s.Publisher != nil && s.Publisher.Logo != "" && !k.files[s.Publisher.Logo] {
		p = append(p, diag.New(diag.MissingImage, s.Source, s.Value("editeur.logo"), fmt.Sprintf("le logo « %s » n'existe pas", s.Publisher.Logo), "déposez-le dans fichiers/ et écrivez « fichiers/nom.svg »"))
	}
	return p
}

// duplicates reports addresses claimed twice: by two documents of one tree, or
// by an alias and a document or another alias.
func (c *Collection) duplicates() []diag.Diagnostic {
	type claim struct {
		doc  *Document
		span diag.Span
	}
	claims := map[string]claim{}
	var problems []diag.Diagnostic
	add := func(address string, d *Document, span diag.Span) {
		tree := d.Overlay.ID() + " " + address
		first, taken := claims[tree]
		if !taken {
			claims[tree] = claim{d, span}
			return
		}
		p := diag.New(diag.DuplicatedSlug, d.Source, span, fmt.Sprintf("l'adresse %s est déjà prise", address), "donnez une autre adresse à l'un des deux")
		p.Related = []diag.Related{{Source: first.doc.Source, Span: first.span, Message: "prise ici"}}
		problems = append(problems, p)
	}
	for _, d := range c.Documents {
		add(d.Address(), d, d.start())
	}
	for _, d := range c.Documents {
		for i, alias := range d.Aliases {
			add(alias, d, d.Value(fmt.Sprintf("alias[%d]", i)))
		}
	}
	return problems
}

// start is where a document begins: its title for a row of a table, else the
// top of its file.
func (d *Document) start() diag.Span {
	if strings.HasSuffix(d.Source.Path, ".csv") {
		return d.Value("titre")
	}
	return diag.Span{}
}
