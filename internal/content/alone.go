package content

import (
	"slices"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/markdown"
)

// Alone is one file read by itself: what a load would find in it without the others.
type Alone struct {
	Source   *diag.Source // as all rooms read it: see [Readable]
	Document *Document    // of a Markdown file at a document's place, or nil
	Problems []diag.Diagnostic
}

// ReadAlone reads a text as that of the file of a path, as it is printed, in the last root
// that it can be in; it is not ok when there is none. The words of the glossary are those
// that documents are read with. Settings of the site are checked with those of all roots,
// so only a load finds what is wrong in recueil.yaml.
func ReadAlone(roots []Root, file string, text []byte, glossary []Definition) (read Alone, ok bool) {
	root, name, ok := rootOf(roots, file)
	if !ok {
		return Alone{}, false
	}
	at, known := locate(name)
	read.Source = diag.NewSource(file, Readable(text))
	if known && at.isCopied() {
		return read, true
	}
	result := entry{root: root, path: name}.parse(text, markdown.NewTerms(wordsOf(glossary)), nil)
	read.Problems = diag.Sort(result.problems)
	if known && at.isDocument() && len(result.documents) == 1 {
		read.Document = result.documents[0]
	}
	return read, true
}

// rootOf returns the last root that a file can be in, and its name there.
func rootOf(roots []Root, file string) (root Root, name string, ok bool) {
	for _, root := range slices.Backward(roots) {
		if name, inside := root.holds(file); inside {
			return root, name, true
		}
	}
	return Root{}, "", false
}

// holds returns the name in the root of a file that is printed so, if it can be there.
func (r Root) holds(file string) (name string, inside bool) {
	if r.Name == "." {
		return file, !strings.HasPrefix(file, "../")
	}
	return strings.CutPrefix(file, r.Name+"/")
}

// DefinitionAt returns the definition of the keys of a file, by its path from the root of
// a content; it is not ok when the file has none.
func DefinitionAt(name string) (def FileDefinition, ok bool) {
	at, known := locate(name)
	if !known {
		return FileDefinition{}, false
	}
	for _, def := range Definitions() {
		switch {
		case at.isDocument() && def.Name == at.folder,
			at.inBase() && at.isEdition() && def.Name == "editions",
			at.inBase() && at.tree == siteFile && def.Name == siteFile:
			return def, true
		}
	}
	return FileDefinition{}, false
}
