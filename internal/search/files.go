package search

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// The names of files in the generation's folder.
func shardName(i int) string       { return fmt.Sprintf("t%d.bin", i) }
func formsName(i int) string       { return fmt.Sprintf("f%d.bin", i) }
func facetName(f facet) string     { return f.name + ".bin" }
func fragmentName(n, p int) string { return fmt.Sprintf("d%d/%d-%d.bin", n>>8, n, p) }

// formsSize is about how many bytes of forms a file has before compression.
const formsSize = 4000

// lexicons writes the forms again, in files that start and end where the first
// two letters change, so that one file completes any prefix. They serve short
// prefixes, which shards would answer with many files, and corrections.
func (e *exporter) lexicons(context.Context) error {
	l := e.index.lexicon
	var b body
	count, last := 0, ""
	flush := func() error {
		var file body
		file.number(count)
		file.bytes = append(file.bytes, b.bytes...)
		b, count, last = body{}, 0, ""
		return e.write(formsName(len(e.formKeys)-1), file.bytes)
	}
	for i, form := range l.forms {
		if start := firstTwo(form); count == 0 || len(b.bytes) > formsSize && start != firstTwo(last) {
			if count > 0 {
				if err := flush(); err != nil {
					return err
				}
			}
			e.formKeys = append(e.formKeys, start)
		}
		b.key(last, form, l.classes[i])
		last = form
		count++
	}
	if count == 0 {
		return nil
	}
	return flush()
}

// firstTwo returns the first two characters of a form.
func firstTwo(form string) string {
	_, size := utf8.DecodeRuneInString(form)
	_, more := utf8.DecodeRuneInString(form[size:])
	return form[:size+more]
}

// facets writes a file for each facet: its values, in the order of the
// vocabulary, then the documents that list nothing, then those of each value.
func (e *exporter) facets(context.Context) error {
	for _, f := range e.index.facets {
		docs := map[string][]int{}
		for n, r := range e.index.records {
			for _, code := range slices.Compact(slices.Sorted(slices.Values(f.listed(r)))) {
				docs[code] = append(docs[code], n)
			}
		}
		values := f.values
		var b body
		b.number(len(values))
		for _, v := range values {
			b.text(v.Slug)
			b.text(strings.TrimSuffix(v.code(), v.Slug)) // empty when they are one
			b.text(v.Label)
			b.number(1 + slices.IndexFunc(values, func(p Value) bool { return v.Parent != "" && p.code() == v.Parent }))
		}
		e.documents(&b, docs[everyValue])
		for _, v := range values {
			e.documents(&b, docs[v.code()])
		}
		if err := e.write(facetName(f), b.bytes); err != nil {
			return err
		}
	}
	return nil
}

// documents adds a list of numbers: its length, then the gaps.
func (e *exporter) documents(b *body, list []int) {
	b.number(len(list))
	var bits bitWriter
	bits.numberList(list, len(e.index.records))
	b.bytes = append(b.bytes, bits.bytes...)
}

// fragments writes what a result shows: for each document, the card with the
// summary, then with each passage of the body. They are made in parallel, a batch at a
// time, and emitted in order.
func (e *exporter) fragments(ctx context.Context) error {
	const batch = 512
	for start := 0; start < len(e.index.records) && ctx.Err() == nil; start += batch {
		end := min(start+batch, len(e.index.records))
		sealed := make([][][]byte, end-start)
		workers := runtime.GOMAXPROCS(0)
		var group errgroup.Group
		for worker := range workers {
			group.Go(func() error {
				var p packer
				for n := start + worker; n < end; n += workers {
					for _, text := range e.index.cards(n) {
						sealed[n-start] = append(sealed[n-start], p.seal(e.generation, []byte(text)))
					}
				}
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		for i, files := range sealed {
			for p, data := range files {
				if err := e.emit(e.path(fragmentName(start+i, p)), data); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

// cards returns the text of each fragment of a document: seven lines, the last
// being the summary or a passage.
func (x *Index) cards(n int) []string {
	r, s := x.records[n], x.surveys[n]
	head := []string{r.URL, x.labels("type", []string{r.Type}), r.Title, x.labels("secteur", r.Sectors), r.Place, x.labels("taille", r.Sizes)}
	for i, line := range head {
		head[i] = oneLine(line)
	}
	card := strings.Join(head, "\n") + "\n"
	list := []string{card + oneLine(r.Summary)}
	for i, cut := range s.cuts {
		end := len(r.Body)
		if i+1 < len(s.cuts) {
			end = s.cuts[i+1]
		}
		list = append(list, card+oneLine(r.Body[cut:end]))
	}
	return list
}

// labels names values for readers: one document of a type, three sectors at
// most.
func (x *Index) labels(facetNamed string, codes []string) string {
	at := slices.IndexFunc(x.facets, func(f facet) bool { return f.name == facetNamed })
	var list []string
	for _, v := range x.facets[at].values {
		if slices.Contains(codes, v.code()) && len(list) < 3 {
			list = append(list, v.one())
		}
	}
	return strings.Join(list, ", ")
}

// oneLine puts a text on one line. A block that no punctuation ends, such as a
// heading or an item of a list, is parted from the next by a middle dot, and
// spaces that hold words together stay.
func oneLine(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' })
		if len(words) == 0 {
			continue
		}
		if b.Len() > 0 {
			if last, _ := utf8.DecodeLastRuneInString(b.String()); !strings.ContainsRune(".!?…:;,", last) {
				b.WriteString(" ·")
			}
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(words, " "))
	}
	return b.String()
}
