package search

import (
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// An edition's index taken from the stock exports the very bytes of an index
// built for that edition alone: from everything to nothing, with a document of
// its own at an address that others have, and in another order.
func TestStockEqualsAnIndexOfItsOwn(t *testing.T) {
	t.Parallel()
	all := newCorpus(400).records(400)
	other := all[3]
	other.Title, other.Body = "Tout autre", "Une version du territoire, avec des mots que personne n'a : zwinglo."
	stock, err := stockOf(context.Background(), "", append(slices.Clone(all), other))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	shuffled := slices.Clone(all[:120])
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for _, c := range []struct {
		name    string
		records []Record
	}{
		{"everything", all},
		{"a third", slices.DeleteFunc(slices.Clone(all), func(Record) bool { return random.IntN(3) > 0 })},
		{"another order", shuffled},
		{"a document of its own", append([]Record{other}, all[10:40]...)},
		{"one", all[:1]},
		{"none", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			alone := exported(t, small(t, c.records, buildToExport))
			derived := exported(t, stock.narrow(c.records, corpusVocabulary(), corpusSynonyms, 1))
			if !maps.EqualFunc(derived, alone, bytes.Equal) {
				t.Errorf("%d files from the stock, %d of its own, not the same bytes", len(derived), len(alone))
			}
		})
	}
}

// A stock that joins others, and drops what is not kept, is the one that is made of
// what remains.
func TestStockJoinsAndDrops(t *testing.T) {
	t.Parallel()
	all := newCorpus(300).records(300)
	stock, err := stockOf(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	compare := func(name string, records []Record) {
		alone := exported(t, small(t, records, buildToExport))
		derived := exported(t, stock.narrow(records, corpusVocabulary(), corpusSynonyms, 1))
		if !maps.EqualFunc(derived, alone, bytes.Equal) {
			t.Errorf("%s: %d files from the stock, %d of its own, not the same bytes", name, len(derived), len(alone))
		}
	}
	for some := range slices.Chunk(all, 130) {
		more, err := stockOf(t.Context(), "", some)
		if err != nil {
			t.Fatal(err)
		}
		stock.join(more)
	}
	compare("joined", all)
	kept := map[identity]bool{}
	for _, r := range all[100:220] {
		kept[identityOf(r)] = true
	}
	stock.drop(func(id identity) bool { return kept[id] })
	compare("dropped", all[100:220])
	if _, still := stock.numbers[identityOf(all[0])]; still || len(stock.surveys) != 120 {
		t.Errorf("it still holds %d documents", len(stock.surveys))
	}
	more, err := stockOf(t.Context(), "", all[:50])
	if err != nil {
		t.Fatal(err)
	}
	stock.join(more)
	compare("joined again", append(slices.Clone(all[:50]), all[100:220]...))
}

// A stock that was written and read exports the same, and so does one whose last export
// left it most of the files of the next.
func TestStockWrittenAndRead(t *testing.T) {
	t.Parallel()
	all := newCorpus(200).records(200)
	stock, err := stockOf(t.Context(), "", all)
	if err != nil {
		t.Fatal(err)
	}
	exported(t, stock.narrow(all[:150], corpusVocabulary(), corpusSynonyms, 1))
	for round := range 2 {
		var file bytes.Buffer
		if err := stock.Write(&file); err != nil {
			t.Fatal(err)
		}
		if stock, err = ReadStock(&file, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		if len(stock.kept.now) == 0 {
			t.Error("nothing was kept of the last export")
		}
		if round == 0 {
			if exported(t, stock.narrow(all[:150], corpusVocabulary(), corpusSynonyms, 1)); stock.Outdated() {
				t.Error("it is to be written again after the same export")
			}
		}
		for _, records := range [][]Record{all[:149], all[20:150]} {
			alone := exported(t, small(t, records, buildToExport))
			derived := exported(t, stock.narrow(records, corpusVocabulary(), corpusSynonyms, 1))
			if !maps.EqualFunc(derived, alone, bytes.Equal) {
				t.Errorf("%d files from the stock, %d of its own, not the same bytes", len(derived), len(alone))
			}
		}
		if !stock.Outdated() {
			t.Error("it is not to be written again after an export of other documents, most of whose files are new")
		}
	}
}

// What a plain page says of its publisher is each edition's own: its words too. The stock
// has all of them, and makes the bytes of an index of the edition alone.
func TestStockOfPagesThatNameThePublisher(t *testing.T) {
	t.Parallel()
	tree := fstest.MapFS{}
	for name, text := range map[string]string{
		"recueil.yaml":           "titre: Essai\nbase_url: https://essai.example.org/\nediteur: {nom: Le cercle, adresse: 1 rue des Alouettes}\n",
		"editions/bretagne.yaml": "titre: En Bretagne\nterritoires: [bretagne]\nediteur: {nom: Le fournil, adresse: 2 quai des Goélands}\n",
		"pages/qui.md":           "---\ntitre: Qui écrit\nresume: Qui et où.\nrecherche: true\n---\nNous sommes au {editeur.adresse}.\n",
		"fiches/a.md":            "---\ntitre: Une fiche\nresume: De quoi lire.\ndate: 2025-01-01\n---\nUn texte « entre guillemets ».\n",
	} {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	coll, problems, err := content.Load(t.Context(), []content.Root{{Name: "content", FS: tree}}, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	at := edition.At(coll, "2026-06-01")
	bretagne, err := at.Choose("bretagne", "")
	if err != nil {
		t.Fatal(err)
	}
	var views []*edition.View
	for _, choice := range []edition.Choice{at.National(), bretagne} {
		view, _ := edition.Select(choice)
		views = append(views, view)
	}
	stock, err := NewStock(t.Context(), "", slices.Values(views))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range views {
		alone, err := ToExport(v, "")
		if err != nil {
			t.Fatal(err)
		}
		defer alone.Close()
		index, err := stock.Edition(v)
		if err != nil {
			t.Fatal(err)
		}
		if index.walker == nil {
			t.Errorf("edition %d: the stock has not all of its documents", i)
		}
		if !maps.EqualFunc(exported(t, index), exported(t, alone), bytes.Equal) {
			t.Errorf("edition %d: not the bytes of an index of its own", i)
		}
	}
}
