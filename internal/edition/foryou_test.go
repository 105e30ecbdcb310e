package edition

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// TestNoDocumentBesideMostStories looks at what stands beside the stories of many
// views: all of it fits by the definition of Related, and what stands beside more than
// a fifth of them does so for stories that nothing else was left for.
func TestNoDocumentBesideMostStories(t *testing.T) {
	crowded := 0
	for seed := range uint64(20) {
		v := randomView(rand.New(rand.NewPCG(seed, 3)), 200)
		stories := v.byType[content.Testimonials]
		limit := (len(stories) + 4) / 5
		count, alone := map[*content.Document]int{}, map[*content.Document]int{}
		for _, story := range stories {
			for _, d := range v.ForYou(story) {
				count[d]++
			}
		}
		for _, story := range stories {
			for _, b := range beside {
				shown, fit := ofType(v.ForYou(story), b.of), plainRelated(v, story, b.of, MostRelated)
				if len(shown) > b.most || len(shown) == 0 && len(fit) > 0 {
					t.Errorf("%d: %d of %d %s beside %s", seed, len(shown), len(fit), b.of, story.Slug)
				}
				free := func(d *content.Document) bool { return count[d] < limit }
				for _, d := range shown {
					if !slices.Contains(fit, d) {
						t.Errorf("%d: %s/%s does not fit %s", seed, d.Type, d.Slug, story.Slug)
					}
					if len(shown) == 1 && !slices.ContainsFunc(fit, free) {
						alone[d]++
					}
				}
			}
		}
		for d, n := range count {
			if n > limit {
				crowded++
				if n-alone[d] > limit {
					t.Errorf("%d: %s/%s is beside %d stories of %d, alone beside %d", seed, d.Type, d.Slug, n, len(stories), alone[d])
				}
			}
		}
	}
	if crowded == 0 {
		t.Error("no view has too few documents for its stories")
	}
}

func ofType(list []*content.Document, t content.Type) []*content.Document {
	return slices.DeleteFunc(slices.Clone(list), func(d *content.Document) bool { return d.Type != t })
}

// plainDeal is the definition of deal in one place, without what makes it short.
func plainDeal(fitting [][]*content.Document, most, limit int) [][]*content.Document {
	dealt := make([][]*content.Document, len(fitting))
	times := func(d *content.Document) (n int) {
		for _, list := range dealt {
			for _, other := range list {
				if other == d {
					n++
				}
			}
		}
		return n
	}
	for turn := range most {
		for i := range fitting {
			for _, d := range fitting[i] {
				if times(d) < limit && !slices.Contains(dealt[i], d) && len(dealt[i]) <= turn {
					dealt[i] = append(dealt[i], d)
				}
			}
		}
	}
	for i := range fitting {
		if len(dealt[i]) == 0 && len(fitting[i]) > 0 {
			dealt[i] = append(dealt[i], fitting[i][0])
		}
	}
	return dealt
}

func TestDealEqualsItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	documents := make([]*content.Document, 12)
	for i := range documents {
		documents[i] = &content.Document{Slug: fmt.Sprint(i)}
	}
	for range 300 {
		fitting := make([][]*content.Document, r.IntN(20))
		for i := range fitting {
			for _, at := range r.Perm(len(documents))[:r.IntN(5)] {
				fitting[i] = append(fitting[i], documents[at])
			}
		}
		most, limit := 1+r.IntN(3), 1+r.IntN(4)
		got, want := deal(fitting, most, limit), plainDeal(fitting, most, limit)
		for i := range want {
			if !slices.Equal(got[i], want[i]) {
				t.Fatalf("%d at most, %d beside: got %v, want %v", most, limit, slugs(got[i]), slugs(want[i]))
			}
		}
	}
}

// TestTheNarrowestTieIsNamed reads why two stories are close.
func TestTheNarrowestTieIsNamed(t *testing.T) {
	story := func(naf string, places ...string) *content.Document {
		d := &content.Document{Type: content.Testimonials}
		d.Testimonial = &content.Testimonial{Firm: &content.Firm{NAF: naf}}
		d.Sectors = []string{"commerce"}
		for _, word := range places {
			place, _ := reference.ParseTerritory(word)
			d.Territories = append(d.Territories, place)
		}
		return d
	}
	baker := story("10.71", "ille-et-vilaine")
	for _, c := range []struct {
		name  string
		other *content.Document
		want  string
	}{
		{"trade and department", story("10.71Z", "ille-et-vilaine"), "même secteur, même métier, même département (Ille-et-Vilaine)"},
		{"branch and region", story("13", "finistere"), "même secteur, même branche, même région (Bretagne)"},
		{"the region's own", story("", "bretagne"), "même secteur, même région (Bretagne)"},
		{"elsewhere", story("47", "manche"), "même secteur"},
	} {
		if got := reason(baker, c.other); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWordsBringTextsTogether(t *testing.T) {
	about := func(title string, keywords ...string) *content.Document {
		d := &content.Document{}
		d.Title, d.Keywords = title, keywords
		return d
	}
	hotel := about("Des réservations en direct", "hôtel")
	list := []*content.Document{hotel, about("Réserver une table", "restaurant"), about("La facture électronique"), about("L'hôtel réserve lui-même", "réservation directe")}
	words := newAffinities(list)
	if got := words.between(hotel, hotel); got < 0.999 {
		t.Errorf("a text is at %v of itself", got)
	}
	table, bill, same := words.between(hotel, list[1]), words.between(hotel, list[2]), words.between(hotel, list[3])
	if bill != 0 || !(same > table && table > 0) {
		t.Errorf("the hotel is at %v, the table at %v, the bill at %v", same, table, bill)
	}
}
