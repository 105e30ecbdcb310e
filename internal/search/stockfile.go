package search

import (
	"encoding/gob"
	"io"
	"slices"
)

// stockFile is a stock as it is written down: lists of lists end to end, each with the
// sizes of its parts.
type stockFile struct {
	Identities []identity
	Surveys    surveysFile
	All        formsFile
	Titled     formsFile
	Terms      []string
	Sizes      []uint32 // of the postings, by term and field
	Docs       []uint32
	Freqs      []uint32
	Extras     []uint32
	Kept       map[identity][]byte
}

type surveysFile struct {
	Lengths    []uint32 // fieldCount of each
	Terms      []uint32
	CutSizes   []uint32
	Cuts       []uint32
	PlaceSizes []uint32
	Places     []uint32
}

type formsFile struct {
	Forms []string
	Sizes []uint32
	Docs  []uint32
}

// Write writes the stock, and what its last export made, for [ReadStock].
func (s *Stock) Write(w io.Writer) error {
	f := stockFile{
		Identities: make([]identity, len(s.surveys)), Surveys: writeSurveys(s.surveys), All: writeForms(s.forms.all), Titled: writeForms(s.forms.titled),
		Terms: s.terms, Kept: map[identity][]byte{},
	}
	for id, n := range s.numbers {
		f.Identities[n] = id
	}
	for _, lists := range s.postings {
		for _, list := range lists {
			f.Sizes = append(f.Sizes, uint32(len(list)))
			for _, p := range list {
				f.Docs, f.Freqs, f.Extras = append(f.Docs, p.doc), append(f.Freqs, p.freq), append(f.Extras, p.extra)
			}
		}
	}
	for of, made := range s.kept.now {
		f.Kept[of] = made
	}
	return gob.NewEncoder(w).Encode(f)
}

// ReadStock reads what [Stock.Write] of this very program wrote. It has no views yet: see
// [Stock.Renew].
func ReadStock(r io.Reader) (*Stock, error) {
	var f stockFile
	if err := gob.NewDecoder(r).Decode(&f); err != nil {
		return nil, err
	}
	s := &Stock{
		numbers: make(map[identity]int, len(f.Identities)), surveys: f.Surveys.read(),
		forms: forms{f.All.read(), f.Titled.read()}, terms: f.Terms, kept: &kept{now: map[[32]byte][]byte{}},
	}
	for n, id := range f.Identities {
		s.numbers[id] = n
	}
	all := make([]stocked, len(f.Docs))
	for i := range all {
		all[i] = stocked{f.Docs[i], f.Freqs[i], f.Extras[i]}
	}
	s.postings = make([][fieldCount][]stocked, len(f.Terms))
	for i, size := range f.Sizes {
		s.postings[i/fieldCount][i%fieldCount], all = all[:size:size], all[size:]
	}
	for of, made := range f.Kept {
		s.kept.now[of] = made
	}
	return s, nil
}

func writeSurveys(surveys []surveyed) (f surveysFile) {
	for _, s := range surveys {
		for _, length := range s.lengths {
			f.Lengths = append(f.Lengths, uint32(length))
		}
		f.Terms = append(f.Terms, uint32(s.terms))
		f.CutSizes = append(f.CutSizes, uint32(len(s.cuts)))
		for _, cut := range s.cuts {
			f.Cuts = append(f.Cuts, uint32(cut))
		}
		f.PlaceSizes = append(f.PlaceSizes, uint32(len(s.places)))
		f.Places = append(f.Places, s.places...)
	}
	return f
}

func (f surveysFile) read() []surveyed {
	surveys := make([]surveyed, len(f.Terms))
	for i := range surveys {
		s := &surveys[i]
		for field := range s.lengths {
			s.lengths[field] = int(f.Lengths[i*fieldCount+field])
		}
		s.terms = int(f.Terms[i])
		for _, cut := range f.Cuts[:f.CutSizes[i]] {
			s.cuts = append(s.cuts, int(cut))
		}
		f.Cuts = f.Cuts[f.CutSizes[i]:]
		s.places, f.Places = f.Places[:f.PlaceSizes[i]:f.PlaceSizes[i]], f.Places[f.PlaceSizes[i]:]
	}
	return surveys
}

func writeForms(d formDocuments) (f formsFile) {
	for form, docs := range d {
		f.Forms = append(f.Forms, form)
		f.Sizes = append(f.Sizes, uint32(len(docs)))
		f.Docs = append(f.Docs, docs...)
	}
	return f
}

func (f formsFile) read() formDocuments {
	d := make(formDocuments, len(f.Forms))
	for i, form := range f.Forms {
		d[form], f.Docs = slices.Clip(f.Docs[:f.Sizes[i]]), f.Docs[f.Sizes[i]:]
	}
	return d
}
