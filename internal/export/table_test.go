package export

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rowsOf reads the table back: by column, a row a document.
func rowsOf(t testing.TB, text string) (header []string, rows []map[string]string) {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\ufeff")
	if !marked {
		t.Fatal("no byte-order mark")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

func TestTableReadsBack(t *testing.T) {
	for name, selected := range editions {
		files := export(t, selected(t))
		_, rows := rowsOf(t, files[tableName])
		set := decode(t, files[dataName])
		if len(rows) != len(set.Documents) {
			t.Fatalf("%s: %d rows, want %d", name, len(rows), len(set.Documents))
		}
		for i, d := range set.Documents {
			if got := rows[i]; got["id"] != d.ID || unguard(got["titre"]) != d.Title || got["url"] != string(d.URL) || got["territoires"] != strings.Join(d.Territories, "|") {
				t.Errorf("%s: row %d is %v, want %s", name, i, got, d.ID)
			}
		}
		if lines := strings.Count(files[tableName], "\n"); lines != len(rows)+1 {
			t.Errorf("%s: %d lines for %d documents", name, lines, len(rows))
		}
	}
}

func TestTableCells(t *testing.T) {
	_, rows := rowsOf(t, export(t, national(t))[tableName])
	row := func(id string) map[string]string {
		return rows[slices.IndexFunc(rows, func(r map[string]string) bool { return r["id"] == id })]
	}
	for _, c := range []struct{ name, id, column, want string }{
		{"a formula", "temoignages/epicerie-ancienne", "temoignage.cout", "'=1500 €"},
		{"a sign at the start of a text", "temoignages/epicerie-ancienne", "resume", "'+30 % en six mois & moins de papier."},
		{"sizes in words", "temoignages/epicerie-ancienne", "tailles", "1 à 9 salariés|Sans salarié"},
		{"a bar inside a value", "temoignages/epicerie-ancienne", "mots_cles", "click/collect|=SOMME(A1)"},
		{"groups in a list", "temoignages/epicerie-ancienne", "temoignage.resultats", "30 % : de ventes en plus|-2 h : par jour"},
		{"a group in a group", "temoignages/epicerie-ancienne", "temoignage.entreprise.siret", "73282932000074"},
		{"several lines", "aides/cheque", "aide.conditions", "Être artisan. Être à jour."},
		{"a state", "aides/passee", "aide.etat", "close"},
		{"no", "formations/cours", "formation.gratuit", "non"},
		{"not said", "formations/tuto", "formation.gratuit", ""},
		{"a group that another type has", "formations/tuto", "aide.etat", ""},
		{"an address that is the document's", "formations/cours", "url", "https://recueil.example.org/essai/formations/cours/"},
		{"an address that the document gives", "formations/cours", "formation.url", "https://ecole.example.org"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := row(c.id)[c.column]; !ok || got != c.want {
				t.Errorf("%s of %s: got %q, want %q", c.column, c.id, got, c.want)
			}
		})
	}
}

func TestTableColumns(t *testing.T) {
	header, _ := rowsOf(t, export(t, western(t))[tableName])
	for i, name := range header {
		if slices.Contains(header[:i], name) {
			t.Errorf("column %s stands twice", name)
		}
	}
	for _, left := range []string{"texte", "diagnostic.questions", "fiche.video.transcription"} {
		if slices.Contains(header, left) {
			t.Errorf("column %s should be left out", left)
		}
	}
}

func TestGuard(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Bonjour", "Bonjour"},
		{"empty", "", ""},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+33 2 99", "'+33 2 99"},
		{"minus", "-2 h", "'-2 h"},
		{"at", "@SOMME", "'@SOMME"},
		{"wide equals", "＝1", "'＝1"},
		{"sign inside", "a=b", "a=b"},
		{"apostrophe", "'hui", "'hui"},
		{"already guarded", "'=1", "''=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := guard(c.in); got != c.want {
				t.Errorf("guard(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

var guarded = regexp.MustCompile(`^'+[=+\-@＝＋－＠]`)

// unguard does what the package comment tells readers of the table to do.
func unguard(s string) string {
	if guarded.MatchString(s) {
		return s[1:]
	}
	return s
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"", "=1", "'=1", "''", "'", "＠a", "a", "\x00=", "'\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := guard(s)
		if unguard(got) != s {
			t.Errorf("guard(%q) = %q, which reads back as %q", s, got, unguard(got))
		}
		if got != "" && strings.ContainsRune(formulaSigns, []rune(got)[0]) {
			t.Errorf("guard(%q) = %q starts as a formula", s, got)
		}
	})
}
