// Package lsp speaks the Language Server Protocol 3.17 on a pair of pipes, so that any
// editor of text says of a content, as it is being typed, what the check command says.
//
// # Who does what
//
//	pipe ──► jsonrpc2 ──► session ◄──► checker
//	                        │             (reads the content, runs the rules)
//	                        └──► diagnostics, answers
//
// One goroutine, the session's, holds all that changes: the texts that are open and what
// was last found. The checker has two others, that get texts and give back a collection,
// which nothing changes, and its problems: one reads the content and checks a file or two,
// the other checks everything. So no answer waits for a check, and what is being typed does
// not wait for the rest.
//
// # When what is looked for
//
//   - At each change, the file is read by itself. What other rules said of it when it was
//     last checked follows the text (carry.go), but for the passages that changed.
//   - When nothing was typed for a moment, the whole content is read, the texts that are
//     open laid over its files, of which only those that changed are parsed, and the files
//     that changed are checked by every rule but those that compare all texts.
//   - When a file is saved, or files change on the disk, everything is checked, as the
//     check command does; what is wrong in files that are not open is said too.
//
// # Places
//
// The protocol counts lines that end by \n, \r\n or \r, and columns in UTF-16 units, or in
// bytes where the editor agrees to it. Rooms count bytes of a text whose accents were
// composed. text.go goes from one to the other and back; nothing else counts columns.
//
// # What it never does
//
// It writes no file: mending is offered as edits, that the editor makes. Nothing but the
// protocol is written to the pipe. The message protocol itself is a kept library's
// (sourcegraph/jsonrpc2); of the structs of LSP, those of the libraries bring a logger or
// a hundred files, so the few that are needed here are in protocol.go.
package lsp
