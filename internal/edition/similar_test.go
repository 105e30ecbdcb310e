package edition

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// some draws up to most of the values, none a time in three.
func some[T any](r *rand.Rand, most int, values ...T) []T {
	if r.IntN(3) == 0 {
		return nil
	}
	var list []T
	for range 1 + r.IntN(most) {
		list = append(list, values[r.IntN(len(values))])
	}
	return list
}

// randomView makes a view of n documents of every kind of neighbour, some of
// them closed aids.
func randomView(r *rand.Rand, n int) *View {
	places := []reference.Territory{}
	for _, word := range []string{"bretagne", "ille-et-vilaine", "finistere", "normandie", "manche", "975", "dep-971", "guadeloupe"} {
		t, _ := reference.ParseTerritory(word)
		places = append(places, t)
	}
	v := &View{today: "2026-11-22", byType: map[content.Type][]*content.Document{}}
	for i := range n {
		d := &content.Document{Type: []content.Type{content.Testimonials, content.Aids, content.Contacts, content.Sheets}[i%4], Slug: fmt.Sprint(i)}
		d.Sectors = some(r, 3, "commerce", "batiment", "industrie", "culture")
		d.Themes = some(r, 3, "vendre", "gerer", "financer", "former")
		d.Sizes = some(r, 2, "1-9", "10-49", "sans-salarie")
		d.Territories = some(r, 2, places...)
		d.Stub = r.IntN(8) == 0
		d.Audience = []content.Audience{"", content.ForFirms, content.ForAdvisers, content.ForBranches}[r.IntN(4)]
		if d.Type == content.Aids {
			d.Aid = &content.Aid{}
			if r.IntN(4) == 0 {
				d.Aid.End = "2025-01-01"
			}
		}
		if d.Type == content.Testimonials && r.IntN(2) == 0 {
			d.Testimonial = &content.Testimonial{Firm: &content.Firm{NAF: []string{"47", "46.1", "55", "56.10A", "43"}[r.IntN(5)]}}
		}
		d.Title = strings.Join(some(r, 5, "vendre", "chambres", "commande", "facture", "clients", "vitrine"), " ")
		v.documents = append(v.documents, d)
		v.byType[d.Type] = append(v.byType[d.Type], d)
	}
	v.prepare()
	return v
}

// plainRelated is the definition of Related, by a look at every document.
func plainRelated(v *View, d *content.Document, t content.Type, n int) []*content.Document {
	meets := func(other *content.Document) bool {
		return t == content.Testimonials || t == content.Sheets || len(d.Territories) == 0 || len(other.Territories) == 0 ||
			slices.ContainsFunc(d.Territories, func(a reference.Territory) bool { return slices.ContainsFunc(other.Territories, a.Meets) })
	}
	var list []*content.Document
	for _, other := range v.byType[t] {
		spoken := other.For() == content.ForFirms || other.For() == d.For()
		if other != d && !v.Closed(other) && !other.Stub && spoken && meets(other) && score(traitsOf(d), traitsOf(other)) > 0 {
			list = append(list, other)
		}
	}
	slices.SortStableFunc(list, func(a, b *content.Document) int {
		return score(traitsOf(d), traitsOf(b)) - score(traitsOf(d), traitsOf(a))
	})
	return list[:min(n, len(list))]
}

// TestRelatedEqualsItsDefinition compares the lists with a look at all documents.
func TestRelatedEqualsItsDefinition(t *testing.T) {
	v := randomView(rand.New(rand.NewPCG(1, 2)), 500)
	found := 0
	for _, of := range []content.Type{content.Testimonials, content.Aids, content.Contacts, content.Sheets} {
		for _, documents := range v.byType {
			for _, d := range documents {
				for _, n := range []int{1, 4, MostRelated} {
					got, want := v.Related(d, of, n), plainRelated(v, d, of, n)
					if !slices.Equal(got, want) {
						t.Fatalf("%s of %s/%s, %d: got %v, want %v", of, d.Type, d.Slug, n, slugs(got), slugs(want))
					}
					found += len(got)
				}
			}
		}
	}
	if found < 800 {
		t.Errorf("only %d neighbours compared", found)
	}
}

func slugs(documents []*content.Document) []string {
	var list []string
	for _, d := range documents {
		list = append(list, d.Slug)
	}
	return list
}

// BenchmarkRelated shows that a document's neighbours cost as much among many
// documents as among few.
func BenchmarkRelated(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v := randomView(rand.New(rand.NewPCG(1, 2)), n)
			stories := v.byType[content.Testimonials]
			v.Related(stories[0], content.Aids, 4)
			i := 0
			for b.Loop() {
				v.Related(stories[i%len(stories)], content.Testimonials, 4)
				i++
			}
		})
	}
}
