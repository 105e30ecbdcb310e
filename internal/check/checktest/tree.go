// Package checktest serves tests that run the rules' examples: those of check,
// of what mends and of the command.
package checktest

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"
)

// base is what every example has beside its own files: a site, a sector
// and a theme to name.
var base = []txtar.File{
	{Name: "content/recueil.yaml", Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
	{Name: "content/secteurs/commerce.md", Data: []byte("---\ntitre: Commerce\nresume: Vendre au détail, en boutique ou sur les marchés.\n" +
		"ignore: [{regle: rubrique-vide, raison: ce n'est qu'un exemple}]\n---\n")},
	{Name: "content/themes/se-proteger.md", Data: []byte("---\ntitre: Se protéger\nresume: Mots de passe, copies, faux messages.\n---\n")},
}

// Tree returns the files of an example by their names, with those that
// every example has: all but recueil.yaml when the example has a file of that
// name, whatever its extension.
func Tree(files []txtar.File) map[string][]byte {
	tree := map[string][]byte{}
	for _, f := range base {
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
