package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// known is what documents and settings can name.
type known struct {
	sectors, themes, keys vocabulary
	files                 map[string][]*content.File // by path, in the base tree and in those of territories
}

// vocabulary is the names of one kind, in the order of the documents.
type vocabulary struct {
	list []string
	has  map[string]bool

	folder string               // of the documents named, when it is not written in their names
	moved  func() content.Moves // of the documents named; nil for what is no document
}

func (v *vocabulary) add(name string) {
	if !v.has[name] {
		v.list, v.has[name] = append(v.list, name), true
	}
}

func knownIn(c *content.Collection) known {
	moved := sync.OnceValue(c.Moves) // few names are unknown
	documents := func(folder string) vocabulary {
		return vocabulary{has: map[string]bool{}, folder: folder, moved: moved}
	}
	k := known{documents("secteurs/"), documents("themes/"), documents(""), map[string][]*content.File{}}
	for _, d := range c.Documents {
		switch {
		case d.Remove:
			continue
		case d.Type == content.Sectors:
			k.sectors.add(d.Slug)
		case d.Type == content.Themes:
			k.themes.add(d.Slug)
		}
		k.keys.add(d.Key())
	}
	for _, f := range c.Files {
		k.files[f.Path] = append(k.files[f.Path], f)
	}
	return k
}

// mention is what a key names, and where it does so.
type mention struct {
	source *diag.Source
	span   diag.Span
	name   string
}

// mentioned lists the values of a document that have a mark.
func mentioned(d *content.Document, mark content.Mark) []mention {
	return lists.Of(d.Marked(mark), func(k content.Key) mention { return mention{d.Source, k.Span, k.Text} })
}

// listed returns what the list under a key names.
func listed(src *diag.Source, at func(string) diag.Span, key string, names []string) []mention {
	var list []mention
	for i, name := range names {
		list = append(list, mention{src, at(fmt.Sprintf("%s[%d]", key, i)), name})
	}
	return list
}

// unknown reports what is named and is not in the vocabulary; otherwise says what to
// do when no name is near.
func (v vocabulary) unknown(list []mention, of *diag.Rule, message string, otherwise func(name string) string) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, m := range list {
		if m.name != "" && !v.has[m.name] {
			p := diag.New(of, m.source, m.span, fmt.Sprintf(message, m.name), "")
			problems = append(problems, v.suggest(p, m.name, otherwise(m.name)))
		}
	}
	return problems
}

// suggest completes the problem of a name that is not known with the one that its
// document has now, if it was moved, or else with the nearest.
func (v vocabulary) suggest(p diag.Diagnostic, name, otherwise string) diag.Diagnostic {
	if now, ok := v.present(p.Source, name); ok {
		if present, same := strings.CutPrefix(now.Key(), v.folder); same {
			p.Hint = fmt.Sprintf("écrivez « %s », son nom d'aujourd'hui", present)
			p.Fix = content.Rewrite(p, name, present)
			return p
		}
	}
	return content.Suggest(p, name, v.list, otherwise)
}

// present returns the document that a file means by a name that it had.
func (v vocabulary) present(src *diag.Source, name string) (*content.Document, bool) {
	if v.moved == nil {
		return nil, false
	}
	return v.moved().From(src, v.folder+name)
}

// create says how to make a sector or a theme, or which there are.
func (v vocabulary) create(t content.Type) func(name string) string {
	return func(name string) string {
		hint := fmt.Sprintf("créez %s/%s.md", t, cmp.Or(content.Slug(name), "nom"))
		if len(v.list) > 0 {
			hint += ", ou choisissez parmi : " + strings.Join(v.list, ", ")
		}
		return hint
	}
}

func unknownSectors(s *survey, d *content.Document) []diag.Diagnostic {
	return s.unknownSectors(mentioned(d, content.SectorSlugs))
}

func unknownEditionSectors(s *survey) []diag.Diagnostic {
	var list []mention
	for _, e := range s.Editions {
		list = append(list, listed(e.Source, e.Value, "secteurs", e.Sectors)...)
		for i, k := range e.Keepers {
			list = append(list, mention{e.Source, e.Value(fmt.Sprintf("animateurs[%d].secteur", i)), k.Sector})
		}
	}
	return s.unknownSectors(list)
}

func (s *survey) unknownSectors(list []mention) []diag.Diagnostic {
	sectors := s.known().sectors
	return sectors.unknown(list, diag.UnknownSector, "secteur inconnu « %s »", sectors.create(content.Sectors))
}

func unknownThemes(s *survey, d *content.Document) []diag.Diagnostic {
	themes := s.known().themes
	return themes.unknown(mentioned(d, content.ThemeSlugs), diag.UnknownTheme, "thème inconnu « %s »", themes.create(content.Themes))
}

func unknownSizes(_ *survey, d *content.Document) []diag.Diagnostic {
	problems := vocabularyOf(reference.SizeSlugs()).unknown(listed(d.Source, d.Value, "tailles", d.Sizes), diag.UnknownSize, "taille inconnue « %s »",
		func(string) string { return "tailles possibles : " + strings.Join(reference.SizeSlugs(), ", ") })
	for i, p := range problems {
		written := strings.Trim(string(d.Source.Text[p.Span.Start:p.Span.End]), `"' `)
		size, ok := sizeMadeDate(written)
		problems[i].Hint = fmt.Sprintf("un tableur a pris cette taille pour une date : écrivez %s", size)
		if !ok {
			size, ok = sizeInWords(written)
			problems[i].Hint = "écrivez " + size
		}
		if !ok {
			problems[i].Hint = p.Hint
			continue
		}
		problems[i].Fix = content.Rewrite(p, written, size)
	}
	return problems
}

// sizeInWords returns the size of a text that says its bounds: 1 à 9, 10 - 49, 50-249
// salariés.
func sizeInWords(text string) (string, bool) {
	bounds := regexp.MustCompile(`^(?:de )?(\d+) *(?:à|a|-|–|—) *(\d+)(?: salariés?)?$`).FindStringSubmatch(text)
	if bounds == nil {
		return "", false
	}
	size := bounds[1] + "-" + bounds[2]
	return size, slices.Contains(reference.SizeSlugs(), size)
}

// madeDates are the dates that spreadsheets make of sizes: the ninth of January or the
// first of September, October 1949.
var madeDates = map[string]*regexp.Regexp{
	"1-9":   regexp.MustCompile(`^(?i:0?1[-/. ]sept?\.?|0?9[-/. ]janv?\.?|0?1/0?9/\d{4}|0?9/0?1/\d{4}|\d{4}-0(?:1-09|9-01)(?:[T ].*)?)$`),
	"10-49": regexp.MustCompile(`^(?i:oct\.?[-/. ]49|(?:0?1/)?10/(?:19|20)?49|(?:19|20)49-10(?:-01)?(?:[T ].*)?)$`),
}

// sizeMadeDate returns the size that a spreadsheet made a date of.
func sizeMadeDate(text string) (string, bool) {
	for _, size := range reference.SizeSlugs() {
		if form := madeDates[size]; form != nil && form.MatchString(text) {
			return size, true
		}
	}
	return "", false
}

func vocabularyOf(list []string) vocabulary {
	v := vocabulary{has: map[string]bool{}}
	for _, name := range list {
		v.add(name)
	}
	return v
}

func unknownDocuments(s *survey, d *content.Document) []diag.Diagnostic {
	respondents := slices.DeleteFunc(mentioned(d, content.Respondent), func(m mention) bool { return m.name == content.EditionContact })
	problems := s.unknownDocuments(append(mentioned(d, content.DocumentKeys), respondents...))
	for _, m := range respondents {
		if s.known().keys.has[m.name] && !isContact(m.name) {
			problems = append(problems, diag.New(diag.UnknownDocument, m.source, m.span, fmt.Sprintf("« %s » n'est pas un contact", m.name),
				"écrivez le nom d'un fichier de contacts/, sans « .md » : contacts/x ; ou « edition », pour celui de l'édition"))
		}
	}
	return problems
}

// isContact reports whether the key of a document is that of a contact.
func isContact(key string) bool { return strings.HasPrefix(key, string(content.Contacts)+"/") }

// unknownSiteDocuments looks at what recueil.yaml and the editions name.
func unknownSiteDocuments(s *survey) []diag.Diagnostic {
	var list []mention
	for _, e := range s.Editions {
		list = append(list, mention{e.Source, e.Value("contact"), e.Contact})
		list = append(list, listed(e.Source, e.Value, "emprunte", e.Borrowed)...)
	}
	for i, entry := range s.Site.Navigation {
		list = append(list, mention{s.Site.Source, s.Site.Value(fmt.Sprintf("navigation[%d].page", i)), strings.Trim(entry.Page, "/")})
	}
	return s.unknownDocuments(list)
}

func (s *survey) unknownDocuments(list []mention) []diag.Diagnostic {
	problems := s.known().keys.unknown(list, diag.UnknownDocument, "document inconnu « %s »",
		func(string) string {
			return "corrigez ce nom, ou ôtez-le ; un document s'écrit par son dossier et son nom de fichier sans « .md » : temoignages/mon-cas"
		})
	for i, p := range problems {
		written := strings.Trim(string(p.Source.Text[p.Span.Start:p.Span.End]), `"'`)
		if key, ok := s.keyOf(written); ok && len(p.Fix.Edits) == 0 {
			problems[i].Hint = fmt.Sprintf("vouliez-vous dire « %s » ?", key)
			problems[i].Fix = content.Rewrite(p, written, key)
			problems[i].Fix.Confirm = true
		}
	}
	return problems
}

// keyOf returns the key of the one document that has a text for its title, or for its
// name without its folder.
func (s *survey) keyOf(text string) (string, bool) {
	var keys []string
	for _, d := range s.Documents {
		if !d.Remove && (d.Slug == content.Slug(strings.TrimSuffix(text, ".md")) || d.Title == text) && !slices.Contains(keys, d.Key()) {
			keys = append(keys, d.Key())
		}
	}
	if len(keys) != 1 {
		return "", false
	}
	return keys[0], true
}

// unknownRules looks at the rules to ignore: they exist and are warnings.
func unknownRules(_ *survey, d *content.Document) []diag.Diagnostic {
	if len(d.Ignore) == 0 {
		return nil
	}
	warnings := vocabularyOf(nil)
	for _, r := range diag.Rules() {
		if r.Severity == diag.Warning {
			warnings.add(r.Name)
		}
	}
	var list []mention
	for i, ignore := range d.Ignore {
		list = append(list, mention{d.Source, d.Value(fmt.Sprintf("ignore[%d].regle", i)), ignore.Rule})
	}
	return warnings.unknown(list, diag.UnknownRule, "« %s » n'est pas un avertissement que l'on peut ignorer",
		func(string) string { return "recopiez le nom entre crochets à la fin de l'avertissement" })
}
