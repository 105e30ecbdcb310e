package markdown

import (
	"slices"
	"strings"

	"recueil/internal/french"
)

// explain makes a link of the first use of each term in the run, which is prose:
// titles, headers of tables and the words that a list of definitions defines
// have none. No link stands in another, nor in a tag such as abbr.
func (c *composer) explain() {
	uses := c.terms.find(plainRun(c.run))
	if len(uses) == 0 {
		return
	}
	stretches := stretchesOf(c.run)
	uses = slices.DeleteFunc(uses, func(u use) bool { return !c.links(u, stretches) })
	c.run = linkUses(c.run, uses)
	for _, u := range uses {
		c.body.terms = append(c.body.terms, u.form.term.ID)
	}
}

// links reports whether a use becomes a link, and notes the terms that need none
// from there on: those that are linked, and those that the author explains.
func (c *composer) links(u use, stretches []stretch) bool {
	i := slices.IndexFunc(stretches, func(s stretch) bool { return s.from <= u.from && u.to <= s.to })
	id := u.form.term.ID
	if i < 0 || c.explained[id] {
		return false
	}
	explained := u.explained || stretches[i].tag == "abbr"
	linked := !explained && stretches[i].tag == ""
	if explained || linked {
		c.explained[id] = true
	}
	return linked
}

// define notes the terms of the run as explained there.
func (c *composer) define() {
	for _, u := range c.terms.find(plainRun(c.run)) {
		c.explained[u.form.term.ID] = true
	}
}

// stretch is a range of the plain text of a run without markup inside, and the
// holder that it stands in, if any.
type stretch struct {
	from, to int
	tag      string
}

// holders are the tags inside which no link is made.
var holders = []string{"a", "abbr", "kbd", "sup", "sub", "del", "span", "i"}

func stretchesOf(run []item) []stretch {
	var list []stretch
	var open []string
	at, from := 0, 0
	for _, it := range append(slices.Clip(run), item{class: thing}) {
		if it.class == words {
			at += len(it.text)
			continue
		}
		if at > from {
			list = append(list, stretch{from, at, strings.Join(open[:min(1, len(open))], "")})
		}
		if name, closing := it.holder(); closing {
			open = open[:max(0, len(open)-1)]
		} else if name != "" {
			open = append(open, name)
		}
		at += len(it.plain())
		from = at
	}
	return list
}

// holder returns the holder that an item opens or closes, if any.
func (it item) holder() (name string, closing bool) {
	if it.class != markup || strings.Contains(it.html, "</") && it.html[1] != '/' { // the box of a task is whole
		return "", false
	}
	if it.piece != nil {
		return "a", it.piece.kind == linkEnd
	}
	name, closing = strings.CutPrefix(strings.TrimPrefix(it.html, "<"), "/")
	name = name[:max(0, strings.IndexAny(name, " >"))]
	if !slices.Contains(holders, name) {
		return "", false
	}
	return name, closing
}

// linkUses puts the marks of links around uses that lie in texts of the run.
func linkUses(run []item, uses []use) []item {
	marks := marksOf(uses)
	var out []item
	at := 0
	for _, it := range run {
		if it.class != words {
			out, at = append(out, it), at+len(it.plain())
			continue
		}
		rest := it.text
		for len(marks) > 0 && (marks[0].at < at+len(rest) || marks[0].ends && marks[0].at == at+len(rest)) {
			cut := marks[0].at - at
			out = append(out, item{class: words, text: rest[:cut]}, item{class: markup, piece: &marks[0].piece})
			at, rest, marks = marks[0].at, rest[cut:], marks[1:]
		}
		out, at = append(out, item{class: words, text: rest}), at+len(rest)
	}
	return out
}

// linkMark is one end of a link to come.
type linkMark struct {
	at    int
	ends  bool
	piece piece
}

func marksOf(uses []use) []linkMark {
	var list []linkMark
	for _, u := range uses {
		list = append(list,
			linkMark{at: u.from, piece: piece{kind: termStart, dest: u.form.term.ID, html: u.form.attributes()}},
			linkMark{at: u.to, ends: true, piece: piece{kind: linkEnd}})
	}
	return list
}

// attributes say of an acronym what it stands for, and of a name what it is:
// what a reader wants to know first. The glossary says the rest.
func (f form) attributes() string {
	class, title := "terme", f.term.Text
	if f.acronym {
		class, title = "terme sigle", f.term.Name
	}
	return ` class="` + class + `" title="` + attribute(french.Typography(title)) + `"`
}
