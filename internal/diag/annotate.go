package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The forms below put diagnostics beside the lines of a merge request. Their
// hints are part of the message, since those pages show nothing else.

// PrintGitHub writes the diagnostics as GitHub's workflow commands: one line for
// each, « ::error file=…,line=…::message ».
func PrintGitHub(w io.Writer, list []Diagnostic) error {
	for _, d := range list {
		line, column := d.Source.Position(d.Span.Start)
		endLine, endColumn := d.Source.Position(d.Span.End)
		place := fmt.Sprintf("file=%s,line=%d", inProperty.Replace(d.Source.Path), line)
		if endLine == line { // GitHub refuses columns that are not of one line
			place += fmt.Sprintf(",col=%d,endColumn=%d", column, max(column+1, endColumn))
		}
		_, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", gitHubLevel(d.Severity), place, inProperty.Replace(d.Rule.Name), inMessage.Replace(advice(d)))
		if err != nil {
			return err
		}
	}
	return nil
}

// What GitHub's workflow commands escape, in messages and in properties.
var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func gitHubLevel(s Severity) string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// advice is the message of a diagnostic with its hint.
func advice(d Diagnostic) string {
	if d.Hint == "" {
		return d.Message
	}
	return d.Message + " — " + d.Hint
}

type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	} `json:"lines"`
}

// PrintGitLab writes the diagnostics as a GitLab Code Quality report: a JSON
// array, for artifacts:reports:codequality. Errors are « major », warnings
// « minor ».
func PrintGitLab(w io.Writer, list []Diagnostic) error {
	issues := make([]gitLabIssue, 0, len(list))
	marks := fingerprints(list)
	for i, d := range list {
		issue := gitLabIssue{Description: advice(d), CheckName: d.Rule.Name, Fingerprint: marks[i], Severity: "major"}
		if d.Severity == Warning {
			issue.Severity = "minor"
		}
		issue.Location.Path = d.Source.Path
		issue.Location.Lines.Begin, _ = d.Source.Position(d.Span.Start)
		issue.Location.Lines.End, _ = d.Source.Position(d.Span.End)
		issues = append(issues, issue)
	}
	return writeJSON(w, issues)
}

// fingerprints tell problems apart from one run to the next. They hold nothing
// of the line's number, so that a line added above does not make an old problem
// new; the second problem alike in a file is told from the first by its rank.
func fingerprints(list []Diagnostic) []string {
	marks := make([]string, len(list))
	seen := map[string]int{}
	for i, d := range list {
		line, _ := d.Source.Position(d.Span.Start)
		base := strings.Join([]string{d.Source.Path, d.Rule.Name, d.Message, strings.TrimSpace(d.Source.Line(line))}, "\x00")
		seen[base]++
		sum := sha256.Sum256([]byte(base + "\x00" + strconv.Itoa(seen[base])))
		marks[i] = hex.EncodeToString(sum[:16])
	}
	return marks
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
