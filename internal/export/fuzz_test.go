package export

import (
	"context"
	"encoding/json"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// FuzzFiles checks that whatever an author writes in a title, a summary or a
// text is found again in the dataset and the table, and leaves the feed and the
// dataset well formed.
func FuzzFiles(f *testing.F) {
	for _, seed := range [][3]string{
		{"Un titre", "Un résumé", "Un texte."},
		{"<b> & ]]>", "\"; ' |", "```\n<x>\n```"},
		{"=1+1", "@a;b", "| a |\n|---|\n| b |"},
		{"\u202e\u2028\u0007", "\ufeff\u0085", "\x00"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, title, summary, text string) {
		v := written(t, title, summary, text)
		if v == nil {
			return
		}
		files := export(t, v)
		d := v.Documents()[0]
		got := decode(t, files[dataName]).Documents[0]
		if got.Title != d.Title || got.Summary != d.Summary || got.Text != d.Body.Text() {
			t.Errorf("dataset: got %+v", got)
		}
		if err := validator(t, files["recueil.schema.json"]).Validate(parse(t, files[dataName])); err != nil {
			t.Error(err)
		}
		if _, rows := rowsOf(t, files[tableName]); len(rows) != 1 || unguard(rows[0]["titre"]) != d.Title {
			t.Errorf("table: got %q, want %q", rows, d.Title)
		}
		if feed := readFeed(t, feedName, files[feedName]); len(feed.Entries) != 1 {
			t.Errorf("feed: got %+v", feed)
		}
	})
}

// written makes a recueil of one document; nil when the content refuses it.
func written(t *testing.T, title, summary, text string) *edition.View {
	head, err := json.Marshal(map[string]string{"titre": title, "resume": summary, "date": "2026-01-01"}) // JSON is YAML too
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{
		"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://essai.example.org\n")},
		"fiches/a.md":  {Data: []byte("---\n" + string(head) + "\n---\n" + text)},
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(problems) {
		return nil
	}
	v, _ := edition.Select(edition.At(coll, today).National())
	return v
}
