package render

import (
	"errors"
	"html/template"
	"io"
	"io/fs"

	"recueil/internal/diag"
)

// The kinds of pages. Each has its template, pages/<kind>.html.
const (
	kindHome        = "accueil"
	kindTestimonial = "temoignage"
	kindSheet       = "fiche"
	kindAid         = "aide"
	kindEvent       = "evenement"
	kindExchange    = "echange"
	kindEntry       = "notice" // a course, an adviser, a contact
	kindQuiz        = "diagnostic"
	kindPlain       = "page"
	kindGuide       = "guide"
	kindTheme       = "theme"
	kindList        = "liste"
	kindIndex       = "index"
	kindTerritories = "territoires"
	kindGlossary    = "glossaire"
	kindSearch      = "recherche"
	kindNotFound    = "introuvable"
	kindRedirect    = "redirection"
	kindIcon        = "icone" // of the site, an SVG file
)

// kind is a kind of page: its name, what the manual says of it, and the struct that
// its template receives.
type kind struct {
	Name, Help string
	data       any
}

var kinds = []kind{
	{kindHome, "l'accueil", HomePage{}},
	{kindTestimonial, "un témoignage", TestimonialPage{}},
	{kindSheet, "une fiche pratique", SheetPage{}},
	{kindAid, "une aide", AidPage{}},
	{kindEvent, "un événement", EventPage{}},
	{kindExchange, "un échange de savoir-faire", ExchangePage{}},
	{kindEntry, "une formation, un activateur ou un contact", EntryPage{}},
	{kindQuiz, "un questionnaire", QuizPage{}},
	{kindPlain, "une page de présentation", DocumentPage{}},
	{kindGuide, "le guide d'un secteur", GuidePage{}},
	{kindTheme, "un thème : son texte, puis la liste de ses documents", ThemePage{}},
	{kindList, "une liste de documents : par type, territoire, secteur, taille…", ListPage{}},
	{kindIndex, "les secteurs, les thèmes ou les éditions", IndexPage{}},
	{kindTerritories, "la carte des territoires", TerritoryPage{}},
	{kindGlossary, "le glossaire", GlossaryPage{}},
	{kindSearch, "la recherche", SearchPage{}},
	{kindNotFound, "la réponse à une adresse qui n'existe pas", NotFoundPage{}},
	{kindRedirect, "l'ancienne adresse d'une page", RedirectPage{}},
	{kindIcon, "l'icône du site, en SVG", IconFile{}},
}

// Templates are the parsed template sets, one for each kind of page. They are
// immutable and safe for use by several goroutines.
type Templates struct {
	sets    map[string]*template.Template
	parts   *template.Template // of parts/ alone: what is made once for many pages
	sources map[string]*diag.Source
}

// Parse reads the templates of fsys: base.html, parts/*.html and a file of
// pages/ for each kind. All that is wrong is reported; the templates returned
// with errors must not be used.
func Parse(fsys fs.FS) (*Templates, []diag.Diagnostic) {
	return parse(fsys, func(t *Templates, shared *template.Template) (problems []diag.Diagnostic) {
		for _, kind := range kinds {
			problems = append(problems, t.parseSet(fsys, shared, kind.Name, "base", "pages/"+kind.Name+".html")...)
		}
		return problems
	})
}

// parse reads what all sets share, then, where nothing is wrong with it, the sets.
func parse(fsys fs.FS, sets func(*Templates, *template.Template) []diag.Diagnostic) (*Templates, []diag.Diagnostic) {
	t := &Templates{sets: map[string]*template.Template{}, sources: map[string]*diag.Source{}}
	shared, problems := t.parseShared(fsys)
	if len(problems) == 0 {
		problems = sets(t, shared)
	}
	return t, diag.Sort(problems)
}

// parseShared reads base.html and the parts into one set.
func (t *Templates) parseShared(fsys fs.FS) (*template.Template, []diag.Diagnostic) {
	shared := template.New("").Funcs(functions).Funcs(template.FuncMap{"partie": t.part, "cartes": t.cards})
	parts, _ := fs.Glob(fsys, "parts/*.html") // its only error is a bad pattern
	var problems []diag.Diagnostic
	for _, name := range append([]string{"base.html"}, parts...) {
		if err := t.parseInto(shared, fsys, name); err != nil {
			problems = append(problems, t.diagnostic(name, err))
		}
	}
	t.parts = template.Must(shared.Clone()) // which fails for a set that has run
	return shared, problems
}

// parseSet adds files to a copy of the shared templates, which runs from entry. What is
// wrong is wrong with the last of the files.
func (t *Templates) parseSet(fsys fs.FS, shared *template.Template, name, entry string, files ...string) []diag.Diagnostic {
	set, err := shared.Clone()
	for _, file := range files {
		if err == nil {
			err = t.parseInto(set, fsys, file)
		}
	}
	if err == nil {
		err = escape(set, entry)
	}
	if err != nil {
		return []diag.Diagnostic{t.diagnostic(files[len(files)-1], err)}
	}
	t.sets[name] = set
	return nil
}

func (t *Templates) parseInto(set *template.Template, fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	t.sources[name] = diag.NewSource("templates/"+name, text)
	if err != nil {
		return err
	}
	_, err = set.New(name).Parse(string(text))
	return err
}

// escape makes html/template check the contexts of a set, which it does only
// when a set first runs. Running it on nothing stops at the first field it
// needs: that failure means nothing, and only escaping errors are returned.
func escape(set *template.Template, entry string) error {
	err := set.ExecuteTemplate(io.Discard, entry, nil)
	var escaping *template.Error
	if errors.As(err, &escaping) {
		return err
	}
	return nil
}
