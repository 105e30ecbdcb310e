// Package editor changes documents in the browser, on the machine they are on.
//
// # What is changed
//
// [Open] reads a file whose header can be edited key by key; [File.Set] and
// [File.SetBody] return it with another value for a key, or other Markdown. Only the
// bytes of what differs change: remarks, order, quotes, line ends, the byte-order mark,
// and what is in the header that no form knows, are as they were. The YAML library says
// what a header says and where each part begins; places.go finds where they end, and
// writer.go makes the edits, one at a time, each of which is read again: what could not
// be kept is a [Refusal] and never a surprise.
package editor
