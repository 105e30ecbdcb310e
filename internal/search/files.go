package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// formsSize is about how many bytes of forms a file has before compression.
const formsSize = 4000

// lexicons writes the forms again, in files that start and end where the first
// two letters change, so that one file completes any prefix. They serve short
// prefixes, which shards would answer with many files, and corrections.
func (e *exporter) lexicons(context.Context) error {
	l := e.index.lexicon
	var keys []string
	var firsts, sizes []int // of the forms that share their first two letters
	for i, form := range l.forms {
		if start := firstTwo(form); len(keys) == 0 || start != keys[len(keys)-1] {
			keys, firsts, sizes = append(keys, start), append(firsts, i), append(sizes, 0)
		}
		sizes[len(sizes)-1] += 1 + len(form)/2 // front coding saves about a half
	}
	firsts = append(firsts, len(l.forms))
	starts := append(cut(keys, sizes, e.index.grain*formsSize), len(keys))
	for i, start := range starts[:len(starts)-1] {
		var b body
		from, to, last := firsts[start], firsts[starts[i+1]], ""
		b.number(to - from)
		for f := from; f < to; f++ {
			b.key(last, l.forms[f], l.classes[f])
			last = l.forms[f]
		}
		if err := e.forms.write(keys[start], b.bytes); err != nil {
			return err
		}
	}
	return nil
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
		e.list(&b, docs[everyValue])
		for _, v := range values {
			e.list(&b, docs[v.code()])
		}
		if err := e.values.write(f.name, b.bytes); err != nil {
			return err
		}
	}
	return nil
}

// list adds the slots of documents: how many, then the gaps.
func (e *exporter) list(b *body, numbers []int) {
	slots := make([]int, len(numbers))
	for i, n := range numbers {
		slots[i] = e.index.slots[n]
	}
	b.number(len(slots))
	var bits bitWriter
	bits.numberList(slots, e.index.total())
	b.bytes = append(b.bytes, bits.bytes...)
}

// cards returns what a result shows of a document, with the summary, then with
// each passage of the body: eight lines, the first being the slot and which of these
// cards it is, the last that text.
func (x *Index) cards(n int) []string {
	r, s := x.records[n].whole(), x.surveys[n]
	head := x.cardHead(n)
	for i, line := range head {
		head[i] = oneLine(line)
	}
	texts := []string{r.Summary}
	for i, cut := range s.cuts {
		end := len(r.Body)
		if i+1 < len(s.cuts) {
			end = s.cuts[i+1]
		}
		texts = append(texts, r.Body[cut:end])
	}
	var list []string
	for i, text := range texts {
		place := fmt.Sprintf("%d %d", x.slots[n], i)
		list = append(list, strings.Join(slices.Concat([]string{place}, head, []string{oneLine(text)}), "\n"))
	}
	return list
}

// cardHead is the lines of a card between the first and the last.
func (x *Index) cardHead(n int) []string {
	r := x.records[n]
	return []string{cmp.Or(r.Page, r.URL), x.labels("type", []string{r.Type}), r.Title, x.labels("secteur", r.Sectors), r.Place, x.labels("taille", r.Sizes)}
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
