package check

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
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
// Both trees stand on what [ExampleTree] adds. In a tree, a file that only says
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

// exampleBase is what every example has beside its own files: a site, a sector
// and a theme to name.
var exampleBase = []txtar.File{
	{Name: "content/recueil.yaml", Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
	{Name: "content/secteurs/commerce.md", Data: []byte("---\ntitre: Commerce\nresume: Vendre au détail, en boutique ou sur les marchés.\n" +
		"ignore: [{regle: rubrique-vide, raison: ce n'est qu'un exemple}]\n---\n")},
	{Name: "content/themes/se-proteger.md", Data: []byte("---\ntitre: Se protéger\nresume: Mots de passe, copies, faux messages.\n---\n")},
}

// ExampleTree returns the files of an example by their names, with those that
// every example has: all but recueil.yaml when the example has a file of that
// name, whatever its extension.
func ExampleTree(files []txtar.File) map[string][]byte {
	tree := map[string][]byte{}
	for _, f := range exampleBase {
		tree[f.Name] = f.Data
	}
	for _, f := range files {
		if stem := strings.TrimSuffix(f.Name, path.Ext(f.Name)); stem == "content/recueil" {
			delete(tree, "content/recueil.yaml")
		}
		tree[f.Name] = sized(f.Data)
	}
	return tree
}

// sized returns as many bytes as a text like "(2500000 octets)" says, and any
// other as it is.
func sized(data []byte) []byte {
	number, ok := strings.CutSuffix(strings.TrimSpace(string(data)), " octets)")
	size, err := strconv.Atoi(strings.TrimPrefix(number, "("))
	if !ok || err != nil || size < 0 || size > 50_000_000 {
		return data
	}
	return make([]byte, size)
}
