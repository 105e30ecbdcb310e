package edition

import (
	"fmt"
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/reference"
)

// chain lists the territories whose overlays an edition applies, in order: those
// that contain its own, then its own.
func (v *View) chain() []reference.Territory {
	var chain []reference.Territory
	for _, t := range v.territory {
		chain = append(chain, t.Around()...)
	}
	return distinct(append(chain, v.territory...))
}

// layers applies the overlays of the edition to the base tree: base, then
// region, then the edition's own. A department's overlay never changes what its
// region's edition replaces or keeps; its additions join it.
//
// Drafts have no effect but where they are wanted; what is wrong with them is a warning.
func (v *View) layers(c *content.Collection, drafts bool) ([]*content.Document, []diag.Diagnostic) {
	stack := newStack(c.Documents)
	stack.drafts = drafts
	if len(v.territory) == 0 {
		return stack.documents(), nil
	}
	for _, t := range v.chain() {
		own := slices.Contains(v.territory, t)
		for _, d := range overlaysOf(c, t) {
			stack.lay(d, own)
		}
	}
	for _, t := range v.territory {
		for _, inside := range t.Inside() {
			for _, d := range overlaysOf(c, inside) {
				stack.add(d)
			}
		}
	}
	return stack.documents(), stack.problems
}

func overlaysOf(c *content.Collection, t reference.Territory) []*content.Document {
	return slices.DeleteFunc(slices.Clone(c.Documents), func(d *content.Document) bool { return d.Overlay != t })
}

// stack holds the topmost document of each key.
type stack struct {
	order    []string
	top      map[string]*content.Document
	own      map[string]*content.Document // laid by one of the edition's own territories
	drafts   bool                         // whether they count
	problems []diag.Diagnostic
}

func newStack(documents []*content.Document) *stack {
	s := &stack{top: map[string]*content.Document{}, own: map[string]*content.Document{}}
	for _, d := range documents {
		if d.Overlay == (reference.Territory{}) {
			s.set(d)
		}
	}
	return s
}

func (s *stack) set(d *content.Document) {
	if _, seen := s.top[d.Key()]; !seen {
		s.order = append(s.order, d.Key())
	}
	s.top[d.Key()] = d
}

// lay puts an overlay's document over what is there. Two of the edition's own
// territories may not lay the same key.
func (s *stack) lay(d *content.Document, own bool) {
	if d.Draft && !s.drafts {
		s.replaces(d)
		return
	}
	if first, taken := s.own[d.Key()]; taken && own {
		p := diag.New(diag.OverlayClash, d.Source, diag.Span{}, fmt.Sprintf("« %s » est déjà remplacé par un autre territoire de l'édition", d.Key()),
			"gardez un seul des deux fichiers, ou séparez les éditions")
		p.Related = []diag.Related{{Source: first.Source, Message: "remplacé ici"}}
		s.report(p, d.Draft || first.Draft)
		return
	}
	s.replaces(d)
	s.set(d)
	if own {
		s.own[d.Key()] = d
	}
}

// replaces reports what is wrong between an overlay's document and the one
// below it.
func (s *stack) replaces(d *content.Document) {
	below, ok := s.top[d.Key()]
	switch {
	case !ok && d.Remove:
		s.report(diag.New(diag.NothingToDrop, d.Source, d.Value("retire"), fmt.Sprintf("il n'y a pas de document « %s » à retirer", d.Key()),
			"supprimez ce fichier, ou corrigez son nom"), d.Draft)
	case ok && d.Replaces != nil && below.Updated > d.Replaces.Updated:
		p := diag.New(diag.NewerBase, d.Source, d.Value("remplace.maj"), fmt.Sprintf("le document remplacé a changé depuis : il date du %s", below.Updated.French()),
			fmt.Sprintf("relisez-le, reprenez ce qui a changé et écrivez « maj: %s »", below.Updated))
		p.Related = []diag.Related{{Source: below.Source, Span: below.Value("maj"), Message: "le document remplacé"}}
		s.report(p, d.Draft)
	}
}

// report adds what is wrong with an overlay, which in a draft is a warning.
func (s *stack) report(p diag.Diagnostic, draft bool) {
	if draft {
		p.Severity = diag.Warning
	}
	s.problems = append(s.problems, p)
}

// add joins a document that a department adds, if it is new.
func (s *stack) add(d *content.Document) {
	below, taken := s.top[d.Key()]
	if (!taken || below.Draft && !s.drafts) && !d.Remove && (s.drafts || !d.Draft) {
		s.set(d)
	}
}

// documents lists what is on top, removals left out.
func (s *stack) documents() []*content.Document {
	var list []*content.Document
	for _, key := range s.order {
		if d := s.top[key]; !d.Remove {
			list = append(list, d)
		}
	}
	return list
}
