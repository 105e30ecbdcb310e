package authoring

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := Schemas()
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{}
	for _, f := range files {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(f.Data)))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		c.DefaultDraft(jsonschema.Draft2020)
		if err := c.AddResource(f.Path, value); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		schemas[strings.TrimSuffix(f.Path, ".schema.json")] = s
	}
	return schemas
}

// asEditorsRead is the value of a YAML node as a language server hands it to a schema: what
// looks like a number is one, and a date is a text.
func asEditorsRead(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		group := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			group[n.Content[i].Value] = asEditorsRead(n.Content[i+1])
		}
		return group
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, asEditorsRead(item))
		}
		return list
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

func readYAML(t *testing.T, text string) any {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(text), &node); err != nil {
		t.Fatal(err)
	}
	if len(node.Content) == 0 {
		return map[string]any{}
	}
	return asEditorsRead(node.Content[0])
}

// TestSchemasTakeTheContent holds that no file of our own content is refused.
func TestSchemasTakeTheContent(t *testing.T) {
	schemas, files := compiled(t), 0
	fsys := os.DirFS("../../content")
	err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
		folder := path.Base(path.Dir(name))
		if name == "recueil.yaml" {
			folder = "recueil"
		}
		s := schemas[folder]
		if err != nil || s == nil || path.Ext(name) != ".md" && path.Ext(name) != ".yaml" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".md" {
			span, _ := content.FrontMatter(diag.NewSource(name, text))
			text = text[span.Start:span.End]
		}
		files++
		if err := s.Validate(readYAML(t, string(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files read: %v", files, err)
	}
}

// TestSchemas tries what people and web editors write against the schemas.
func TestSchemas(t *testing.T) {
	schemas := compiled(t)
	const sheet = "titre: Un titre\nresume: Un essai.\ndate: 2026-11-22\n"
	emoji := strings.Repeat("🙂", 299) // 598 units of UTF-16
	for _, tt := range []struct {
		name, sort, text string
		ok               bool
	}{
		{"a whole sheet", "fiches", sheet, true},
		{"codes without quotes", "fiches", sheet + "territoires: [53, 01, 2A, bretagne, reg-53]\n", true},
		{"a postcode without quotes", "activateurs", "titre: A\nresume: B\ncode_postal: 01000\n", true},
		{"a title that is a number", "fiches", "titre: 2026\nresume: Un essai.\ndate: 2026-11-22\n", true},
		{"an emoji is one character", "fiches", "titre: A\ndate: 2026-11-22\nresume: " + emoji + "\n", true},
		{"what web editors leave empty", "fiches", sheet + "maj: ''\nsecteurs: []\nsource: null\nbrouillon: false\nniveau: ''\nvideo: {}\naccroche:\n", true},
		{"trades, short and long", "secteurs", "titre: A\nresume: B\nnaf: [55, \"56\", {code: 47, version: 2025}]\n", true},
		{"an overlay that takes away", "fiches", "retire: true\n", true},
		{"points of themes", "diagnostics", "titre: A\nresume: B\nquestions: [{texte: C, choix: [{texte: D, themes: {vendre: 2}}]}]\n", true},
		{"months of types", "recueil", "titre: A\nbase_url: https://a.example\nrevoir_apres: {fiches: 6}\n", true},

		{"an unknown key", "fiches", sheet + "resumé: A\n", false},
		{"a sheet without its date", "fiches", "titre: A\nresume: B\n", false},
		{"an empty title", "fiches", "titre: ''\nresume: B\ndate: 2026-11-22\n", false},
		{"a French date", "fiches", sheet + "maj: 22/11/2026\n", false},
		{"a level that is none", "fiches", sheet + "niveau: expert\n", false},
		{"a size that is none", "fiches", sheet + "tailles: [1-5]\n", false},
		{"a text for a list", "fiches", sheet + "secteurs: commerce\n", false},
		{"one emoji too many", "fiches", "titre: A\ndate: 2026-11-22\nresume: " + emoji + "🙂🙂\n", false},
		{"an address without its scheme", "aides", "titre: A\nresume: B\nurl: www.example.org\n", false},
		{"a picture without its file", "fiches", sheet + "image: {alt: A}\n", false},
		{"a key of another type", "fiches", sheet + "bilan: echec\n", false},
		{"an edition of nowhere", "editions", "titre: A\nterritoires: []\n", false},
		{"months of no type", "recueil", "titre: A\nbase_url: https://a.example\nrevoir_apres: {fiche: 6}\n", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := schemas[tt.sort].Validate(readYAML(t, tt.text)); (err == nil) != tt.ok {
				t.Errorf("%s: got %v, want it to pass: %v", tt.text, err, tt.ok)
			}
		})
	}
}
