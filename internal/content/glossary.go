package content

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/lists"
	"recueil/internal/markdown"
)

const glossaryFile = "glossaire.yaml"

// Definition is an entry of glossaire.yaml.
type Definition struct {
	Term    string `key:"terme" required:"true"`
	Acronym string `key:"sigle"`
	Text    string `key:"definition" required:"true"`

	source *diag.Source
	spans  map[string]diag.Span // of its words, by the slug of each
}

// Anchor is where the definition stands on the page of the glossary: by its
// acronym if it has one, which is short.
func (d Definition) Anchor() string {
	if slug := Slug(d.Acronym); slug != "" {
		return slug
	}
	return Slug(d.Term)
}

// readGlossary reads a list of definitions.
func (r *reader) readGlossary() {
	node, d := r.yamlFile()
	if node == nil || node.Kind == yaml.MappingNode && len(node.Content) == 0 {
		return
	}
	if node.Kind != yaml.SequenceNode {
		r.report(diag.WrongType, d.span(node), "le glossaire attend une liste", "commencez chaque entrée par un tiret : « - terme: … »")
		return
	}
	if !d.atMost(node, maxEntries, "le glossaire") {
		r.problems = append(r.problems, d.problems...)
		return
	}
	for i, child := range node.Content {
		if entry := d.definition(child, fmt.Sprintf("[%d]", i)); entry.Anchor() != "" && entry.Text != "" {
			r.glossary = append(r.glossary, entry)
		}
	}
	r.problems = append(r.problems, d.problems...)
}

// definition decodes an entry at a path.
func (d *decoder) definition(node *yaml.Node, path string) Definition {
	entry := Definition{source: d.source, spans: map[string]diag.Span{}}
	if node.Kind != yaml.MappingNode {
		word := node.Value
		if word == "" {
			word = "…"
		}
		d.report(diag.WrongType, d.span(node), "cette entrée du glossaire n'a pas de définition", fmt.Sprintf("écrivez : - {terme: \"%s\", definition: \"…\"}", word))
		return entry
	}
	d.mapping(node, path, &entry)
	d.word(&entry, path+".terme", entry.Term)
	d.word(&entry, path+".sigle", entry.Acronym)
	return entry
}

// word notes where a word of an entry stands.
func (d *decoder) word(entry *Definition, path, word string) {
	if slug := Slug(word); slug != "" {
		entry.spans[slug] = d.spans.value(path)
	} else if word != "" {
		d.report(diag.WrongType, d.spans.value(path), fmt.Sprintf("« %s » n'est pas un mot", word), "écrivez un mot ou un sigle, avec des lettres")
	}
}

// loadGlossary reads the glossary of each root and joins them.
func loadGlossary(files []entry) ([]Definition, []diag.Diagnostic, error) {
	var list []Definition
	var problems []diag.Diagnostic
	for _, e := range files {
		text, fault, err := e.text()
		if err != nil {
			return nil, nil, err
		}
		if fault != nil {
			problems = append(problems, *fault)
			continue
		}
		r := e.parse(text, markdown.Terms{}, nil)
		list, problems = append(list, r.glossary...), append(problems, r.problems...)
	}
	glossary, more := glossaryOf(list)
	return glossary, append(problems, more...), nil
}

// glossaryOf joins the glossaries of several roots: a definition takes the place
// of those before it that explain the same words, and is reported when one of
// them is in the same file.
func glossaryOf(list []Definition) ([]Definition, []diag.Diagnostic) {
	var kept []Definition
	var problems []diag.Diagnostic
	for _, d := range list {
		for _, slug := range sortedKeys(d.spans) {
			same := func(other Definition) bool { _, ok := other.spans[slug]; return ok }
			if i := slices.IndexFunc(kept, same); i >= 0 && kept[i].source == d.source {
				problems = append(problems, twice(d, kept[i], slug))
			}
			kept = slices.DeleteFunc(kept, same)
		}
		kept = append(kept, d)
	}
	return kept, problems
}

func twice(d, first Definition, slug string) diag.Diagnostic {
	word := d.Term
	if Slug(word) != slug {
		word = d.Acronym
	}
	p := diag.New(diag.DefinedTwice, d.source, d.spans[slug], fmt.Sprintf("« %s » est déjà dans le glossaire", word), "gardez une seule des deux entrées ; si le mot a deux sens, dites-les dans la même définition")
	p.Related = []diag.Related{{Source: first.source, Span: first.spans[slug], Message: "expliqué ici"}}
	return p
}

// wordsOf returns the words of a glossary, to be found in texts.
func wordsOf(glossary []Definition) []markdown.Term {
	return lists.Of(glossary, func(d Definition) markdown.Term {
		return markdown.Term{ID: d.Anchor(), Name: d.Term, Acronym: d.Acronym, Text: d.Text}
	})
}
