package editor

import (
	"errors"
	"strings"
	"testing"
)

// TestSet says what each kind of edit writes, and what it leaves.
func TestSet(t *testing.T) {
	list := func(texts ...string) Value {
		v := Value{Kind: List}
		for _, text := range texts {
			v.List = append(v.List, Of(text))
		}
		return v
	}
	group := func(pairs ...string) Value {
		v := Value{Kind: Group}
		for i := 0; i < len(pairs); i += 2 {
			v.Group = append(v.Group, Entry{pairs[i], Of(pairs[i+1])})
		}
		return v
	}
	// answers is a question, and what each answer is worth.
	answers := func(text string, answers ...Value) Value {
		return Value{Kind: Group, Group: []Entry{{"texte", Of(text)}, {"choix", Value{Kind: List, List: answers}}}}
	}
	answer := func(text, points string) Value {
		return Value{Kind: Group, Group: []Entry{{"texte", Of(text)}, {"points", Value{Kind: Group, Group: []Entry{{"vendre", Value{Kind: Number, Text: points}}, {"vanter", Value{}}}}}}}
	}
	lists := func(items ...Value) Value { return Value{Kind: List, List: items} }
	order := []string{"titre", "date", "source", "outils", "cout"}
	for _, c := range []struct {
		name, header, key string
		value             Value
		want              string
	}{
		{"quotes stay, and the remark", `titre: "Avant"  # à revoir`, "titre", Of(`Une "vraie" vente : la suite`), `titre: "Une \"vraie\" vente : la suite"  # à revoir`},
		{"single quotes stay", `titre: 'L''atelier'`, "titre", Of("L'usine"), `titre: 'L''usine'`},
		{"a plain text stays plain", "titre: Avant", "titre", Of("L'après-vente"), "titre: L'après-vente"},
		{"a code keeps its zero", "cout: a", "cout", Of("01000"), `cout: "01000"`},
		{"a yes of other readers", "titre: a", "titre", Of("yes"), `titre: "yes"`},
		{"NON is a name", "titre: a", "titre", Of("NON"), `titre: NON`},
		{"a colon asks for quotes", "titre: a", "titre", Of("Meca : la vente"), `titre: "Meca : la vente"`},
		{"a day needs none", "date: 2026-01-01", "date", Of("2026-11-22"), "date: 2026-11-22"},
		{"one item of a list", "outils: [a, b,   c] # x", "outils", list("a", "d", "c"), "outils: [a, d,   c] # x"},
		{"an item more", "outils: [a, b]", "outils", list("a", "b", "c, d"), `outils: [a, b, "c, d"]`},
		{"an item less, of dashes", "outils:\n  - a # un\n  - b\n  # deux\n  - c", "outils", list("a", "c"), "outils:\n  - a # un\n  # deux\n  - c"},
		{"dashes at the edge", "outils:\n- a\ncout: b", "outils", list("z", "a"), "outils:\n- z\n- a\ncout: b"},
		{"a key of a group", "source: {titre: x, url: y}", "source", group("titre", "z", "url", "y"), "source: {titre: z, url: y}"},
		{"a key more in a group", "source: {titre: x}", "source", group("titre", "x", "url", "https://a.fr"), "source: {titre: x, url: https://a.fr}"},
		{"a key less in a group", "source:\n  titre: x\n  url: y\ncout: z", "source", group("titre", "x", "url", ""), "source:\n  titre: x\ncout: z"},
		{"what the form does not know stays", "source: {titre: x, inconnu: 1}", "source", group("titre", "z"), "source: {titre: z, inconnu: 1}"},
		{"a new key takes its place", "titre: a\ncout: b", "source", group("titre", "x", "url", ""), "titre: a\nsource:\n  titre: x\ncout: b"},
		{"a new list", "titre: a", "outils", list("b", "c"), "titre: a\noutils: [b, c]"},
		{"nothing takes the key away", "titre: a\noutils:\n  - b\n# fin", "outils", Value{}, "titre: a\n# fin"},
		{"an empty value of another tool is as good as none", "titre: a\ncout: ''", "cout", Value{}, "titre: a\ncout: ''"},
		{"a value where there was none", "titre: a\ncout: # à demander", "cout", Of("12 €"), "titre: a\ncout: 12 € # à demander"},
		{"folded lines stay so", "titre: >-\n  a\n  b\ncout: c", "titre", Of("d"), "titre: >-\n  d\ncout: c"},
		{"several lines", "titre: a", "titre", Of("un\n\ndeux"), "titre: |-\n  un\n\n  deux"},
		{"groups in a list", "titre: a", "outils", Value{Kind: List, List: []Value{group("valeur", "+ 30 %", "libelle", "ventes")}}, "titre: a\noutils:\n  - valeur: + 30 %\n    libelle: ventes"},
		{"an item that goes up, with its remarks", "outils:\n  - a # un\n  # deux\n  - \"b\"\n\n  - c", "outils", list("b", "a", "c"), "outils:\n  # deux\n  - \"b\"\n  - a # un\n\n  - c"},
		{"an item that goes down", "outils:\n- 'a'\n- b # deux\n- c\ncout: d", "outils", list("b", "c", "a"), "outils:\n- b # deux\n- c\n- 'a'\ncout: d"},
		{"an item that goes and another that comes", "outils:\n  - a # un\n  - b # deux", "outils", list("b", "c"), "outils:\n  - b # deux\n  - c"},
		{"items between brackets that change places", "outils: ['a', b,   c] # x", "outils", list("c", "b", "a"), "outils: [c, b,   'a'] # x"},
		{"lists in a list", "titre: a", "outils", lists(answers("b", answer("c", "2"), answer("d", "0"))), "titre: a\noutils:\n  - texte: b\n    choix:\n      - texte: c\n        points:\n          vendre: 2\n      - texte: d\n        points:\n          vendre: 0"},
		{"a number of a list in a list", "outils:\n  - texte: \"b\"\n    choix:\n      - {texte: c, points: {vendre: 2, vanter: 1}} # x", "outils", lists(answers("b", answer("c", "3"))), "outils:\n  - texte: \"b\"\n    choix:\n      - {texte: c, points: {vendre: 3}} # x"},
		{"an item more of a list in a list", "outils:\n  - texte: b\n    choix:\n      - texte: c\n        points: {vendre: 2}\ncout: z", "outils", lists(answers("b", answer("c", "2"), answer("e", "1"))), "outils:\n  - texte: b\n    choix:\n      - texte: c\n        points: {vendre: 2}\n      - texte: e\n        points:\n          vendre: 1\ncout: z"},
		{"groups that change places, with what is in them", "outils:\n  - texte: b\n    choix:\n      - texte: 'c'\n        points: {vendre: 2}\n  # la suite\n  - texte: d # x", "outils", lists(group("texte", "d"), answers("b", answer("c", "2"))), "outils:\n  # la suite\n  - texte: d # x\n  - texte: b\n    choix:\n      - texte: 'c'\n        points: {vendre: 2}"},
		{"a first key behind its dash", "outils:\n  - valeur: a\n    libelle: b", "outils", Value{Kind: List, List: []Value{group("valeur", "", "libelle", "b")}}, "outils:\n  - libelle: b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				file := func(header string) string { return strings.ReplaceAll("---\n"+header+"\n---\n\nTexte\n", "\n", eol) }
				f, err := Open([]byte(file(c.header)))
				if err != nil {
					t.Fatal(err)
				}
				after, err := f.Set(c.key, c.value, order)
				if err != nil {
					t.Fatal(err)
				}
				if want := file(c.want); string(after.Text()) != want {
					t.Errorf("got  %q\nwant %q", after.Text(), want)
				}
			}
		})
	}
}

// TestOpenRefuses says what is left to whoever reads YAML.
func TestOpenRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no header":        "# Titre\n",
		"an open header":   "---\ntitre: a\n",
		"a colon too many": "---\ntitre: a : b\n---\n",
		"an anchor":        "---\ntitre: &a b\nresume: *a\n---\n",
		"a tag":            "---\ntitre: !!str 3\n---\n",
		"a key twice":      "---\ntitre: a\ntitre: b\n---\n",
		"a long key":       "---\n? titre\n: b\n---\n",
		"a merge":          "---\n<<: {a: b}\n---\n",
		"a tab":            "---\ntitre:\ta\n---\n",
		"no keys":          "---\n- a\n---\n",
		"brackets":         "---\n{titre: a}\n---\n",
		"old Macs":         "---\ntitre: a\r\n---\rb\n",
	} {
		f, err := Open([]byte(text))
		var refusal *Refusal
		if !errors.As(err, &refusal) || f != nil {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
}

// TestSetBody holds that lines that stay keep their bytes, and new ones end as the rest.
func TestSetBody(t *testing.T) {
	for _, c := range []struct{ name, body, shown, typed, want string }{
		{"a word", "Un\r\ndeux\r\n", "Un\ndeux\n", "Un\ntrois\n", "Un\r\ntrois\r\n"},
		{"mixed ends", "a\nb\r\nc\nd\r\n", "a\nb\nc\nd\n", "A\nb\nc\nd\ne\n", "A\r\nb\r\nc\nd\r\ne\r\n"},
		{"two places of mixed ends", "a\nb\r\nc\nd", "a\nb\nc\nd", "1\nb\nc\n2", "1\r\nb\r\nc\n2"},
		{"no end", "a", "a", "a\nb", "a\nb"},
		{"old Macs", "a\rb\nc\n", "a\nb\nc\n", "a\nb\nd\n", "a\rb\nd\n"},
		{"nothing left", "a\n", "a\n", "", ""},
	} {
		f, err := Open([]byte("---\ntitre: a\n---\n" + c.body))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if f.Body() != c.shown {
			t.Errorf("%s: shown %q, want %q", c.name, f.Body(), c.shown)
		}
		after, err := f.SetBody(c.typed)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := strings.TrimPrefix(string(after.Text()), "---\ntitre: a\n---\n"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
