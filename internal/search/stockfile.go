package search

import (
	"encoding/gob"
	"io"
	"slices"
)

// A stock is written as its parts, one after the other, and lists of lists end to end,
// with the sizes of each: so little is held twice.
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
	Kept       int // how many files of the last export follow
}

func (f *stockFile) parts() []any {
	return []any{&f.Identities, &f.Surveys, &f.All, &f.Titled, &f.Terms, &f.Sizes, &f.Docs, &f.Freqs, &f.Extras, &f.Kept}
}

// keptFile is a file that an export made.
type keptFile struct {
	Of   identity
	Made []byte
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

// Outdated reports whether so much is other than in the stock that was read that whoever
// reads it next gains by its being written: one document in a hundred was indexed or
// dropped, or half of the files of the last export were made. Less is made again sooner than
// all is written.
func (s *Stock) Outdated() bool {
	return 100*s.changed > len(s.surveys) || 2*s.kept.made > len(s.kept.now)
}

// Write writes the stock, and what its last export made, for [ReadStock].
func (s *Stock) Write(w io.Writer) error {
	f := stockFile{
		Identities: make([]identity, len(s.surveys)), Surveys: writeSurveys(s.surveys), All: writeForms(s.forms.all), Titled: writeForms(s.forms.titled),
		Terms: s.terms, Kept: len(s.kept.now),
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
	encoder := gob.NewEncoder(w)
	for _, part := range f.parts() {
		if err := encoder.Encode(part); err != nil {
			return err
		}
	}
	for of, made := range s.kept.now {
		if err := encoder.Encode(keptFile{of, made}); err != nil {
			return err
		}
	}
	return nil
}

// ReadStock reads what [Stock.Write] of this very program wrote. It has no views yet: see
// [Stock.Renew].
func ReadStock(r io.Reader, scratch string) (*Stock, error) {
	var f stockFile
	decoder := gob.NewDecoder(r)
	for _, part := range f.parts() {
		if err := decoder.Decode(part); err != nil {
			return nil, err
		}
	}
	s := &Stock{
		scratch: scratch, numbers: make(map[identity]int, len(f.Identities)), surveys: f.Surveys.read(),
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
	for range f.Kept {
		var file keptFile
		if err := decoder.Decode(&file); err != nil {
			return nil, err
		}
		s.kept.now[file.Of] = file.Made
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
	surveys, places := make([]surveyed, len(f.Terms)), f.Places
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
		s.places, places = places[:f.PlaceSizes[i]:f.PlaceSizes[i]], places[f.PlaceSizes[i]:]
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
	d, docs := make(formDocuments, len(f.Forms)), f.Docs
	for i, form := range f.Forms {
		d[form], docs = slices.Clip(docs[:f.Sizes[i]]), docs[f.Sizes[i]:]
	}
	return d
}
