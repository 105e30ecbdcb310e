package search

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
)

// wordLists reads one list of texts a line; « a b » is one text.
func wordLists(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lists [][]string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if list := texts(lines.Text()); len(list) > 0 {
			lists = append(lists, list)
		}
	}
	return lists
}

func texts(line string) []string {
	if strings.HasPrefix(line, "#") {
		return nil
	}
	var list []string
	for i, part := range strings.FieldsFunc(line, func(r rune) bool { return r == '«' || r == '»' }) {
		if i%2 == 1 {
			list = append(list, strings.TrimSpace(part))
			continue
		}
		list = append(list, strings.Fields(part)...)
	}
	return list
}

func terms(text string) string {
	var list []string
	for _, token := range Analyze(text) {
		list = append(list, token.Term)
	}
	return strings.Join(list, " ")
}

func TestWordsThatMeet(t *testing.T) {
	groups := wordLists(t, "testdata/groups.txt")
	whole := 0
	for _, group := range groups {
		first := terms(group[0])
		if slices.ContainsFunc(group, func(w string) bool { return terms(w) != first }) {
			var got []string
			for _, w := range group {
				got = append(got, w+"="+terms(w))
			}
			t.Logf("apart: %s", strings.Join(got, ", "))
			continue
		}
		whole++
	}
	if share := float64(whole) / float64(len(groups)); len(groups) < 150 || share < 0.92 {
		t.Errorf("%d of %d groups are whole (%.3f)", whole, len(groups), share)
	}
}

func TestWordsThatStayApart(t *testing.T) {
	pairs := wordLists(t, "testdata/apart.txt")
	apart := 0
	for _, pair := range pairs {
		if terms(pair[0]) == terms(pair[1]) {
			t.Logf("met: %v as %q", pair, terms(pair[0]))
			continue
		}
		apart++
	}
	if share := float64(apart) / float64(len(pairs)); len(pairs) < 60 || share < 0.98 {
		t.Errorf("%d of %d pairs are apart (%.3f)", apart, len(pairs), share)
	}
}
