package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"recueil/internal/content"
)

// tables are the places of the help page that are written from the definition of the keys.
var tables = regexp.MustCompile(`(?s)<!-- clés : (\S+), .*? -->\n\n(.*?)\n\n<!-- fin -->`)

// TestHelpPageHasEveryKey holds that the tables of keys of the help page are those of the
// definition: « make golden » writes them again.
func TestHelpPageHasEveryKey(t *testing.T) {
	wanted := tablesOfKeys()
	for _, page := range []string{"aide-redaction", "cles-par-sorte", "annoncer", "cles-du-site"} {
		compareTables(t, "../../content/pages/"+page+".md", wanted)
	}
	for name := range wanted {
		t.Errorf("the help pages have no table for « %s »: write <!-- clés : %s, par make golden -->, a blank line, a word, a blank line, <!-- fin --> there, then make golden", name, name)
	}
}

// compareTables compares the tables of a page with those wanted, or writes them, and
// removes them from the list.
func compareTables(t *testing.T, page string, wanted map[string]string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	written := tables.ReplaceAllStringFunc(string(text), func(place string) string {
		m := tables.FindStringSubmatch(place)
		table, ok := wanted[m[1]]
		if !ok {
			t.Errorf("the help pages have a table of « %s » twice, or that is no sort of file with keys", m[1])
		}
		delete(wanted, m[1])
		return strings.Replace(place, m[2], table, 1)
	})
	switch {
	case written == string(text):
	case *update:
		if err := os.WriteFile(page, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the tables of %s are not those of the definition of the keys: make golden, then read the difference", page)
	}
}

// tablesOfKeys returns the table of the keys that all documents share, under "tous", and of
// those of each sort of file.
func tablesOfKeys() map[string]string {
	all := content.Definitions()
	list := map[string]string{}
	isShared := func(k content.KeyDefinition) bool { return k.Shared }
	list["tous"] = tableOf(slices.DeleteFunc(slices.Clone(all[0].Keys), func(k content.KeyDefinition) bool { return !isShared(k) }), all)
	for _, def := range all {
		if own := slices.DeleteFunc(slices.Clone(def.Keys), isShared); len(own) > 0 {
			list[def.Name] = tableOf(own, nil)
		}
	}
	return list
}

// tableOf writes a table of keys. A key that only some of the sorts require says which.
func tableOf(keys []content.KeyDefinition, sorts []content.FileDefinition) string {
	rows := []string{"| clé | ce qu'elle dit |", "|---|---|"}
	for _, k := range keys {
		rows = append(rows, "| `"+k.Name+"` | "+strings.Join(append([]string{"**" + k.Label + ".**", k.Help}, limitsOf(k, sorts)...), " ")+" |")
	}
	return strings.Join(rows, "\n")
}

func limitsOf(k content.KeyDefinition, sorts []content.FileDefinition) (said []string) {
	if k.Max > 0 {
		said = append(said, fmt.Sprintf("%d caractères au plus.", k.Max))
	}
	if k.Values != nil && k.Kind != content.KindNumbers {
		var names []string
		for _, v := range k.Values {
			names = append(names, "`"+v.Name+"`")
		}
		said = append(said, "Valeurs : "+strings.Join(names, ", ")+".")
	}
	if k.Keys != nil {
		what := "Clés : "
		if k.List {
			what = "Une liste, avec pour clés : "
		}
		said = append(said, what+strings.Join(groupNames(k.Keys), ", ")+".")
		for _, sub := range k.Keys {
			said = append(said, aside(sub)...)
		}
	}
	if requires := requiring(k, sorts); len(requires) > 0 && len(requires) < len(content.Types()) {
		said = append(said, "**Obligatoire** dans "+strings.Join(requires, " et ")+".")
	} else if k.Required {
		said = append(said, "**Obligatoire**.")
	}
	return said
}

// groupNames names the keys of a group, and which it cannot do without.
func groupNames(keys []content.KeyDefinition) (names []string) {
	for _, k := range keys {
		name := "`" + k.Name + "`"
		if k.Required {
			name += " (obligatoire)"
		}
		names = append(names, name)
	}
	return names
}

// aside says of a key of a group what its name and the form of its value do not.
func aside(k content.KeyDefinition) []string {
	if k.Keys != nil || k.Values == nil && !strings.Contains(k.Help, "`") && len(k.Help) < 60 {
		return nil
	}
	first, size := utf8.DecodeRuneInString(k.Help)
	said := []string{"`" + k.Name + "` : " + string(unicode.ToLower(first)) + k.Help[size:]}
	k.Required = false // as groupNames says
	return append(said, limitsOf(k, nil)...)
}

// requiring lists the folders of the types that require a key that all share.
func requiring(k content.KeyDefinition, sorts []content.FileDefinition) (folders []string) {
	for _, def := range sorts {
		for _, other := range def.Keys {
			if other.Shared && other.Name == k.Name && other.Required {
				folders = append(folders, "`"+def.Name+"/`")
			}
		}
	}
	return folders
}
