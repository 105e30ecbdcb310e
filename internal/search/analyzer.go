package search

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// AnalyzerName is the name under which Bleve knows the French analysis.
const AnalyzerName = "recueil"

// frenchAnalyzer gives Bleve the terms of Analyze.
type frenchAnalyzer struct{}

// Analyze implements analysis.Analyzer.
func (frenchAnalyzer) Analyze(text []byte) analysis.TokenStream {
	tokens := Analyze(string(text))
	stream := make(analysis.TokenStream, len(tokens))
	array := make([]analysis.Token, len(tokens))
	for i, t := range tokens {
		array[i] = analysis.Token{Term: []byte(t.Term), Start: t.Start, End: t.End, Position: i + 1}
		stream[i] = &array[i]
	}
	return stream
}

func init() {
	constructor := func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return frenchAnalyzer{}, nil }
	if err := registry.RegisterAnalyzer(AnalyzerName, constructor); err != nil {
		panic(err) // two analysers of one name: a mistake of ours, seen by any test
	}
}
