// Package internal is the house of recueil. This page is its plan.
//
// # What it does
//
// A build reads Markdown and YAML once, finds all that is wrong with it,
// selects the documents of one edition, and writes a static site with a search
// index that the reader's browser queries by itself.
//
//	content.Load ──► Collection ──► edition.Select ──► View ──► render, search, export ──► publish.Sink
//	     │               │                │              │
//	     └── problems ───┴── check ───────┴──── check ───┘
//
// # Rooms
//
// Imports go down only; layers_test.go compares this table with the code.
//
//	cmd/recueil   flags, exit codes, printing; one file per subcommand
//	serve         watch, rebuild, live reload                       ┐ the only long-lived
//	lsp           speaks to editors of text: problems, fixes, keys  ┘ goroutines
//	editor        changes documents in the browser: only the bytes of what was changed
//	authoring     mends what has one right answer; schemas, new documents, a new recueil
//	imports       makes content of open data and of the spreadsheets of federations
//	site          the pipeline: Build
//	publish       sinks, atomic exchange, lock
//	check         the list of the rules that look at several files   ┐
//	render        html/template sets                                 │
//	search        Bleve index, its export, the queries               │ these do not
//	images        sizes, EXIF, cache                                 │ know each other
//	export        JSON, CSV, feeds, sitemap                          │
//	assets        style sheets and scripts, bundled by esbuild       ┘
//	spelling      hunspell dictionaries of French
//	probe         asks other sites whether their pages are there
//	edition       editions, Select, View, addresses, lists, guides, neighbours, what is missing or to review
//	content       site file, front matter, Document, Collection
//	markdown      goldmark set up once: links, headings, plain text, HTML
//	reference     kinds of territory, NAF, staff sizes; standard library only
//	french        typography, slugs, folding, counts, edit distance: French text, for every room
//	lists         a list made of another, item by item
//	diag          Source, Span, Diagnostic, rules, printers; standard library only
//
// Each input folder has one package that reads it: content/ is read by content,
// templates/ by render, assets/ by assets.
//
// # One home for an idea
//
// What a type of document is, content/types.go says; its page has a file of render, and
// types_test.go lists the few others that name it. What French text is, french says:
// two spellings are one word, or two, in every room alike. A diagnostic carries no guess
// of a word: which known word somebody meant is a question of spelling, so french owns it,
// and diag keeps to the standard library.
//
// What a template receives, the structs of render say, each field by its tag "fr"; the
// manual of whoever restyles a site is printed from them (« recueil gabarits »), and its
// tests hold that no template, part, function or style is left out.
//
// # Promises, and what keeps them
//
//   - A document of another territory cannot be published: render, search and
//     export accept an edition.View, which only edition.Select makes, and never
//     hold a Collection.
//   - Nobody is named after their consent has ended: only editions at a date
//     (edition.At) give Select something to select.
//   - Problems are the author's, are collected and never stop at the first;
//     failures are Go errors and stop the work. A panic is a bug.
//   - A problem carries its fix, computed where it is found: corrige knows no rule,
//     and nothing recognises a mistake by the words of its message.
//   - Documents are immutable once loaded; what an edition hides of a person it
//     hides on a copy.
//   - The same input gives the same bytes: no clock below cmd, no map order, no
//     locale. The date of an edition is an option.
//   - A failed build leaves the last good site and nothing else: files go to a
//     sink, and a folder takes its target's place in one exchange.
//   - Nothing in a page needs JavaScript to be read, and no page asks another
//     site for anything.
package internal
