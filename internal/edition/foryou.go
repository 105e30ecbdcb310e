package edition

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"recueil/internal/content"
)

// beside lists what stands beside a story, « Et pour vous ? », and how many of each
// at most.
var beside = []struct {
	of   content.Type
	most int
}{
	{content.Sheets, 3}, {content.Aids, 2}, {content.Courses, 1}, {content.Contacts, 1},
}

// ForYou returns what a reader of a testimonial may do next: sheets, open aids, a
// course and a contact that fit it best by sector, place, size, themes and words, in
// that order. No document stands beside more than a fifth of the stories, unless none
// but such documents fit a story, which then has the best one. See [View.Related] for
// what fits.
func (v *View) ForYou(story *content.Document) []*content.Document {
	list := v.forYou()[v.former(story)]
	if len(v.was) > 0 {
		list = slices.Clone(list)
		for i, d := range list {
			list[i] = v.byKey[d.Key()]
		}
	}
	return list
}

// shareOut finds what stands beside each story.
func (v *View) shareOut() map[*content.Document][]*content.Document {
	stories := v.byType[content.Testimonials]
	shared := map[*content.Document][]*content.Document{}
	for _, b := range beside {
		for i, list := range deal(v.fitting(stories, b.of), b.most, (len(stories)+4)/5) {
			shared[stories[i]] = append(shared[stories[i]], list...)
		}
	}
	return shared
}

// fitting lists for each story the documents of a type that fit it, the best first.
// The stories are independent, and many.
func (v *View) fitting(stories []*content.Document, t content.Type) [][]*content.Document {
	v.neighbours() // made once, before the goroutines
	fitting := make([][]*content.Document, len(stories))
	workers := runtime.GOMAXPROCS(0)
	var done sync.WaitGroup
	for w := range workers {
		done.Go(func() {
			for i := w; i < len(stories); i += workers {
				fitting[i] = v.byFit(stories[i], v.Related(stories[i], t, MostRelated))
			}
		})
	}
	done.Wait()
	return fitting
}

// byFit sorts documents by how well they fit another: what they share, each theme
// once more, and their words; equals stay in their order.
func (v *View) byFit(d *content.Document, list []*content.Document) []*content.Document {
	const wordsWeigh = 6 // as much as a place and a region, for texts that are the same
	words, own := v.affinities(), v.traitsOf(d)
	fit := make(map[*content.Document]float64, len(list))
	for _, other := range list {
		fit[other] = float64(score(own, v.traitsOf(other))+common(d.Themes, other.Themes)) + wordsWeigh*words.between(v.former(d), v.former(other))
	}
	bestFirst(list, fit)
	return list
}

// bestFirst sorts documents by how well they fit; equals stay in their order.
func bestFirst(list []*content.Document, fit map[*content.Document]float64) {
	slices.SortStableFunc(list, func(a, b *content.Document) int { return cmp.Compare(fit[b], fit[a]) })
}

// deal gives each story up to most of the documents that fit it, one a story in turn,
// the best that is not yet beside as many stories as limit allows. A story left with
// none has the best one that fits it.
func deal(fitting [][]*content.Document, most, limit int) [][]*content.Document {
	dealt := make([][]*content.Document, len(fitting))
	beside := map[*content.Document]int{}
	for range most {
		for i, list := range fitting {
			at := slices.IndexFunc(list, func(d *content.Document) bool { return beside[d] < limit && !slices.Contains(dealt[i], d) })
			if at >= 0 {
				dealt[i] = append(dealt[i], list[at])
				beside[list[at]]++
			}
		}
	}
	for i, list := range fitting {
		if len(dealt[i]) == 0 && len(list) > 0 {
			dealt[i] = list[:1]
		}
	}
	return dealt
}

// common counts the values that two lists have in common.
func common(a, b []string) int {
	n := 0
	for _, x := range a {
		n += rank(slices.Contains(b, x))
	}
	return n
}
