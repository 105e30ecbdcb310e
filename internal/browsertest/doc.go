// Package browsertest reads the built site as its readers do: in Chromium.
//
// It holds tests only. They build two sites in memory, the golden one of
// internal/site and the repository's own content, serve them under a path and
// a strict Content-Security-Policy, and drive Chromium through chromedp:
//
//	pages_test.go    every kind of page: faults, sideways scrolling, no script
//	axe_test.go      axe-core on every kind of page, two widths, two schemes
//	search_test.go   the search: typing, facets, history, a missing index
//	serve_test.go    the live server of authors, in their browser
//	near_test.go     who is near: a postcode, by keyboard
//	cms_test.go      web editors that write in git: what they do to files (make editeurs)
//	scripts_test.go  the theme that is remembered, the aid that has ended
//	links_test.go    every link, anchor, picture, style and script resolves
//	html_test.go     html-validate, preset standard
//	browser_test.go  Chromium, tabs and what counts as a fault in one
//	sites_test.go    the sites and their server
//
// A fault is an error on the console, an exception, a violation of the policy
// or a request that leaves the site; each test fails on any that it did not
// announce.
//
// Without Chromium, or without what package.json pins (`npm ci` in this
// folder), the tests that need them are skipped with a line that says so. Two
// variables of the environment change that:
//
//	RECUEIL_NAVIGATEUR=exige   what is missing is a failure
//	RECUEIL_SITE=FOLDER        the links of that built site are checked too
package browsertest
