package imports

import (
	"bytes"
	"encoding/csv"
	"testing"
)

// FuzzReadSheet holds that a source is refused, or read as rows that have the cells of its
// headings, on lines that it has.
func FuzzReadSheet(f *testing.F) {
	for _, name := range []string{"activateurs.csv", "temoignages.csv"} {
		f.Add(read(f, name))
	}
	f.Add([]byte("sep=;\r\"a;b\";c\r;;\r"))
	f.Add([]byte("\xff\xfea\x00;\x00b\x00\n\x00"))
	f.Add([]byte("\xe9;b\n=1+1;\"=\"\"01\"\"\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ReadSheet(data)
		if err != nil {
			return
		}
		for _, row := range s.Rows {
			if len(row.Cells) != len(s.Headings) || row.Line < 1 || row.Line > len(data)+1 {
				t.Errorf("%v for %q", row, s.Headings)
			}
		}
	})
}

// FuzzImportAgain holds that what an import wrote is, to the next one of the same source,
// what it wrote: whatever the cells say, nobody is taken for an editor.
func FuzzImportAgain(f *testing.F) {
	f.Add("Un titre : essai", "- une liste\n+ 30 %", "« guillemets » # et `code`")
	f.Add("# Titre", "<p>Du <b>HTML</b> &amp; plus</p><script>x</script>", "import:\n  origine: x")
	f.Add("01000", "---\ntitre: x\n---", "| a | b |\n|---|---|")
	f.Add("l'œuvre", "\u00a0 \t", "e\u0301 \U0001F600")
	f.Fuzz(func(t *testing.T, title, need, firm string) {
		var source bytes.Buffer
		w := csv.NewWriter(&source)
		w.Comma = ';'
		if err := w.WriteAll([][]string{{"titre", "date", "besoin", "entreprise"}, {title, "2026-01-02", need, firm}}); err != nil {
			t.Skip()
		}
		folder := newFolder()
		if _, err := ReadSheet(source.Bytes()); err != nil {
			return
		}
		_, first := folder.take(t, Testimonials, source.Bytes(), "essai", "2026-11-28")
		report, second := folder.take(t, Testimonials, source.Bytes(), "essai", "2026-11-29")
		if len(second.Files)+len(second.Kept)+len(second.Gone) > 0 || second.Same != len(first.Files) {
			t.Errorf("%d files, then %s\n%s", len(first.Files), report, folder.files("temoignages"))
		}
		if problems := folder.problems(t); problems != "" {
			t.Errorf("%s\n%s", problems, folder.files("temoignages"))
		}
	})
}
