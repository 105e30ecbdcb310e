package diag

import (
	"io"
	"net/url"
)

// The part of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that we write.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID       string       `json:"id"`
		Short    sarifMessage `json:"shortDescription"`
		Defaults struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// PrintSARIF writes the diagnostics as a SARIF 2.1.0 log, with every rule.
// Columns count characters.
func PrintSARIF(w io.Writer, list []Diagnostic) error {
	run := sarifRun{Language: "fr", ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "recueil"
	index := map[*Rule]int{}
	for i, r := range Rules() {
		described := sarifRule{ID: r.Name, Short: sarifMessage{r.Summary}}
		described.Defaults.Level = gitHubLevel(r.Severity)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, described)
		index[r] = i
	}
	marks := fingerprints(list)
	for i, d := range list {
		result := sarifResult{
			RuleID: d.Rule.Name, RuleIndex: index[d.Rule], Level: gitHubLevel(d.Severity), Message: sarifMessage{advice(d)},
			Locations: []sarifLocation{locate(d.Source, d.Span)}, Fingerprints: map[string]string{"recueil/v1": marks[i]},
		}
		for _, r := range d.Related {
			at := locate(r.Source, r.Span)
			at.Message = &sarifMessage{r.Message}
			result.Related = append(result.Related, at)
		}
		if len(d.Fix.Edits) > 0 {
			result.Fixes = []sarifFix{fixOf(d)}
		}
		run.Results = append(run.Results, result)
	}
	return writeJSON(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// fixOf proposes a fix, safe or not: SARIF's are all proposals, which a person
// accepts one by one.
func fixOf(d Diagnostic) sarifFix {
	change := sarifChange{Artifact: artifact(d.Source)}
	for _, e := range d.Fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{region(d.Source, e.Span), sarifMessage{e.Text}})
	}
	return sarifFix{sarifMessage{d.Hint}, []sarifChange{change}}
}

func locate(source *Source, span Span) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{artifact(source), region(source, span)}}
}

func artifact(source *Source) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: source.Path}).EscapedPath()}
}

func region(source *Source, span Span) (r sarifRegion) {
	r.StartLine, r.StartColumn = source.Position(span.Start)
	r.EndLine, r.EndColumn = source.Position(max(span.Start, span.End))
	return r
}
