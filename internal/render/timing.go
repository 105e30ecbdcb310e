package render

import (
	"slices"
	"time"

	"recueil/internal/content"
	"recueil/internal/french"
)

// Timing says when something takes place, or until when it holds, and whether that is over.
// The moment of its end lets the script timing.ts compare with the reader's own clock, so
// that a site not rebuilt does not lie.
type Timing struct {
	Text  string `fr:"« Jeudi 4 mars 2027, de 14 h 30 à 16 h 30 », « Jusqu'au 31 mars 2027 »"`
	Start string `fr:"début, pour l'élément time ; vide de ce qui n'a que sa fin"`
	Until string `fr:"moment de la fin, en temps universel, que lit le script"`
	Over  bool   `fr:"c'est passé, le jour où le site a été fait"`
	Ended string `fr:"ce qu'il faut dire quand c'est passé"`
}

// timing returns when what a document announces takes place or ends, nil of one that has
// no end, and of aids, which have a notice of their own.
func (s *site) timing(d *content.Document) *Timing {
	until := d.Until()
	if until.IsZero() || d.Aid != nil {
		return nil
	}
	t := &Timing{Until: until.UTC().Format(time.RFC3339), Over: s.view.Closed(d)}
	if begins := d.Begins(); begins != "" {
		t.Text, t.Start = capital(eventTime(d)), string(begins)
		t.Ended = "Cet événement est passé."
	} else {
		t.Text, t.Ended = "Jusqu’au "+d.LastDay().French(), "Cet échange n’est plus proposé."
	}
	t.Text = french.Typography(t.Text)
	return t
}

// watch adds to a page the script that compares with the reader's own clock what its cards
// say of aids, and of what takes place or ends: once, however many lists ask for it, and
// one for both. A page that follows the reader's situation has it already.
func (p place) watch(f *Frame, lists ...[]Card) {
	if slices.Contains(f.Modules, p.asset("js/situation.ts")) {
		return
	}
	cards := slices.Concat(lists...)
	aids, both := p.asset("js/aid.ts"), p.asset("js/timing.ts")
	add := func(module string) {
		if module != "" && !slices.Contains(f.Modules, module) {
			f.Modules = append(f.Modules, module)
		}
	}
	switch {
	case slices.ContainsFunc(cards, func(c Card) bool { return c.Timing != nil }):
		f.Modules = slices.DeleteFunc(f.Modules, func(m string) bool { return m == aids })
		add(both)
	case !slices.Contains(f.Modules, both) && slices.ContainsFunc(cards, func(c Card) bool { return c.Aid != nil }):
		add(aids)
	}
}
