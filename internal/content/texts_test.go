package content

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"testing/fstest"
)

func textsOf(t *testing.T, files fstest.MapFS, kept string) (*Texts, map[string]string) {
	t.Helper()
	texts := new(Texts)
	if kept != "" {
		var err error
		if texts, err = ReadTexts(kept); err != nil {
			t.Fatal(err)
		}
	}
	memory := Memory{Texts: texts}
	coll, _, err := memory.Load(context.Background(), []Root{{FS: files}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, d := range coll.Documents {
		shown[d.Key()] = string(d.Body.Append(nil))
	}
	return texts, shown
}

// What a run keeps serves the next one for the texts that are the same, under the same
// glossary, and for no other.
func TestTextsAreKept(t *testing.T) {
	sheet := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitre: Un\nresume: Deux.\n---\n" + text)}
	}
	files := fstest.MapFS{
		"recueil.yaml":    {Data: []byte("titre: Essai\nbase_url: https://essai.example.org\n")},
		"glossaire.yaml":  {Data: []byte("- {terme: devis, definition: Un prix promis.}\n")},
		"fiches/a.md":     sheet("Le devis, [puis](b.md).\n"),
		"fiches/b.md":     sheet("Autre texte.\n"),
		"fiches/faute.md": sheet("![](x.png)\n"),
	}
	first, shown := textsOf(t, files, "")
	var kept bytes.Buffer
	if err := first.Write(&kept); err != nil || !first.Outdated() {
		t.Fatal(err, first.Outdated())
	}
	if n := len(first.read); n != 2 {
		t.Errorf("%d texts are kept, want the 2 without a problem", n)
	}

	again, shownAgain := textsOf(t, files, kept.String())
	if again.fresh > 0 || again.Outdated() || shownAgain["fiches/a"] != shown["fiches/a"] {
		t.Errorf("the same files are parsed again (%d), or shown otherwise", again.fresh)
	}

	files["fiches/b.md"] = sheet("Un texte de plus.\n")
	edited, shownNow := textsOf(t, files, kept.String())
	if _, fresh := textsOf(t, files, ""); !edited.Outdated() || shownNow["fiches/b"] != fresh["fiches/b"] || shownNow["fiches/a"] != fresh["fiches/a"] {
		t.Error("an edited text is not the one shown")
	}

	files["glossaire.yaml"] = &fstest.MapFile{Data: []byte("- {terme: puis, definition: Ensuite.}\n")}
	_, other := textsOf(t, files, kept.String())
	if _, fresh := textsOf(t, files, ""); other["fiches/a"] != fresh["fiches/a"] || other["fiches/a"] == shown["fiches/a"] {
		t.Error("texts show the words of the former glossary")
	}
}

// A run that parsed few texts leaves those that were kept: writing all would cost the next
// run more than it saves.
func TestFewTextsAreNotWrittenFor(t *testing.T) {
	files := fstest.MapFS{}
	edit := func(from, to int, text string) {
		for i := from; i < to; i++ {
			files[fmt.Sprintf("fiches/f%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitre: Un\nresume: Deux.\n---\n%s %d.\n", text, i)}
		}
	}
	edit(0, 300, "Texte")
	first, _ := textsOf(t, files, "")
	var kept bytes.Buffer
	if err := first.Write(&kept); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		edited int
		want   bool
	}{{0, false}, {3, false}, {4, true}} { // each leaves as many that are of no use any more
		edit(0, c.edited, "Autre texte")
		if now, _ := textsOf(t, files, kept.String()); now.Outdated() != c.want {
			t.Errorf("%d of 300 texts edited: got %v", c.edited, !c.want)
		}
	}
}

func TestCutTextsAreRefused(t *testing.T) {
	texts, _ := textsOf(t, fstest.MapFS{"fiches/a.md": {Data: []byte("---\ntitre: Un\nresume: Deux.\n---\nTexte.\n")}}, "")
	var kept bytes.Buffer
	if err := texts.Write(&kept); err != nil {
		t.Fatal(err)
	}
	for cut := range kept.Len() - 1 {
		if _, err := ReadTexts(kept.String()[:cut]); err == nil && cut != len(texts.words) {
			t.Errorf("%d of %d bytes are taken for the whole", cut, kept.Len())
		}
	}
}
