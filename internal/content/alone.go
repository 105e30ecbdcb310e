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
	i, name := RootOf(roots, file)
	if i < 0 {
		return Alone{}, false
	}
	at, known := locate(name)
	read.Source = diag.NewSource(file, Readable(text))
	if known && at.isCopied() {
		return read, true
	}
	result := entry{root: roots[i], path: name}.parse(text, markdown.NewTerms(wordsOf(glossary)), nil)
	read.Problems = diag.Sort(result.problems)
	if known && at.isDocument() && len(result.documents) == 1 {
		read.Document = result.documents[0]
	}
	return read, true
}

// RootOf returns which root is the last that a file can be in, and its name there: -1 when
// there is none.
func RootOf(roots []Root, file string) (i int, name string) {
	for i, root := range slices.Backward(roots) {
		if root.Name == "." && !strings.HasPrefix(file, "../") {
			return i, file
		}
		if name, inside := strings.CutPrefix(file, root.Name+"/"); inside {
			return i, name
		}
	}
	return -1, ""
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
