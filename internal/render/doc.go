// Package render makes the pages of an edition.
//
// [Parse] reads the templates once: base.html, the parts of parts/ and one file
// of pages/ for each kind of page (see kinds). Base and parts are parsed once and
// cloned, so each kind is a set of its own and an error in any of them shows at
// start. A template that is wrong, when it is read or when it runs, is a
// diagnostic on the template's own file and line, in French (french.go), with what
// the engine said as its cause.
//
// [Templates.Pages] lists the pages of one [edition.View] — home, documents,
// guides, lists with their pages, indexes, search, 404 and redirects — each with
// a function that renders it. What the functions share and make once does not depend
// on who asks first, so they may run in any order and in parallel, and always give
// the same bytes.
//
// How the pieces fit:
//
//	site       what all pages of one edition share: addresses, cards, pictures
//	place      one page's point of view: makes relative links, and only to
//	           pages that exist
//	Frame      what base.html needs: head, header, breadcrumb, footer
//	XxxPage    the struct of one kind of page: a Frame and its own content
//
// Templates receive finished values: texts with their typography set and
// addresses made relative. They choose markup and decide nothing else, so the
// only functions they have are those of functions, and two that make once what many
// pages show: "cartes" writes cards from stencils (stencil.go), "partie" the header
// and the footer (around.go). Both run templates of parts/ alone, whatever a page
// redefines. //
// The glossary is a page of its own, /glossaire/, made from what the view holds of
// glossaire.yaml; the texts lead to it (see markdown.Terms). A recueil without
// words has neither the page nor a link to it.
//
// A link to a page that the view does not hold is never made: [Link] then has
// no Href, and the part "lien" writes its text alone. All links are relative,
// so that the site works under any path; 404.html is the exception, since a
// host serves it for any address: its links start with the path of the base URL.
//
// # A reader's situation
//
// The form « Ma situation » of the home page says nothing to a server: the script
// situation.ts keeps the choices in the browser. Cards carry the sectors, territories
// and sizes of their documents, and a guide or list says with data-situation which of
// these it leaves open; the script then hides what does not fit, and offers all of it.
//
// # Documents that stand alone
//
// [ParseStandalone] reads the templates of two documents that are not pages of the
// site: an edition's coverage, for its animators, and a booklet to print. Each is
// one file with its style and pictures inside, opened from a disk, where no content
// security policy applies and nothing can be asked for. In a booklet, the texts of
// many documents share one page: within gives their identifiers prefixes.
package render
