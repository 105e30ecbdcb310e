package content

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

// Root is a tree of content, and the name that its files are printed under.
type Root struct {
	Name string
	FS   fs.FS
}

// Load reads the roots, in which a later root's file takes the place of an
// earlier one's at the same path, but that recueil.yaml is merged by key and
// glossaire.yaml by word. Jobs bounds the files parsed at once; 0 is one.
//
// The problems are all that is wrong in each file by itself, sorted; check finds
// what is wrong between them. The error is a
// failure to read them, or the context's. The collection is complete as far as
// the files could be read; with errors among the problems it is only fit for
// finding more of them.
func Load(ctx context.Context, roots []Root, jobs int) (*Collection, []diag.Diagnostic, error) {
	entries, glossaries, err := list(roots)
	if err != nil {
		return nil, nil, err
	}
	glossary, problems, err := loadGlossary(glossaries)
	if err != nil {
		return nil, nil, err
	}
	terms := termsOf(glossary)
	parsed := make([]result, len(entries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, jobs))
	for i, e := range entries {
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			parsed[i], err = e.parse(terms)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	coll, more := gather(roots, parsed)
	coll.Glossary = glossary
	return coll, diag.Sort(append(problems, more...)), nil
}

// entry is a file of a root.
type entry struct {
	root Root
	path string // from the root
}

func (e entry) name() string { return path.Join(e.root.Name, e.path) }

// list returns the files of the roots by path, the last root's where several
// have one, after recueil.yaml of every root in their order; and the glossary of
// every root, which is read before the texts that use its words.
func list(roots []Root) (files, glossaries []entry, err error) {
	byPath := map[string]entry{}
	var sites []entry
	for _, root := range roots {
		err := fs.WalkDir(root.FS, ".", func(name string, item fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case hidden(name):
				return skip(item)
			case item.IsDir():
			case name == siteFile:
				sites = append(sites, entry{root, name})
			case name == glossaryFile:
				glossaries = append(glossaries, entry{root, name})
			default:
				byPath[name] = entry{root, name}
			}
			return nil
		})
		if err != nil {
			return nil, nil, fmt.Errorf("read content folder %s: %w", root.Name, err)
		}
	}
	sorted := slices.SortedFunc(maps.Values(byPath), func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	return append(sites, sorted...), glossaries, nil
}

// hidden tells whether a file is an editor's or a system's and not content.
func hidden(name string) bool {
	base := path.Base(name)
	switch strings.ToLower(base) {
	case ".":
		return false
	case "thumbs.db", "desktop.ini":
		return true
	}
	return strings.ContainsAny(base[:1], ".#~") || strings.HasSuffix(base, "~")
}

func skip(item fs.DirEntry) error {
	if item.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// result is what one file gave.
type result struct {
	entry     entry
	terms     markdown.Terms // to be found in the text
	source    *diag.Source
	documents []*Document
	edition   *Edition
	file      *File
	synonyms  *Synonyms
	glossary  []Definition
	words     []string
	problems  []diag.Diagnostic
}

// parse reads a file for what its place in the tree says it is.
func (e entry) parse(terms markdown.Terms) (result, error) {
	tree, overlay, place := e.path, reference.Territory{}, (*diag.Diagnostic)(nil)
	out := result{entry: e, terms: terms}
	if rest, ok := strings.CutPrefix(e.path, "territoires/"); ok {
		tree, overlay, place = e.overlay(rest)
	}
	folder, base, nested := strings.Cut(tree, "/")
	if place == nil && nested && (folder == "images" || folder == "fichiers") {
		out.file = &File{Path: tree, Overlay: overlay, root: e.root, name: e.path}
		return out, nil
	}
	text, err := fs.ReadFile(e.root.FS, e.path)
	if err != nil {
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			path.Path = e.name() // as its author knows it
		}
		return out, fmt.Errorf("read content: %w", err)
	}
	out.source = diag.NewSource(e.name(), text)
	if place != nil {
		place.Source = out.source
		out.problems = append(out.problems, *place)
		return out, nil
	}
	out.decode(tree, folder, base, overlay)
	return out, nil
}

// overlay splits the path of a file of territoires/ into its territory and its
// path in that territory's tree.
func (e entry) overlay(rest string) (tree string, overlay reference.Territory, problem *diag.Diagnostic) {
	slug, tree, nested := strings.Cut(rest, "/")
	overlay, known := reference.ParseTerritory(slug)
	if !known || !nested {
		hint := french.DidYouMean(slug, reference.TerritoryWords(), "rangez-le dans territoires/<territoire>/, puis dans le dossier de son type")
		d := diag.New(diag.UnknownPlace, nil, diag.Span{}, fmt.Sprintf("« %s » n'est pas le dossier d'un territoire", slug), hint)
		return tree, overlay, &d
	}
	return tree, overlay, nil
}

// decode fills the result with what the file is, by its place in its tree.
func (r *result) decode(tree, folder, base string, overlay reference.Territory) {
	if !r.expected(tree, folder, base, overlay) {
		r.stray(tree, folder)
		return
	}
	if r.invalidText() {
		if strings.HasSuffix(tree, ".md") && slices.Contains(Types(), Type(folder)) {
			r.document(tree, Type(folder), base, overlay)
			r.problems = r.problems[:1] // the rest would only echo the encoding
		}
		return
	}
	switch {
	case isDocument(folder, base):
		r.document(tree, Type(folder), base, overlay)
	case tree == advisersFile:
		r.advisers(overlay)
	case overlay == (reference.Territory{}):
		r.decodeBase(tree, folder, base)
	}
}

const advisersFile = "activateurs/activateurs.csv"

func isDocument(folder, base string) bool {
	return slices.Contains(Types(), Type(folder)) && strings.HasSuffix(base, ".md") && !strings.Contains(base, "/")
}

// expected tells whether a file is at a place of its kind, before its bytes are
// looked at: a picture astray is no text in a wrong encoding.
func (r *result) expected(tree, folder, base string, overlay reference.Territory) bool {
	inBase := folder == "editions" && strings.HasSuffix(base, ".yaml") || slices.Contains(commonFiles, tree)
	return isDocument(folder, base) || tree == advisersFile || ignorable(tree) || inBase && overlay == (reference.Territory{})
}

// commonFiles are the files of the base tree's root.
var commonFiles = []string{siteFile, "synonymes.yaml", glossaryFile, "orthographe.txt"}

// decodeBase reads the files that only the base tree has; gather merges recueil.yaml.
func (r *result) decodeBase(tree, folder, base string) {
	switch {
	case folder == "editions":
		r.readEdition(base)
	case tree == "synonymes.yaml":
		r.readSynonyms()
	case tree == glossaryFile:
		r.readGlossary()
	case tree == "orthographe.txt":
		r.words = strings.Fields(string(r.source.Text))
	}
}

// ignorable tells whether a file of the tree's root is about the content rather
// than of it.
func ignorable(tree string) bool {
	name := strings.ToUpper(tree)
	return !strings.Contains(tree, "/") &&
		(strings.HasPrefix(name, "README") || strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "CONTRIBUTING"))
}

func (r *result) stray(tree, folder string) {
	var folders []string
	for _, t := range Types() {
		folders = append(folders, string(t))
	}
	folders = append(folders, "editions", "territoires", "images", "fichiers")
	hint := "rangez-le dans l'un de ces dossiers : " + strings.Join(folders, ", ")
	message := fmt.Sprintf("« %s » n'est pas à une place connue du recueil", tree)
	near, alike := french.Nearest(tree, commonFiles)
	switch ext := strings.ToLower(path.Ext(tree)); {
	case slices.Contains(commonFiles, tree):
		message, hint = fmt.Sprintf("« %s » vaut pour tout le recueil, pas pour un territoire", tree), "déplacez-le à côté du dossier territoires/"
	case alike:
		hint = fmt.Sprintf("renommez-le « %s »", near)
	case slices.Contains(folders, folder) && strings.Count(tree, "/") == 1:
		message, hint = fmt.Sprintf("« %s » n'est pas un fichier que le dossier « %s » attend", path.Base(tree), folder), homeOf(ext)
		if folder == "editions" {
			hint = "renommez-le avec la fin « .yaml »"
		}
	case homes[ext] != "":
		hint = homes[ext]
	case slices.Contains(folders, folder):
		hint = fmt.Sprintf("placez-le directement dans le dossier « %s »", folder)
	default:
		hint = french.DidYouMean(folder, folders, hint)
	}
	if !utf8.Valid(r.source.Text) { // no text to quote
		r.source = diag.NewSource(r.source.Path, nil)
	}
	r.report(diag.StrayFile, diag.Span{}, message, hint)
}

// homes say where files belong that are no documents, by their ends.
var homes = map[string]string{
	".jpg": "déposez l'image dans images/", ".jpeg": "déposez l'image dans images/", ".png": "déposez l'image dans images/",
	".gif": "déposez l'image dans images/", ".webp": "déposez l'image dans images/", ".svg": "déposez l'image dans images/, ou dans fichiers/ si c'est un logo",
	".pdf":  "déposez-le dans fichiers/",
	".docx": "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
	".doc":  "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
	".odt":  "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
}

// homeOf says where a file of the folder of a type belongs.
func homeOf(ext string) string {
	if home := homes[ext]; home != "" {
		return home
	}
	return "renommez-le avec la fin « .md », ou rangez-le dans fichiers/"
}

func (r *result) report(rule *diag.Rule, span diag.Span, message, hint string) {
	r.problems = append(r.problems, diag.New(rule, r.source, span, message, hint))
}

// invalidText reports the first byte that is not UTF-8.
func (r *result) invalidText() bool {
	text := r.source.Text
	if utf8.Valid(text) && !bytes.ContainsRune(text, 0) {
		return false
	}
	at := 0
	for at < len(text) && text[at] != 0 {
		c, size := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	r.report(diag.BadEncoding, diag.Span{Start: at, End: at + 1}, "le fichier n'est pas enregistré en UTF-8 : un caractère est illisible ici",
		"ouvrez-le dans votre éditeur et enregistrez-le avec l'encodage UTF-8")
	return true
}

// document reads a Markdown file.
func (r *result) document(tree string, t Type, base string, overlay reference.Territory) {
	slug := strings.TrimSuffix(base, ".md")
	doc := &Document{Type: t, Slug: slug, Source: r.source, Overlay: overlay, Path: tree}
	r.documents = []*Document{doc}
	start := 0
	if b, fault := splitFrontMatter(r.source); fault != nil {
		r.problems = append(r.problems, *fault)
		doc.Body, _ = markdown.Parse(r.source, len(r.source.Text), markdown.Terms{})
		return
	} else {
		start = b.body
		r.frontMatter(doc, b)
	}
	body, problems := markdown.Parse(r.source, start, r.terms.On(doc.Title))
	doc.Body = body
	r.problems = append(r.problems, problems...)
	if doc.Draft {
		r.soften()
	}
}

// frontMatter decodes the YAML of a document.
func (r *result) frontMatter(doc *Document, b block) {
	node, problems := parseYAML(r.source, b)
	r.problems = append(r.problems, problems...)
	if node == nil {
		return
	}
	line, _ := r.source.Position(b.start)
	d := newDecoder(r.source, line)
	doc.spans = d.spans
	d.document(node, doc)
	r.problems = append(r.problems, d.problems...)
}

// soften turns the mistakes of a draft into warnings.
func (r *result) soften() {
	for i := range r.problems {
		r.problems[i].Severity = diag.Warning
	}
}

// gather puts the results together, in the order of their paths.
func gather(roots []Root, parsed []result) (*Collection, []diag.Diagnostic) {
	coll := &Collection{Site: &Site{}, Synonyms: &Synonyms{}}
	var problems []diag.Diagnostic
	var sites []*diag.Source
	for _, r := range parsed {
		problems = append(problems, r.problems...)
		coll.Documents = append(coll.Documents, r.documents...)
		coll.Words = append(coll.Words, r.words...)
		if r.edition != nil {
			coll.Editions = append(coll.Editions, r.edition)
		}
		if r.file != nil {
			coll.Files = append(coll.Files, r.file)
		}
		if r.synonyms != nil {
			coll.Synonyms = r.synonyms
		}
		if r.entry.path == siteFile {
			sites = append(sites, r.source)
		}
	}
	return coll, append(problems, coll.readSite(roots, sites)...)
}
