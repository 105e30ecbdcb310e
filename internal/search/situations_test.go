package search

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// recueil is an index of the repository's own content.
var recueil = sync.OnceValues(func() (*Index, error) {
	coll, _, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: os.DirFS("../../content")}}, 1)
	if err != nil {
		return nil, err
	}
	view, _ := edition.Select(edition.At(coll, "2026-11-27").National())
	return OfEdition(view)
})

func recueilIndex(t testing.TB) *Index {
	t.Helper()
	x, err := recueil()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// situations are a sector, a department and a size of staff.
const situations = `
agriculture              cote-d-or             1-9
agriculture              gironde               0
agriculture              ille-et-vilaine       10-49
aide-a-domicile          loire-atlantique      10-49
aide-a-domicile          nord                  50-249
artisanat                ille-et-vilaine       0
artisanat                loire-atlantique      1-9
artisanat                haute-garonne         1-9
artisanat                dep-974               0
batiment                 ardennes              1-9
batiment                 manche                1-9
batiment                 bouches-du-rhone      10-49
commerce                 lot                   1-9
commerce                 nord                  0
commerce                 haute-vienne          1-9
commerce                 var                   1-9
commerce                 finistere             10-49
culture                  paris                 1-9
culture                  isere                 1-9
culture                  drome                 0
economie-sociale         gironde               10-49
hebergement-restauration ille-et-vilaine       1-9
hebergement-restauration morbihan              1-9
hebergement-restauration savoie                1-9
hebergement-restauration charente-maritime     10-49
immobilier               alpes-maritimes       1-9
industrie                ille-et-vilaine       10-49
insertion-emploi         seine-et-marne        10-49
medico-social            calvados              50-249
relation-client          herault               50-249
`

// TestSituations asks what each situation shows first, without words: what names
// its sector or its territory, of several types, for firms.
func TestSituations(t *testing.T) {
	t.Parallel()
	x := recueilIndex(t)
	find := function(t, searcherOn(t, exported(t, x)), "find")
	lines := strings.Split(strings.TrimSpace(situations), "\n")
	if len(lines) < 30 {
		t.Fatalf("only %d situations", len(lines))
	}
	without := 0
	for _, line := range lines {
		f := strings.Fields(line)
		q := asked{Query{"", map[string][]string{"secteur": {f[0]}, "territoire": {f[1]}, "taille": {f[2]}}}, "situation"}
		answer := compare(t, x, q, parsed(t, settled(t, find(q.Text, q.Facets))))
		if !slices.ContainsFunc(answer.Results, func(r Result) bool {
			return r.Type == "temoignages" && slices.Contains(r.Sectors, f[0]) && slices.Contains(r.Named, "territoire")
		}) {
			without++
		}
		checkSituation(t, line, answer.Results)
	}
	t.Logf("%d situations, %d without a case of their own", len(lines), without)
	if without < 5 {
		t.Errorf("only %d situations have no case of their sector in their territory", without)
	}
}

func checkSituation(t *testing.T, line string, results []Result) {
	t.Helper()
	names := func(r Result) bool {
		return slices.Contains(r.Named, "secteur") || slices.Contains(r.Named, "territoire")
	}
	first := results[:min(len(results), firstResults)]
	types, possible := map[string]bool{}, map[string]bool{}
	for i, r := range first {
		types[r.Type] = true
		if r.Public != "" && r.Public != forFirms || r.Type == string(content.Pages) {
			t.Errorf("%s: %s is not for firms", line, r.URL)
		}
		if !r.Closed && names(r) && i > 0 && !names(first[i-1]) && !first[i-1].Stub {
			t.Errorf("%s: %s comes after %s, which names nothing", line, r.URL, first[i-1].URL)
		}
	}
	for _, r := range results {
		if !r.Closed && !r.Stub {
			possible[r.Type] = true
		}
	}
	if len(first) == 0 || slices.ContainsFunc(results, names) && !names(first[0]) || len(types) < min(3, len(possible)) {
		var urls []string
		for _, r := range first {
			urls = append(urls, r.URL)
		}
		t.Errorf("%s: the first results are %s", line, strings.Join(urls, " "))
	}
}
