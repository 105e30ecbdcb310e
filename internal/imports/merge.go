package imports

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

// Options say where the documents of an import go, and what is noted of it.
type Options struct {
	Roots   []content.Root    // of the content: the last is written
	Origin  string            // of the source: an import looks at what has its own
	Date    content.Date      // of the import
	Columns map[string]string // by the slugs of headings, the columns that they are; "": not read
}

// Plan is what an import would do.
type Plan struct {
	Files []File // to be written, in the order of the source
	Kept  []Kept // that an editor changed, in the order of the source
	Gone  []string
	Same  int    // documents that stay as they are
	Notes []Note // rows that are left, and what of others is not taken, by line
}

// File is a file to be written; its path is that of the printed root.
type File struct {
	Path string
	Text []byte
	New  bool
	Rows []string // of a table: what is new in it, and what is updated
}

// Kept is a document that an editor changed since it was imported.
type Kept struct {
	Path string
	Diff string // from what is there to what the source has now; "" if that did not change
}

// merger compares what rows become with what is there.
type merger struct {
	Options
	kind    content.Type
	entries []*entry
	present map[string]*content.Document // of this origin, by [sameID]
	taken   map[string]bool              // paths
	plan    Plan
}

// merge compares entries with the documents of their kind that an import of this origin
// wrote, and with the others.
func merge(ctx context.Context, opt Options, kind content.Type, entries []*entry, notes []Note) (*Plan, error) {
	m := &merger{Options: opt, kind: kind, entries: entries, present: map[string]*content.Document{}, taken: map[string]bool{}}
	m.plan.Notes = notes
	coll, _, err := content.Load(ctx, opt.Roots, 1)
	if err != nil {
		return nil, err
	}
	m.find(coll)
	m.once()
	if err := m.all(ctx); err != nil {
		return nil, err
	}
	slices.SortStableFunc(m.plan.Notes, func(a, b Note) int { return cmp.Compare(a.Line, b.Line) })
	return &m.plan, nil
}

func (m *merger) root() content.Root { return m.Roots[len(m.Roots)-1] }

func (m *merger) note(line int, format string, args ...any) {
	m.plan.Notes = append(m.plan.Notes, Note{line, fmt.Sprintf(format, args...)})
}

// find finds what the folder has: what this origin gave, and the paths of the rest. An
// alias of a document is a path that it had.
func (m *merger) find(coll *content.Collection) {
	for _, d := range coll.Documents {
		if d.Type != m.kind || d.Overlay.Kind != nil {
			continue
		}
		m.taken[d.Path] = true
		for _, alias := range d.Aliases {
			m.taken[strings.Trim(alias, "/")+".md"] = true
		}
		if d.Import != nil && d.Import.Origin == m.Origin {
			m.present[sameID(d.Import.ID)] = d
		}
	}
}

// once leaves the rows that say again what another said, by their ids.
func (m *merger) once() {
	first := map[string]int{}
	m.entries = slices.DeleteFunc(m.entries, func(e *entry) bool {
		line, twice := first[sameID(e.id)]
		if twice && e.id != "" {
			m.note(e.line, "ligne laissée : la ligne %d a déjà l'identifiant « %s »", line, e.id)
			return true
		}
		first[sameID(e.id)] = e.line
		return false
	})
}

// candidate is the file that an entry would be.
type candidate struct {
	*entry
	path string // in the tree
	text []byte
	old  *content.Document
}

// all decides of each entry, and says which documents of this origin are in no row. A row
// that is left is not gone.
func (m *merger) all(ctx context.Context) error {
	seen := map[string]bool{}
	var list []candidate
	for _, e := range m.entries {
		id := sameID(e.id)
		seen[id] = true
		c := candidate{entry: e, old: m.present[id]}
		if e.left != "" {
			m.leave(c, e.left)
			continue
		}
		if !m.place(&c) {
			continue
		}
		text, err := e.write(m.Origin, m.Date)
		if err != nil {
			return err
		}
		c.text = text
		list = append(list, c)
	}
	refused, err := m.refusals(ctx, list)
	if err != nil {
		return err
	}
	if err := m.sameColumns(); err != nil {
		return err
	}
	for _, c := range list {
		if reason := refused[c.path]; reason != "" {
			m.leave(c, reason)
		} else if err := m.decide(c); err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(m.present) {
		if !seen[id] {
			m.plan.Gone = append(m.plan.Gone, m.printed(m.present[id].Path))
		}
	}
	slices.Sort(m.plan.Gone)
	return nil
}

// leave says why an entry is left, and that its document stays as it is, if there is one.
func (m *merger) leave(c candidate, reason string) {
	if c.old != nil {
		reason += " ; son document reste tel quel : " + c.old.Source.Path
	}
	m.note(c.line, "ligne laissée : %s", reason)
}

func (m *merger) printed(tree string) string { return path.Join(m.root().Name, tree) }

// place gives an entry its path: that of its document, or one made of its title. A title
// that the recueil already has is most likely the same thing, written by hand.
func (m *merger) place(c *candidate) bool {
	if c.old != nil {
		c.path = c.old.Path
		return true
	}
	slug := shortSlug(c.title, 0)
	c.path = path.Join(string(m.kind), slug+".md")
	if m.byHand(c.path) {
		m.note(c.line, "ligne laissée : %s existe déjà et ne vient pas de cette source ; si c'est autre chose, changez le titre de l'un des deux", m.printed(c.path))
		return false
	}
	if m.taken[c.path] {
		c.path = path.Join(string(m.kind), shortSlug(c.title, len(content.Slug(c.id))+1)+"-"+content.Slug(c.id)+".md")
	}
	if slug == "" || m.taken[c.path] {
		m.note(c.line, "ligne laissée : son titre « %s » ne donne pas d'adresse ; écrivez-en un autre", c.title)
		return false
	}
	m.taken[c.path] = true
	return true
}

// byHand reports whether a path is that of a document which another hand wrote.
func (m *merger) byHand(tree string) bool {
	for _, d := range m.present {
		if d.Path == tree {
			return false
		}
	}
	for _, e := range m.plan.Files {
		if e.Path == m.printed(tree) {
			return false
		}
	}
	_, err := fs.Stat(m.root().FS, tree)
	return err == nil
}

// mostSlug is how long a slug may be.
const mostSlug = 120

// shortSlug makes a slug of whole words, that leaves room for more.
func shortSlug(title string, room int) string {
	slug := content.Slug(title)
	if len(slug) <= mostSlug-room {
		return slug
	}
	slug = slug[:mostSlug-room+1]
	return slug[:max(strings.LastIndexByte(slug, '-'), 1)]
}

// refusals returns why candidates cannot be published, by their paths: the errors that
// check finds in them, among the rest of the content.
func (m *merger) refusals(ctx context.Context, list []candidate) (map[string]string, error) {
	const name = "import"
	files := fstest.MapFS{}
	for _, c := range list {
		files[c.path] = &fstest.MapFile{Data: c.text}
	}
	coll, problems, err := content.Load(ctx, append(slices.Clone(m.Roots), content.Root{Name: name, FS: files}), 1)
	if err != nil {
		return nil, err
	}
	refused := map[string]string{}
	for _, p := range diag.Sort(append(problems, check.Collection(coll)...)) {
		tree, ours := strings.CutPrefix(p.Source.Path, name+"/")
		if ours && p.Severity == diag.Error && refused[tree] == "" {
			refused[tree] = p.Message
			if p.Hint != "" {
				refused[tree] += " ; " + p.Hint
			}
		}
	}
	return refused, nil
}

// decide says what becomes of a candidate: new, as it was, updated, or kept.
func (m *merger) decide(c candidate) error {
	name := m.printed(c.path)
	if c.old == nil {
		m.plan.Files = append(m.plan.Files, File{Path: name, Text: c.text, New: true})
		return nil
	}
	there, err := fs.ReadFile(m.root().FS, c.path)
	if errors.Is(err, fs.ErrNotExist) {
		m.note(c.line, "ligne laissée : son document, %s, est dans un autre dossier de contenu", c.old.Source.Path)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	was, is, now := c.old.Import.Fingerprint, fingerprint(there), fingerprint(c.text)
	switch {
	case is == now:
		m.plan.Same++
	case is == was:
		if heading := forgotten(c, there); heading != "" {
			return unreadable("la colonne « %[2]s » avait donné une partie de %[1]s, et n'est pas lue cette fois : relancez avec --colonnes \"%[2]s=…\", comme la première fois, ou --colonnes \"%[2]s=\" pour ôter ce qu'elle avait donné", name, heading)
		}
		m.plan.Files = append(m.plan.Files, File{Path: name, Text: c.text})
	case now == was:
		m.plan.Kept = append(m.plan.Kept, Kept{Path: name})
	default:
		m.plan.Kept = append(m.plan.Kept, Kept{name, difference(name, there, c.text)})
	}
	return nil
}

// sameColumns refuses a table none of whose rows this origin gave before, while it has
// columns that are not read: the one that identified them is most likely among those.
func (m *merger) sameColumns() error {
	unread := map[string]bool{}
	for _, e := range m.entries {
		if m.present[sameID(e.id)] != nil {
			return nil
		}
		for heading := range e.unread {
			unread[heading] = true
		}
	}
	if len(m.present) == 0 || len(unread) == 0 {
		return nil
	}
	return unreadable("aucune ligne n'est celle d'un document que « %s » a donné : dites avec --colonnes ce que sont « %s », comme la première fois, ou donnez à ce tableau sa propre --origine", m.Origin, strings.Join(sortedKeys(unread), " », « "))
}

// forgotten returns the heading of a column that is not read, and whose words would leave
// a document: an earlier import was told to read it. It is "" if there is none.
func forgotten(c candidate, there []byte) string {
	has := func(text []byte, words string) bool {
		return strings.Contains("-"+french.Slug(string(text))+"-", "-"+words+"-")
	}
	there = importBlock.ReplaceAll(there, nil)
	for _, heading := range sortedKeys(c.unread) {
		words := french.Slug(plainOf(c.unread[heading]))
		if words != "" && has(there, words) && !has(c.text, words) {
			return heading
		}
	}
	return ""
}

// difference shows what the source has, beside what is there, but for the provenance.
func difference(name string, there, source []byte) string {
	text := diff.Diff(name, importBlock.ReplaceAll(content.Readable(there), nil), name+" (source)", importBlock.ReplaceAll(source, nil))
	_, text, _ = bytes.Cut(text, []byte("\n"))
	return string(text)
}

// oneFile is a tree of one file.
func oneFile(name string, text []byte) fs.FS {
	return fstest.MapFS{name: &fstest.MapFile{Data: text}}
}
