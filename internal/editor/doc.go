// Package editor changes documents in the browser, on the machine they are on.
//
// # What is changed
//
// [Open] reads a file whose header can be edited key by key; [File.Set] and
// [File.SetBody] return it with another value for a key, or other Markdown. Only the
// bytes of what differs change: remarks, order, quotes, line ends, the byte-order mark,
// and what is in the header that no form knows, are as they were; an item of a list that
// goes to another place takes its lines and the remarks above it along. The YAML library says
// what a header says and where each part begins; places.go finds where they end, and
// writer.go makes the edits, one at a time, each of which is read again: what could not
// be kept is a [Refusal] and never a surprise.
//
// # A document being edited
//
// An [Editor] answers the pages under its root. The form is made from the definition of
// the type's keys; the page's script sends, as a draft, the file as it was opened and
// what differs from it, and nothing is kept here between two questions but the previews
// that may be asked for. Each time something is typed, the draft is laid over the folder
// (content.WithUnsaved), the content is read as if it were saved, and the problems of that file
// are those that the check command would print, with their fixes; its page is made by
// the same [site.Desk] as the site. A header that [Open] refuses is shown as text.
//
// Saving compares the file with what was opened, byte by byte: one that changed since is
// left as it is, and both versions are shown. What is written is whole or not at all.
//
// # Who may change anything
//
//   - serve only lets questions in whose host is this machine's.
//   - A change is a POST of JSON from a page of the same origin, with a token that is
//     drawn at each start and only written in the editor's own pages, in no address.
//   - Paths are those of documents of the folders of content, opened through an
//     [os.Root]; links are refused, and so are files protected against writing.
//   - Questions are bounded; pages run the editor's own scripts only, and are never
//     framed. A preview runs none.
//
// No page that a build writes knows of any of this: serve adds the way here.
//
// # The field of the text
//
// page/texte.js is CodeMirror, bundled from texte/ by « make atelier » at the versions of
// its lockfile; TestBundle holds that it still is. Where it cannot be loaded, a plain
// field takes its place.
package editor
