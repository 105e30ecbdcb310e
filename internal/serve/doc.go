// Package serve shows the site to its author while it is being written: it
// serves to this machine's browsers a site whose files are made as they are asked
// for, watches the folders the site is made from, and takes another when they
// change.
//
// # The path of a change
//
//	file ──► fsnotify ──► gather ──► build ──► board ──► event stream ──► page
//	                                             └──► settle
//
// An event of the file system is only a hint that something changed: neither
// its name nor its kind is trusted, since editors save in many ways (in place,
// or a new file renamed over the old one), folders are renamed with watched
// folders in them, and the system drops events when there are too many. Events
// are gathered until 20 ms pass without any, 200 ms at most; then every folder
// is watched anew, and only then everything is read again. In that order, a
// file written at any moment is either read by the build or gives an event that
// calls for the next one. Files that editors and systems leave (.x.swp, x~, #x#)
// give none.
//
// # What browsers see
//
// The board holds one state: the last site that could be built, its version
// (made from the files that it is made from, so that one written again as it was
// reloads nothing), and what is wrong now, if anything. A site is shown as soon as
// its pages can be; then it settles: what a reader of one page need not wait for is
// done, until the next change. One that turns out not to be good gives its place
// back to the last that was. A handler reads the board once for each
// request, so a page is never half of one site and half of another.
//
// Each HTML page is sent with a small script, which nothing but this package
// adds. It holds open a stream of server-sent events at [Events], whose messages,
// named "etat", are JSON:
//
//	{"version": "…", "texte": [{"t": "content/a.md:4:15", "s": "gras"}, …]}
//
// The current state comes first, then each new one. A page whose version differs
// loads itself again; one that has texte shows it, over the last good site, until
// it is mended. While there has been no good site, every address answers with a
// page that says why.
//
// # Who may look
//
// The listener is the caller's and should be on the loopback. Requests whose
// Host is not this machine's are refused: otherwise a page of any site could have
// its name point here, and read drafts (DNS rebinding).
package serve
