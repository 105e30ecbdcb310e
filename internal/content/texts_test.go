package content

import (
	"bytes"
	"context"
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
	if err := first.Write(&kept); err != nil || !first.Changed() {
		t.Fatal(err, first.Changed())
	}
	if n := len(first.read); n != 2 {
		t.Errorf("%d texts are kept, want the 2 without a problem", n)
	}

	again, shownAgain := textsOf(t, files, kept.String())
	if again.fresh || again.Changed() || shownAgain["fiches/a"] != shown["fiches/a"] {
		t.Errorf("the same files are parsed again (%v), or shown otherwise", again.fresh)
	}

	files["fiches/b.md"] = sheet("Un texte de plus.\n")
	edited, shownNow := textsOf(t, files, kept.String())
	if _, fresh := textsOf(t, files, ""); !edited.Changed() || shownNow["fiches/b"] != fresh["fiches/b"] || shownNow["fiches/a"] != fresh["fiches/a"] {
		t.Error("an edited text is not the one shown")
	}

	files["glossaire.yaml"] = &fstest.MapFile{Data: []byte("- {terme: puis, definition: Ensuite.}\n")}
	_, other := textsOf(t, files, kept.String())
	if _, fresh := textsOf(t, files, ""); other["fiches/a"] != fresh["fiches/a"] || other["fiches/a"] == shown["fiches/a"] {
		t.Error("texts show the words of the former glossary")
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
