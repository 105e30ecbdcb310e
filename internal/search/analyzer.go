package search

import (
	"bytes"

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

// termsAnalyzerName is the name of the analyser of texts that have been analysed.
const termsAnalyzerName = "recueil-termes"

// afterTerm follows each term of such a text; no term has it.
const afterTerm = ' '

// termsAnalyzer gives Bleve the terms of a text that is made of them.
type termsAnalyzer struct{}

// Analyze implements analysis.Analyzer.
func (termsAnalyzer) Analyze(text []byte) analysis.TokenStream {
	array := make([]analysis.Token, bytes.Count(text, []byte{afterTerm}))
	stream := make(analysis.TokenStream, len(array))
	start := 0
	for i := range array {
		end := start + bytes.IndexByte(text[start:], afterTerm)
		array[i] = analysis.Token{Term: text[start:end], Start: start, End: end, Position: i + 1}
		stream[i] = &array[i]
		start = end + 1
	}
	return stream
}

func init() {
	for name, analyzer := range map[string]analysis.Analyzer{AnalyzerName: frenchAnalyzer{}, termsAnalyzerName: termsAnalyzer{}} {
		constructor := func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return analyzer, nil }
		if err := registry.RegisterAnalyzer(name, constructor); err != nil {
			panic(err) // two analysers of one name: a mistake of ours, seen by any test
		}
	}
}
