package search

import (
	"encoding/json"
	"fmt"
	"strings"

	"recueil/internal/french"
)

// clientTables returns the client's tables.ts: the constants that the analysis and
// the format depend on, from the ones used here, so that the two sides cannot
// part. A test keeps the file up to date.
func clientTables() []byte {
	var b strings.Builder
	b.WriteString("// Written by internal/search (go test ./internal/search -update). Do not edit.\n\n")
	constant := func(name string, value any) {
		text, err := json.Marshal(value)
		if err != nil {
			panic(err) // only our own constants are marshalled
		}
		fmt.Fprintf(&b, "export const %s = %s;\n", name, text)
	}
	var flat []int
	for _, r := range ranges {
		flat = append(flat, r[:]...)
	}
	constant("RANGES", flat)
	constant("UNMADE", french.Undecomposed)
	constant("MAX_WORD", maxWord)
	constant("COMPOUNDS", compounds)
	constant("STOP_WORDS", strings.Join(strings.Fields(stopWords), " "))
	constant("STEM_STEPS", stemSteps)
	constant("FORMAT", Format)
	constant("ROOT", Root[len(Folder)+1:])
	var places []int
	for i := range fields {
		places = append(places, i)
	}
	constant("FIELDS", places)
	constant("TITLE_FIELD", titleField)
	constant("SUMMARY_FIELD", summaryField)
	constant("BODY_FIELD", bodyField)
	constant("STANDING_FIELD", standingField)
	constant("APART", apart)
	constant("STUB", stub)
	constant("CLOSED", closed)
	constant("TRAITS", combinations)
	constant("MAX_PASSAGES", maxPassages)
	constant("MAX_PLACED", maxPlaced)
	constant("PLACE_UNIT", placeUnit)
	constant("PLACE_HEAD", placeHead)
	constant("SHARD_UNIT", shardUnit)
	constant("MIN_PREFIX", minPrefix)
	constant("MAX_COMPLETIONS", maxCompletions)
	constant("MAX_CORRECTIONS", maxCorrections)
	constant("COMPLETION_WEIGHT", completionWeight)
	constant("SYNONYM_WEIGHT", synonymWeight)
	constant("FAMILY_WEIGHT", familyWeight)
	constant("PARTS_WEIGHT", partsWeight)
	constant("MAX_FIRST", maxFirst)
	constant("MIN_PART", minPart)
	constant("MIN_ROOT", minRoot)
	constant("NEIGHBOUR", neighbour)
	constant("MAX_WORDS", maxWords)
	constant("MAX_ALTERNATIVES", maxAlternatives)
	constant("MAX_PHRASE", maxPhrase)
	constant("FIELD_WEIGHTS", fieldWeights)
	constant("SATURATION", saturation)
	constant("LENGTH_SHARES", lengthShares)
	constant("NEARNESS", nearness)
	constant("PRECISION", precision)
	constant("LEVEL_SHARE", levelShare)
	constant("FIRST_RESULTS", firstResults)
	constant("MOST_OF_A_TYPE", mostOfAType)
	constant("TYPE_ORDER", strings.Join(typeOrder, " "))
	var names []string
	var worth []int
	for _, f := range (Vocabulary{}).facets() {
		names = append(names, f.name, f.label)
		worth = append(worth, levels[f.name])
	}
	constant("FACETS", names)
	constant("LEVELS", worth)
	constant("GENERIC_LEVEL", levels["territoire"]-1)
	constant("PUBLIC_FACET", publicFacet)
	constant("FOR_FIRMS", forFirms)
	return []byte(b.String())
}
