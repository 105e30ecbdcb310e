package authoring

import (
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// TestGitLabFile validates the file of GitLab that a new recueil has by the schema of
// RECUEIL_SCHEMA_GITLAB, and shows that a wrong one is refused: "make forges" runs it.
func TestGitLabFile(t *testing.T) {
	path := os.Getenv("RECUEIL_SCHEMA_GITLAB")
	if path == "" {
		t.Skip("the schema of GitLab is not here: make forges")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("gitlab.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("gitlab.json")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Start("Essai", "https://recueil.example.org", "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	for _, f := range files {
		if f.Path != ".gitlab-ci.yml" {
			continue
		}
		seen = true
		for name, test := range map[string]struct {
			text  string
			valid bool
		}{
			"as written":         {string(f.Data), true},
			"no script":          {strings.ReplaceAll(string(f.Data), "script:", "scripts:"), false},
			"an unknown moment":  {string(f.Data) + "\nautre: {script: [true], when: parfois}\n", false},
			"paths not a list":   {string(f.Data) + "\nautre: {script: [ls], artifacts: {paths: 3}}\n", false},
			"a job that extends": {string(f.Data) + "\nautre: {script: [ls], when: manual}\n", true},
		} {
			var file any
			if err := yaml.Unmarshal([]byte(test.text), &file); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := schema.Validate(file); (err == nil) != test.valid {
				t.Errorf("%s: valid is %v, and not %v: %v", name, err == nil, test.valid, err)
			}
		}
	}
	if !seen {
		t.Error("a new recueil has no .gitlab-ci.yml")
	}
}
