package content

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
)

const siteFile = "recueil.yaml"

// Synonyms is synonymes.yaml.
type Synonyms struct {
	Groups [][]string `key:"groupes"`     // words that mean the same
	OneWay []OneWay   `key:"sens_unique"` // words that also look for others
}

// OneWay is a word or phrase whose search also finds others.
type OneWay struct {
	From string   `key:"de" required:"true"`
	To   []string `key:"vers" required:"true"`
}

// whole is a file that is YAML from its first line to its last.
func whole(src *diag.Source) block {
	return block{start: linesOf(src.Text)[0].Start, end: len(src.Text), body: len(src.Text)}
}

// yamlFile parses a file that is all YAML; nil when it cannot be read.
func (r *reader) yamlFile() (*yaml.Node, *decoder) {
	node, problems := parseYAML(r.source, whole(r.source))
	r.problems = append(r.problems, problems...)
	return node, newDecoder(r.source, 1)
}

func (r *reader) readEdition() {
	slug := strings.TrimSuffix(r.base, ".yaml")
	r.edition = &Edition{Slug: slug, Source: r.source}
	node, d := r.yamlFile()
	if node == nil {
		return
	}
	r.edition.spans = d.spans
	d.mapping(node, "", r.edition)
	d.consents(r.edition.People())
	r.problems = append(r.problems, d.problems...)
}

func (r *reader) readSynonyms() {
	if node, d := r.yamlFile(); node != nil {
		r.synonyms = &Synonyms{}
		d.mapping(node, "", r.synonyms)
		r.problems = append(r.problems, d.problems...)
	}
}

// readSite merges recueil.yaml of every root, key by key, the last root's
// winning.
func (c *Collection) readSite(roots []Root, sources []*diag.Source) []diag.Diagnostic {
	if len(sources) == 0 {
		src := diag.NewSource(path.Join(roots[len(roots)-1].Name, siteFile), nil)
		return []diag.Diagnostic{diag.New(diag.MissingSite, src, diag.Span{}, "le fichier recueil.yaml manque",
			"créez-le avec au moins « titre: … » et « base_url: https://… »")}
	}
	var problems []diag.Diagnostic
	given := map[string]bool{}
	for _, src := range sources {
		if longLine(src) != nil || len(conflictsIn(src)) > 0 { // which is said already
			return problems
		}
		node, found := parseYAML(src, whole(src))
		problems = append(problems, found...)
		if node == nil {
			return problems
		}
		d := newDecoder(src, 1)
		d.partial = true
		d.mapping(node, "", c.Site)
		d.consents(c.Site.People())
		problems = append(problems, d.problems...)
		for key := range pairs(node) {
			given[key.Value] = true
		}
		c.Site.Source, c.Site.spans = src, d.spans
	}
	return append(problems, requiredKeys(c.Site, given)...)
}

// requiredKeys reports the keys that no root gives.
func requiredKeys(site *Site, given map[string]bool) []diag.Diagnostic {
	d := newDecoder(site.Source, 1)
	for _, f := range fieldsOf(site) {
		if f.required && !given[f.name] {
			d.missing(&yaml.Node{}, "", f.name)
		}
	}
	return d.problems
}
