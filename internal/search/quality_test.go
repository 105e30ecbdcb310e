package search

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// knownItem is a question whose asker has one document in mind.
type knownItem struct {
	class, question, url string
}

// classes of known-item questions, made from a document.
var classes = []struct {
	name string
	make func(a *asker, r Record) string
}{
	{"exact title", func(_ *asker, r Record) string { return r.Title }},
	{"no accents", func(_ *asker, r Record) string { return withoutAccents(r.Title) }},
	{"inflected", func(a *asker, r Record) string { return inflected(r.Title) }},
	{"one typo", func(a *asker, r Record) string { return a.oneTypo(r.Title) }},
	{"question", func(a *asker, r Record) string {
		return pick(a.random, []string{"comment faire pour ", "où trouver ", "qu’est-ce que ", "je voudrais "}) + strings.ToLower(r.Title) + " ?"
	}},
	{"elision", func(a *asker, r Record) string { return a.elided(r) }},
	{"prefix", func(a *asker, r Record) string { return a.unfinished(r.Title) }},
	{"body words", func(a *asker, r Record) string { return a.rareWords(r.Body, 3) }},
}

// knownItems makes n questions of each class, as far as documents allow.
func knownItems(x *Index, n int) []knownItem {
	a := &asker{x, rand.New(rand.NewPCG(3, 14))}
	var list []knownItem
	for _, class := range classes {
		made := 0
		for tries := 0; made < n && tries < 20*n; tries++ {
			r := a.record()
			if q := class.make(a, r); q != "" && !r.Closed && !r.Stub && r.Public == "" {
				list = append(list, knownItem{class.name, q, r.URL})
				made++
			}
		}
	}
	return list
}

func withoutAccents(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFD.String(strings.NewReplacer("œ", "oe", "Œ", "Oe", "æ", "ae").Replace(text)))
}

// inflected adds or drops the plural of each word of four letters or more.
func inflected(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		switch last, _ := utf8.DecodeLastRuneInString(w); {
		case utf8.RuneCountInString(w) < 4 || len(Analyze(w)) == 0 || !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzé", last) || last == 'x' || last == 'z':
		case last == 's':
			words[i] = strings.TrimSuffix(w, "s")
		default:
			words[i] = w + "s"
		}
	}
	return strings.Join(words, " ")
}

// oneTypo makes one mistake in the longest word of a title.
func (a *asker) oneTypo(title string) string {
	longest := slices.MaxFunc(Analyze(title+" xx"), func(t, u Token) int { return len(t.Form) - len(u.Form) })
	if len(longest.Form) < 5 {
		return ""
	}
	letters := []rune(title[longest.Start:longest.End])
	at := 1 + a.random.IntN(len(letters)-2)
	switch a.random.IntN(3) {
	case 0:
		letters = slices.Delete(letters, at, at+1)
	case 1:
		letters[at], letters[at+1] = letters[at+1], letters[at]
	default:
		letters = slices.Insert(letters, at, letters[at])
	}
	return title[:longest.Start] + string(letters) + title[longest.End:]
}

// elided finds two words that a text has only after l’ or d’, and gives them
// bare.
func (a *asker) elided(r Record) string {
	var found []string
	for _, t := range Analyze(r.Body) {
		before := r.Body[:t.Start]
		form := strings.ToLower(r.Body[t.Start:t.End])
		if (strings.HasSuffix(before, "’") || strings.HasSuffix(before, "'")) && !slices.Contains(found, form) {
			found = append(found, form)
		}
	}
	slices.SortStableFunc(found, func(v, w string) int { return a.count(v) - a.count(w) })
	if len(found) < 3 {
		return ""
	}
	return strings.Join(found[:3], " ")
}

// count is the logarithm of the number of documents that have a word.
func (a *asker) count(word string) int {
	tokens := Analyze(word)
	if len(tokens) == 0 {
		return 99
	}
	if docs := a.x.forms.all[tokens[0].Form]; len(docs) > 0 {
		return min(15, bits.Len(uint(len(docs))))
	}
	return 99
}

// unfinished gives a title up to the fourth letter of its last word.
func (a *asker) unfinished(title string) string {
	tokens := Analyze(title)
	if len(tokens) < 2 {
		return ""
	}
	last := tokens[len(tokens)-1]
	letters := []rune(title[last.Start:last.End])
	return title[:last.Start] + string(letters[:min(4, len(letters))])
}

// rareWords gives n of the less common words of a text.
func (a *asker) rareWords(text string, n int) string {
	tokens := Analyze(text)
	if len(tokens) < 4*n {
		return ""
	}
	var drawn []string
	for range 3 * n {
		t := tokens[a.random.IntN(len(tokens))]
		drawn = append(drawn, text[t.Start:t.End])
	}
	slices.SortStableFunc(drawn, func(v, w string) int { return a.count(v) - a.count(w) })
	return strings.Join(drawn[:n], " ")
}

// quality is the mean reciprocal rank within ten, and the share of questions
// whose document is among the ten first.
type quality struct {
	n            int
	mrr, success float64
}

func (q *quality) add(rank int) {
	q.n++
	if rank < 10 {
		q.mrr += 1 / float64(rank+1)
		q.success++
	}
}

func qualityOf(t testing.TB, x *Index, items []knownItem) map[string]*quality {
	found := map[string]*quality{}
	for _, item := range items {
		answer, err := x.Search(t.Context(), Query{Text: item.question})
		if err != nil {
			t.Fatal(err)
		}
		if found[item.class] == nil {
			found[item.class] = &quality{}
		}
		rank := slices.IndexFunc(answer.Results, func(r Result) bool { return r.URL == item.url })
		if rank < 0 {
			rank = 10
		}
		found[item.class].add(rank)
	}
	return found
}

// TestKnownItems keeps the quality that the table of measures shows.
func TestKnownItems(t *testing.T) {
	t.Parallel()
	x := indexForParity(t)
	found := qualityOf(t, x, knownItems(x, 60))
	for _, c := range classes {
		q := found[c.name]
		mrr := q.mrr / float64(q.n)
		t.Logf("%-12s n=%d MRR %.3f success %.3f", c.name, q.n, mrr, q.success/float64(q.n))
		if mrr < 0.95 {
			t.Errorf("%s: MRR@10 is %.3f", c.name, mrr)
		}
	}
}
