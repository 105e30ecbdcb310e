package diag

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// awkward is a list with all that a form has to escape or to leave out.
func awkward() []Diagnostic {
	src := NewSource("content/fiches/50%, a:b é.md", []byte("\ufeff---\ntitre: a : b\r\nÉté ici\n---\nfin"))
	other := NewSource("content/x.md", nil)
	at := func(s string) Span {
		i := strings.Index(string(src.Text), s)
		return Span{i, i + len(s)}
	}
	two := New(DuplicatedKey, src, at("ici"), "100 % : une\nligne", "faites\nceci, cela")
	two.Related = []Related{{other, Span{}, "déjà là"}}
	mended := New(ColonInValue, src, at("a : b"), "les deux-points", "écrivez")
	mended.Fix = Replace(mended.Span, `"a : b"`)
	return []Diagnostic{
		mended,
		New(ColonInValue, src, at("a : b"), "les deux-points", "écrivez"),
		two,
		New(ReviewPast, src, Span{len(src.Text), len(src.Text) + 9}, "à relire", ""),
		New(UnclosedFence, src, Span{3, len(src.Text)}, "plusieurs lignes", ""),
		New(MissingSite, other, Span{}, "rien", ""),
	}
}

func printed(t *testing.T, print func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func schema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text string) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("%v:\n%s", err, text)
	}
}

func TestSARIFValidates(t *testing.T) {
	s := schema(t, "sarif-2.1.0.json")
	for _, list := range [][]Diagnostic{nil, awkward()} {
		validate(t, s, printed(t, func(b *strings.Builder) error { return PrintSARIF(b, list) }))
	}
}

func TestSARIFSays(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(printed(t, func(b *strings.Builder) error { return PrintSARIF(b, awkward()) })), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) != len(Rules()) || len(run.Results) != 6 {
		t.Fatalf("%d rules, %d results", len(run.Tool.Driver.Rules), len(run.Results))
	}
	two := run.Results[2]
	region := two.Locations[0].Physical.Region
	if region != (sarifRegion{StartLine: 3, StartColumn: 5, EndLine: 3, EndColumn: 8}) {
		t.Errorf("region %+v", region)
	}
	if run.Tool.Driver.Rules[two.RuleIndex].ID != "cle-en-double" || two.Level != "error" || run.Results[3].Level != "warning" {
		t.Errorf("%+v", two)
	}
	path, err := url.PathUnescape(two.Locations[0].Physical.Artifact.URI)
	if err != nil || path != awkward()[2].Source.Path {
		t.Errorf("path %q, %v", path, err)
	}
	if len(two.Related) != 1 || two.Related[0].Message.Text != "déjà là" {
		t.Errorf("related %+v", two.Related)
	}
}

func TestGitLabValidates(t *testing.T) {
	s := schema(t, "gitlab-code-quality.json")
	for _, list := range [][]Diagnostic{nil, awkward()} {
		validate(t, s, printed(t, func(b *strings.Builder) error { return PrintGitLab(b, list) }))
	}
}

// TestFingerprints holds that a fingerprint tells two problems apart, and stays
// when lines are added above.
func TestFingerprints(t *testing.T) {
	list := awkward()
	marks := fingerprints(list)
	seen := map[string]bool{}
	for _, m := range marks {
		if seen[m] {
			t.Errorf("fingerprint %s twice", m)
		}
		seen[m] = true
	}
	lower := NewSource(list[0].Source.Path, append([]byte("\n\n"), list[0].Source.Text...))
	moved := list[0]
	moved.Source, moved.Span = lower, Span{list[0].Span.Start + 2, list[0].Span.End + 2}
	if got := fingerprints([]Diagnostic{moved})[0]; got != marks[0] {
		t.Errorf("got %s, want %s", got, marks[0])
	}
}

// The grammar of GitHub's workflow commands: no sign of their own stands in a
// value or in the message but as an escape.
const (
	commandValue   = `(?:[^%,:\r\n]|%(?:25|0A|0D|3A|2C))+`
	commandMessage = `(?:[^%\r\n]|%(?:25|0A|0D))+`
	parameter      = `(?:(?:file|title)=` + commandValue + `|(?:line|endLine|col|endColumn)=[1-9][0-9]*)`
)

var command = regexp.MustCompile(`^::(error|warning) (` + parameter + `(?:,` + parameter + `)*)::(` + commandMessage + `)$`)

func TestGitHub(t *testing.T) {
	text := printed(t, func(b *strings.Builder) error { return PrintGitHub(b, awkward()) })
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != len(awkward()) {
		t.Fatalf("got %d lines:\n%s", len(lines), text)
	}
	unescape := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	for i, d := range awkward() {
		m := command.FindStringSubmatch(lines[i])
		if m == nil {
			t.Errorf("not a command: %s", lines[i])
			continue
		}
		properties := map[string]string{}
		for _, p := range strings.Split(m[2], ",") {
			name, value, _ := strings.Cut(p, "=")
			properties[name] = unescape.Replace(value)
		}
		line, _ := d.Source.Position(d.Span.Start)
		if properties["file"] != d.Source.Path || properties["line"] != fmt.Sprint(line) || properties["title"] != d.Rule.Name {
			t.Errorf("%s: got %v", lines[i], properties)
		}
		if got := unescape.Replace(m[3]); got != advice(d) {
			t.Errorf("got %q, want %q", got, advice(d))
		}
	}
}

// TestProvenance keeps the note on the schemas beside them.
func TestProvenance(t *testing.T) {
	note, err := os.ReadFile("testdata/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), ".json") && !strings.Contains(string(note), f.Name()) {
			t.Errorf("README.md says nothing of %s", f.Name())
		}
	}
}
