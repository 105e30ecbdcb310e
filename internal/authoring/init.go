package authoring

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"recueil/internal/content"
)

//go:embed all:modele
var model embed.FS

// Start returns the files of a new recueil: its site file, two sectors, a draft of each
// sort of document, what checks and publishes it on two forges, and what sets editors of
// text. The day is that of the drafts.
func Start(title, address string, day content.Date) ([]File, error) {
	var files []File
	values := strings.NewReplacer("{{titre}}", content.Quoted(title), "{{adresse}}", content.Quoted(address))
	err := fs.WalkDir(model, "modele", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := model.ReadFile(name)
		if path := strings.TrimPrefix(name, "modele/"); path == "content/recueil.yaml" {
			text = []byte(values.Replace(string(text)))
		}
		files = append(files, File{strings.TrimPrefix(name, "modele/"), text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	schemas, err := Schemas()
	if err != nil {
		return nil, err
	}
	for _, f := range schemas { // the only two that editors apply to a whole file
		if strings.HasPrefix(f.Path, "recueil.") || strings.HasPrefix(f.Path, "editions.") {
			files = append(files, File{"schemas/" + f.Path, f.Data})
		}
	}
	return append(files, examples(files, day)...), nil
}

// placeKey is where an event is: none is required, since it may be online, and one is doubted
// that says neither.
const placeKey = "lieu"

// examples are a draft of each type of which there is no document among the files.
func examples(files []File, day content.Date) (drafts []File) {
	for _, t := range content.Types() {
		folder := "content/" + string(t) + "/"
		if slices.ContainsFunc(files, func(f File) bool { return strings.HasPrefix(f.Path, folder) }) {
			continue
		}
		values := map[string][]string{
			"titre":  {"Exemple à remplacer : " + strings.ToLower(t.Label())},
			"resume": {"Un exemple, à remplacer par un vrai document ou à supprimer."},
			"date":   {string(day)},
		}
		of := content.DefinitionOf(t)
		for _, k := range of.Keys {
			if !k.Shared && k.Keys == nil && (k.Required || k.Name == placeKey) {
				values[k.Name] = []string{strings.Trim(k.Example, `"`)}
			}
		}
		file := New(Draft{Of: of, Slug: "exemple", Values: values})
		drafts = append(drafts, File{"content/" + file.Path, file.Data})
	}
	return drafts
}

// Owners returns the CODEOWNERS of the repository in which content lies: whoever keeps
// a sector is asked to read what changes in its guide, and in the documents that name it.
func Owners(coll *content.Collection) []byte {
	accounts := map[string][]string{} // of a sector
	for _, d := range coll.Documents {
		if d.Sector == nil {
			continue
		}
		for _, keeper := range d.Sector.Keepers {
			if keeper.Account != "" && !slices.Contains(accounts[d.Slug], keeper.Account) {
				accounts[d.Slug] = append(accounts[d.Slug], keeper.Account)
			}
		}
	}
	var b strings.Builder
	b.WriteString("# Écrit par « recueil codeowners », des « animateurs » des secteurs. Ne changez pas ce fichier : changez-les.\n")
	for _, d := range coll.Documents {
		sectors := d.Sectors
		if d.Type == content.Sectors {
			sectors = []string{d.Slug}
		}
		var owners []string
		for _, s := range sectors {
			owners = append(owners, accounts[s]...)
		}
		slices.Sort(owners)
		if owners = slices.Compact(owners); len(owners) > 0 && !strings.HasSuffix(d.Source.Path, ".csv") {
			fmt.Fprintf(&b, "/%s %s\n", d.Source.Path, strings.Join(owners, " "))
		}
	}
	return []byte(b.String())
}
