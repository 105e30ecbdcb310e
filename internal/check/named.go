package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/reference"
)

// known lists what documents and settings can name.
type known struct {
	slugs map[content.Type][]string        // in the order of the documents
	keys  []string                         // of all documents: "fiches/x"
	has   map[string]bool                  // by key
	files map[string][]reference.Territory // the trees that hold a file: zero is the base tree
	moved content.Moves
}

func knownIn(c *content.Collection) known {
	k := known{slugs: map[content.Type][]string{}, has: map[string]bool{}, files: map[string][]reference.Territory{}, moved: c.Moves()}
	for _, d := range c.Documents {
		if d.Remove || k.has[d.Key()] {
			continue
		}
		k.has[d.Key()] = true
		k.keys = append(k.keys, d.Key())
		k.slugs[d.Type] = append(k.slugs[d.Type], d.Slug)
	}
	for _, f := range c.Files {
		k.files[f.Path] = append(k.files[f.Path], f.Overlay)
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
	var list []mention
	for _, k := range d.Marked(mark) {
		list = append(list, mention{d.Source, k.Span, k.Text})
	}
	return list
}

func unknownSectors(s *survey, d *content.Document) []diag.Diagnostic {
	return s.known().lacking(content.Sectors, mentioned(d, content.SectorSlugs))
}

func unknownEditionSectors(s *survey) []diag.Diagnostic {
	var list []mention
	for _, e := range s.Editions {
		for i, slug := range e.Sectors {
			list = append(list, mention{e.Source, e.Value(fmt.Sprintf("secteurs[%d]", i)), slug})
		}
	}
	return s.known().lacking(content.Sectors, list)
}

// unknownThemes looks at a document's own themes, and at those that the answers
// of a questionnaire lead to.
func unknownThemes(s *survey, d *content.Document) []diag.Diagnostic {
	return s.known().lacking(content.Themes, mentioned(d, content.ThemeSlugs))
}

// lacking reports the sectors or themes that have no file.
func (k known) lacking(t content.Type, list []mention) []diag.Diagnostic {
	rule, what := diag.UnknownSector, "secteur inconnu"
	if t == content.Themes {
		rule, what = diag.UnknownTheme, "thème inconnu"
	}
	var problems []diag.Diagnostic
	for _, n := range list {
		if n.name == "" || k.has[string(t)+"/"+n.name] {
			continue
		}
		otherwise := fmt.Sprintf("créez %s/%s.md", t, cmp.Or(content.Slug(n.name), "nom"))
		if len(k.slugs[t]) > 0 {
			otherwise += ", ou choisissez parmi : " + strings.Join(k.slugs[t], ", ")
		}
		p := diag.New(rule, n.source, n.span, fmt.Sprintf("%s « %s »", what, n.name), "")
		problems = append(problems, k.renamed(p, string(t)+"/", n.name, k.slugs[t], otherwise))
	}
	return problems
}

// renamed completes the problem of a name that is not known with the one that its
// document has now, if it was moved, or else with the nearest. Folder is the part of
// the name that is not written.
func (k known) renamed(p diag.Diagnostic, folder, name string, known []string, otherwise string) diag.Diagnostic {
	if now, ok := k.moved.From(p.Source, folder+name); ok {
		if present, same := strings.CutPrefix(now.Key(), folder); same {
			p.Hint = fmt.Sprintf("écrivez « %s », son nom d'aujourd'hui", present)
			p.Fix = content.Rewrite(p, name, present)
			return p
		}
	}
	return content.Suggest(p, name, known, otherwise)
}

func unknownSizes(_ *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for i, slug := range d.Sizes {
		if _, ok := reference.SizeNamed(slug); !ok {
			p := diag.New(diag.UnknownSize, d.Source, d.Value(fmt.Sprintf("tailles[%d]", i)), fmt.Sprintf("taille inconnue « %s »", slug), "")
			problems = append(problems, content.Suggest(p, slug, reference.SizeSlugs(), "tailles possibles : "+strings.Join(reference.SizeSlugs(), ", ")))
		}
	}
	return problems
}

func unknownDocuments(s *survey, d *content.Document) []diag.Diagnostic {
	return s.known().missing(mentioned(d, content.DocumentKeys))
}

// unknownSiteDocuments looks at what recueil.yaml and the editions name.
func unknownSiteDocuments(s *survey) []diag.Diagnostic {
	var list []mention
	for _, e := range s.Editions {
		list = append(list, mention{e.Source, e.Value("contact"), e.Contact})
	}
	for i, entry := range s.Site.Navigation {
		list = append(list, mention{s.Site.Source, s.Site.Value(fmt.Sprintf("navigation[%d].page", i)), strings.Trim(entry.Page, "/")})
	}
	return s.known().missing(list)
}

func (k known) missing(list []mention) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, n := range list {
		if n.name != "" && !k.has[n.name] {
			p := diag.New(diag.UnknownDocument, n.source, n.span, fmt.Sprintf("document inconnu « %s »", n.name), "")
			problems = append(problems, k.renamed(p, "", n.name, k.keys, "écrivez le dossier et le nom du fichier sans « .md » : temoignages/mon-cas"))
		}
	}
	return problems
}

// unknownRules looks at the rules to ignore: they exist and are warnings.
func unknownRules(_ *survey, d *content.Document) []diag.Diagnostic {
	if len(d.Ignore) == 0 {
		return nil
	}
	var names []string
	for _, r := range diag.Rules() {
		if r.Severity == diag.Warning {
			names = append(names, r.Name)
		}
	}
	var problems []diag.Diagnostic
	for i, ignore := range d.Ignore {
		if !slices.Contains(names, ignore.Rule) && ignore.Rule != "" {
			p := diag.New(diag.UnknownRule, d.Source, d.Value(fmt.Sprintf("ignore[%d].regle", i)), fmt.Sprintf("« %s » n'est pas un avertissement que l'on peut ignorer", ignore.Rule), "")
			problems = append(problems, content.Suggest(p, ignore.Rule, names, "recopiez le nom entre crochets à la fin de l'avertissement"))
		}
	}
	return problems
}
