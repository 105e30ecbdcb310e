package internal

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// layers is the table of doc.go: a room, and the rooms it may import.
var layers = map[string][]string{
	"diag":            {},
	"french":          {},
	"lists":           {},
	"reference":       {},
	"markdown":        {"diag", "french", "lists"},
	"content":         {"diag", "french", "lists", "markdown", "reference"},
	"edition":         {"content", "diag", "french", "lists", "markdown", "reference"},
	"probe":           {},
	"check/checktest": {},
	"spelling":        {},
	"editor":          {"check", "content", "diag", "edition", "french", "images", "lists", "publish", "reference", "site", "spelling"},
	"authoring":       {"check", "content", "diag", "edition", "french", "lists", "reference"},
	"imports":         {"check", "content", "diag", "french", "lists", "reference"},
	"check":           {"content", "diag", "edition", "french", "lists", "markdown", "probe", "reference", "spelling"},
	"render":          {"content", "diag", "edition", "french", "lists", "markdown", "reference"},
	"search":          {"content", "diag", "edition", "french", "lists", "reference"},
	"export":          {"content", "diag", "edition", "french", "lists", "reference"},
	"images":          {"diag", "french"},
	"assets":          {"diag"},
	"publish":         {},
	"site":            {"assets", "check", "content", "diag", "edition", "export", "images", "lists", "markdown", "publish", "reference", "render", "search"},
	"serve":           {"diag", "lists", "publish"},
	"lsp":             {"check", "content", "diag", "edition", "french", "lists", "markdown", "reference", "spelling"},
	"bench":           {},
	"browsertest":     {"content", "diag", "edition", "publish", "search", "site"},
}

// TestImportsGoDown compares the imports of each room, its tests left out, with
// the table.
func TestImportsGoDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "recueil/internal/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		checkRoom(t, p.ImportPath, p.Imports)
	}
}

func checkRoom(t *testing.T, importPath string, imports []string) {
	room, inside := strings.CutPrefix(importPath, "recueil/internal/")
	if !inside {
		return
	}
	allowed, known := layers[room]
	if !known {
		t.Errorf("room %s is not in the table of layers", room)
	}
	for _, path := range imports {
		switch other, ours := strings.CutPrefix(path, "recueil/internal/"); {
		case ours && !slices.Contains(allowed, other):
			t.Errorf("%s may not import %s", room, other)
		case (room == "diag" || room == "reference") && strings.Contains(path, "."):
			t.Errorf("%s keeps to the standard library, and imports %s", room, path)
		}
	}
}

// TestMendingKnowsNoRule holds that what mends names no rule: a problem carries its
// fix.
func TestMendingKnowsNoRule(t *testing.T) {
	rules, err := os.ReadFile("diag/rules.go")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^\t(\w+) += rule\(`).FindAllStringSubmatch(string(rules), -1)
	if len(names) < len(diag.Rules()) {
		t.Fatalf("%d rules found in rules.go, which has %d", len(names), len(diag.Rules()))
	}
	files, err := filepath.Glob("authoring/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("files of authoring: %v, %v", files, err)
	}
	for _, file := range append(files, "../cmd/recueil/corrige.go") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.HasSuffix(file, "_test.go") && regexp.MustCompile(`\bdiag\.`+name[1]+`\b`).Match(text) {
				t.Errorf("%s knows the rule %s", file, name[1])
			}
		}
	}
}
