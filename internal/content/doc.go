// Package content reads the files that editors write, and holds what they say.
//
// # The model
//
// [Load] reads one or more [Root] trees into a [Collection]: [Document] values,
// each of a [Type] that is its folder's name, with the [Site], the [Edition] values,
// the glossary, the synonyms and the files to copy. A document has the [Front] that
// all share (document.go) and the [Own] part of its type, which types.go tells whole: other
// rooms do not switch on types but ask what a value is ([Document.Marked], [Document.Links],
// [Document.People]). The texts that have rules of their own, such as [Date] or [SIRET], are types too (values.go). All of it is
// immutable, and none of it knows how it was written but for the places of its keys
// and values, which [Document.Value] gives to who finds a mistake later.
//
// The model holds every territory. What may be published of it is edition.Select's
// to say; nothing here chooses.
//
// # The reader
//
// A file goes through four steps, each in a file of its own:
//
//	location.go     where the file is, which says what it is; or that it is out of place
//	reader.go       its text, and what one file gives: a result, which load.go gathers
//	frontmatter.go  the fences, then the YAML, mended first (mend.go, quotes.go)
//	decode.go       the structs, filled by their tags; typed.go checks what tags
//	                cannot say
//
// Nothing stops at the first mistake. A line with one of the usual mistakes is
// mended before YAML reads it, so that the rest of the file is still checked; the
// mistake is reported with the edit that was made, as its fix. What several roots say
// is joined in load.go, and by key in files.go and glossary.go. What no file shows by
// itself, such as a name that no document has, is left to package check.
//
// # Promises
//
//   - A span lies within its file, and its bytes are what the author wrote there.
//   - A document that cannot be read is in the collection all the same, so that what
//     names it is not wrong too. With errors, a collection is only fit for checking.
//   - An empty value is that of a key that is not there, whatever its type, and
//     [Document.Has] says so. So is a false, but for the keys that have a third answer,
//     which are pointers.
//   - Scalars stay text: 01000 keeps its zero and NON is a name.
//
// # To change it
//
// A key is a field with a tag, in the struct of its type: see [Front]; what it is to other
// rooms is a [Mark]. A type is a part of types.go, and what internal/types_test.go lists.
// A kind of text
// is a type of values.go and a function of scalars.go, which says why it refuses, and
// what was meant if that is known. A group that may be written as one word, or that
// reads itself, has a method of decode.go's small interfaces. A mistake of a line is a
// function of mend.go's list, whose fix is all that corrige and the editors' programs
// need. A name that is looked up gets its hint and its fix from [Suggest].
package content
