// Package imports makes content of what others keep: open data, the spreadsheets and
// the forms of federations.
//
// A source is read as rows of cells (sheet.go, workbook.go, json.go), whatever program
// wrote it. One file for each kind of content says what a row becomes (advisers.go,
// aids.go, testimonials.go). [merge] compares it with what an import wrote before.
//
// What is made carries where it comes from: « import: {origine, id, empreinte, date} ».
// The fingerprint is that of the rest of the file as it was written, so that the next
// import tells a file that nobody touched, which it updates, from one that an editor
// changed, which it keeps, and says what the source has now. A document that left the
// source stays, and is said. The same source twice changes nothing.
//
// No row is dropped in silence, and nobody is named: a name without a recorded consent is
// not written, and a row whose text says it is left for somebody to look at.
//
// Nothing is written here: a [Plan] says what would be.
package imports
