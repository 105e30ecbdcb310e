package search

import (
	"fmt"
	"testing"
)

// BenchmarkExport indexes generated documents and writes the client's files, whose
// bytes it reports too, since visitors download them.
func BenchmarkExport(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		records := newCorpus(n).records(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			total := 0
			for b.Loop() {
				total = 0
				x, err := buildToExport(records, corpusVocabulary(), corpusSynonyms)
				if err != nil {
					b.Fatal(err)
				}
				if err := x.Export(b.Context(), func(_ string, data []byte) error { total += len(data); return nil }); err != nil {
					b.Fatal(err)
				}
				if err := x.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(total)/1e6, "MB-exported")
		})
	}
}
