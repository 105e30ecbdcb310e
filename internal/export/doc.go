// Package export makes the files of an edition that are for machines: open
// data, feeds and what search engines ask for. [Files] lists them all from an
// [edition.View], so they hold what the edition's pages hold and nothing else.
//
//	recueil.json           all documents, with the words they use (dataset.go, document.go)
//	donnees/               the parts of a large edition's recueil.json (parts.go)
//	recueil.schema.json    what recueil.json may hold, key by key (schema.go)
//	recueil.csv            the same documents as a table (table.go)
//	flux.xml               Atom feeds of the site, of each sector's guide and
//	                       of each region's list (feed.go)
//	proches.json           of people to meet: what a postcode is in, and beside it
//	                       those of each region, for the script near.ts (near.go)
//	agenda.ics             calendars of the edition's events and of those of each
//	                       territory, and one for each event (calendar.go)
//	sitemap.xml, robots.txt                                    (sitemap.go)
//
// # One definition of the data
//
// The structs [Dataset] and [Document] are the format. Their tags give the keys,
// in French as in front matter, and say what each means; the schema and the
// columns of the table are made from them, so the three cannot disagree. A type's
// own keys stand in a group named after it ("aide", "temoignage"), since several
// types use the same word for different things: "url" is an aid's official page,
// but the address of the document itself at the top.
//
// A new optional key leaves [Version] as it is, so readers ignore those they do
// not know. Removing or changing one raises it.
//
// # In one file, or in parts
//
// Of more than a thousand documents, recueil.json holds all but the documents: under
// "parties" it names the files that have them, each of one type ("donnees/aides-0.json")
// and as a rule less than a megabyte. One file would be a tenth of the site, which every
// change of a document makes other, for hosts and for who fetches the data again. Whoever
// reads takes "documents" of recueil.json, then those of each part.
//
// # What editions have in common
//
// Most of what an edition made together with the national one has is of no territory, and
// that one's too. Its recueil.json names these documents under "communs", by their "id", with
// the address of the national recueil.json, which has them: with their addresses there, and
// all that they refer to, held by the edition or not. Its table has only the rows that are
// its own. Whoever reads takes its "documents" and parts, then those so named. An edition made alone, or with an address
// of its own, has all its documents itself.
//
// # What is left out
//
// Consents, editors' notes to recueil itself (ignore, import, remplace) and
// pictures, whose published names change with their content. A reference to a
// sector, theme or document that the edition does not hold is dropped, so that
// every reference in the file leads to something in the file.
//
// # The table
//
// It is for spreadsheets, as they are set up in France: UTF-8 with a byte-order
// mark, without which Excel reads accents wrong; semicolons, Excel's own separator
// there; one line a document. A column is named by its path in recueil.json
// ("aide.montant"), so types share no column by accident. New columns may come
// between old ones: read them by name. Lists are joined with "|", and a "|" inside
// a value becomes "/". Sizes are in words, because Excel takes "1-9" for a date. The
// text of documents, questionnaires and transcriptions are in recueil.json only:
// a cell holds 32,767 characters.
//
// A cell that starts with = + - @ would be run as a formula, so it gets an
// apostrophe before it; a program that reads the table takes away one apostrophe
// from a cell in which only apostrophes stand before such a sign.
//
// # Feeds
//
// A feed has the 50 documents of the site, sector or region that changed last,
// by "maj" or else "date". Documents without either, plain pages and closed aids
// are left out, and in an edition made together with the national one what it has in common:
// who follows both reads it once. A feed without entries is still published, because guides
// link to it. An entry keeps its id when its document moves: the address made of
// [content.Document.ID].
//
// # For a search engine
//
// [OpenSearch] is apart from [Files], since no site publishes it: the documents of
// recueil.json as a bulk request, and the index that takes them, for a portal that
// gathers several recueils in a cluster. The mapping is made from the same structs.
package export
