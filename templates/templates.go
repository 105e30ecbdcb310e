// Package templates holds the page templates of the site, embedded so that the
// binary needs no file beside it. internal/render says what they receive.
package templates

import "embed"

// FS is the folder of the templates: base.html, parts/ and pages/ of the site,
// and autonomes/, documents that are each one file without any other.
//
//go:embed *.html parts pages autonomes
var FS embed.FS
