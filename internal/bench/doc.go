// Package bench holds no code, only measures of the whole command, which
// "make bench" and "make bench-hugo" run.
//
// They write content of so many generated documents (corpus_test.go: a fixed
// seed, words drawn by Zipf's law, 300 to 900 words each), build it with the
// command as a user would, and print the time of each stage, the processor's
// time and the peak memory of the whole process. Beside it, Hugo makes a site of
// the same documents (hugo_test.go): the same front matter, lists by the same
// terms, feeds and a sitemap, but no related pages and no search.
package bench
