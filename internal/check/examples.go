package check

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/tools/txtar"

	"recueil/internal/diag"
)

// Example shows one rule: files that break it, what the command then says, and
// files that keep to it. The archives of examples/ hold, for each rule,
//
//	commande: recueil check --liens-externes    (when it is not recueil check)
//	why the rule is there, in a few words for editors
//	-- faux/content/fiches/x.md --
//	-- sortie --
//	-- juste/content/fiches/x.md --
//
// Both trees stand on what checktest.Tree adds. In a tree, a file that only says
// "(2500000 octets)" is that long.
type Example struct {
	Rule    *diag.Rule
	Command []string // "check", "--depuis", …
	Why     string
	Wrong   []txtar.File
	Output  string // of the command, on Wrong
	Right   []txtar.File
}

//go:embed examples/*.txtar
var examples embed.FS

// ExampleOf returns the example of a rule. The error is fs.ErrNotExist for a
// rule without one, which the tests forbid.
func ExampleOf(rule *diag.Rule) (Example, error) {
	data, err := fs.ReadFile(examples, "examples/"+rule.Name+".txtar")
	if err != nil {
		return Example{}, fmt.Errorf("read the example of %s: %w", rule.Name, err)
	}
	archive := txtar.Parse(data)
	e := Example{Rule: rule, Command: []string{"check"}, Why: strings.TrimSpace(string(archive.Comment))}
	if first, rest, _ := strings.Cut(e.Why, "\n"); strings.HasPrefix(first, "commande: recueil ") {
		e.Command, e.Why = strings.Fields(strings.TrimPrefix(first, "commande: recueil ")), strings.TrimSpace(rest)
	}
	for _, f := range archive.Files {
		tree, name, _ := strings.Cut(f.Name, "/")
		switch tree {
		case "faux":
			e.Wrong = append(e.Wrong, txtar.File{Name: name, Data: f.Data})
		case "juste":
			e.Right = append(e.Right, txtar.File{Name: name, Data: f.Data})
		case "sortie":
			e.Output = string(f.Data)
		}
	}
	return e, nil
}
