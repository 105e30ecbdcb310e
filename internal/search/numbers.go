package search

import (
	"cmp"
	"hash/fnv"
	"slices"
	"sort"
)

// A numbering gives the documents their order and the slots that the export
// knows them by. Slots lie in runs: those of the same traits together, open documents
// before closed ones, and of each those of the longest bodies first, a run for
// each class of lengths. A slot thus says what traits its document has and how long
// its body is, and neither is written anywhere else; and documents that are equal
// otherwise come with the fullest first.
//
// Within its run a document takes a slot that its address decides, and some stay
// free. So a document that is added, changed or removed leaves the others where
// they are, but for one or two that it takes a slot from or leaves one to. When
// a run is full it is made longer, and all that follow move: about once in a
// hundred changes with 10,000 documents.
type numbering struct {
	order []int               // place in the records, by number
	slots []int               // by number, increasing
	told  traits              // what the runs tell
	runs  [combinations][]run // of the documents of each set of traits
}

// Traits are what else than its length counts of a document, as bits.
type traits int

const (
	apart        traits = 1 << iota // it is not for firms
	stub                            // it is too short yet
	closed                          // what it tells of is over
	combinations = 1 << iota
)

func traitsOf(r Record) (found traits) {
	if cmp.Or(r.Public, forFirms) != forFirms {
		found |= apart
	}
	if r.Stub {
		found |= stub
	}
	if r.Closed {
		found |= closed
	}
	return found
}

// manyAlike is how many documents have a trait before runs tell it: the runs of fewer
// would have more free slots than a list of them has bytes.
const manyAlike = 600

// toldBy returns what the runs of some documents tell: whether they are closed, and
// the traits of many.
func toldBy(records []Record) traits {
	told := closed
	for _, trait := range []traits{apart, stub} {
		count := 0
		for _, r := range records {
			if traitsOf(r)&trait != 0 {
				count++
			}
		}
		if count >= manyAlike {
			told |= trait
		}
	}
	return told
}

// A run is the slots of the documents of one class of lengths.
type run struct {
	start, size int // slots
	length      int // of their bodies
}

// total returns how many slots there are.
func (n numbering) total() int {
	end := 0
	for _, runs := range n.runs {
		for _, r := range runs {
			end = r.start + r.size
		}
	}
	return end
}

// number numbers documents: records and what was surveyed of them, for an export of a
// grain.
func number(records []Record, surveys []surveyed, grain int) numbering {
	n := numbering{told: toldBy(records)}
	start := 0
	for set := range n.runs {
		classes := map[int][]int{}
		top := -1
		for i, r := range records {
			if traitsOf(r)&n.told == traits(set) {
				class := classOfLength(surveys[i].lengths[bodyField])
				classes[class] = append(classes[class], i)
				top = max(top, class)
			}
		}
		for class := top; class >= 0; class-- {
			list := classes[class]
			size := capacity(len(list), grain)
			for slot, i := range settle(records, list, size) {
				if i >= 0 {
					n.order = append(n.order, i)
					n.slots = append(n.slots, start+slot)
				}
			}
			n.runs[set] = append(n.runs[set], run{start, size, lengthOfClass(class)})
			start += size
		}
	}
	return n
}

// settle gives each document of a list one of so many slots, and returns the
// document of each slot, or -1. Documents take turns in the order of a hash of
// their address; each tries slots that the hash draws, until one is free. The
// result depends on the set alone; without one document, only those that come
// after it and tried its slot, or that of one that moved, have another.
func settle(records []Record, list []int, size int) []int {
	keys := make(map[int]uint64, len(list))
	for _, i := range list {
		keys[i] = hashOf(records[i].URL)
	}
	turns := slices.Clone(list)
	slices.SortStableFunc(turns, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	slots := slices.Repeat([]int{-1}, size)
	for _, i := range turns {
		draw := keys[i]
		for {
			draw = mix(draw)
			if at := draw % uint64(size); slots[at] < 0 {
				slots[at] = i
				break
			}
		}
	}
	return slots
}

// capacity returns how many slots so many documents have: a tenth more at least,
// and always one of few numbers, so that it seldom changes. In large packs a free slot
// takes disk: an edition that has these has fewer, and changes more often.
func capacity(documents, grain int) int {
	if documents == 0 {
		return 0
	}
	step := max(2, 16/(grain*grain))
	size := step
	for size*9 < documents*10 {
		size += max(step, size/4)
	}
	return size
}

// Lengths of bodies are rounded up to classes, four in each doubling, as search
// engines do: a length then takes no byte of the export. A score changes by a
// few hundredths, less than what a length says of a text.

// lengthOfClass returns the length that the bodies of a class count for.
func lengthOfClass(class int) int {
	if class < 4 {
		return class
	}
	return (4 + class%4) << (class/4 - 1)
}

// classOfLength returns the class of the bodies of so many terms.
func classOfLength(length int) int {
	return sort.Search(200, func(class int) bool { return lengthOfClass(class) >= length })
}

// roundedLength returns the length that a body of so many terms counts for.
func roundedLength(length int) int { return lengthOfClass(classOfLength(length)) }

// hashOf returns a number that depends evenly on a text.
func hashOf(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return mix(h.Sum64())
}

// mix makes of a number another, any bit of which depends on all of its own
// (the end of SplitMix64).
func mix(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}
