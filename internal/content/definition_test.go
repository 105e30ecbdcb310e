package content

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/reference"
)

// eachKey visits the keys of a definition and those of their groups, by their paths.
func eachKey(path string, keys []KeyDefinition, visit func(path string, k KeyDefinition)) {
	for _, k := range keys {
		visit(join(path, k.Name), k)
		eachKey(join(path, k.Name), k.Keys, visit)
	}
}

// sample writes keys with their examples, in full; a path of changed is written as it says
// there, or left out when that is "".
func sample(path string, keys []KeyDefinition, changed map[string]string) []string {
	var list []string
	for _, k := range keys {
		at := join(path, k.Name)
		value := k.Example
		if k.Keys != nil {
			value = "{" + strings.Join(sample(at, k.Keys, changed), ", ") + "}"
		}
		if k.List {
			value = "[" + value + "]"
		}
		other, is := changed[at]
		if is {
			value = other
		}
		if value != "" {
			list = append(list, k.Name+": "+value)
		}
	}
	return list
}

// rulesBroken decodes a file of the sort, with its examples but for what is changed.
func rulesBroken(t *testing.T, def FileDefinition, changed map[string]string) (rules []string, text string) {
	t.Helper()
	keys := slices.DeleteFunc(def.Keys, func(k KeyDefinition) bool { return k.Name == "retire" && changed["retire"] == "" }) // which frees of all others
	text = strings.Join(sample("", keys, changed), "\n") + "\n"
	src := diag.NewSource("essai", []byte(text))
	node, problems := parseYAML(src, block{end: len(text)})
	d := newDecoder(src, 1)
	d.problems = problems
	switch def.Name {
	case siteFile:
		d.mapping(node, "", &Site{})
	case "editions":
		d.mapping(node, "", &Edition{})
	default:
		overlay, _ := reference.ParseTerritory("bretagne")
		d.document(node, &Document{Type: Type(def.Name), Overlay: overlay, spans: d.spans})
	}
	for _, p := range d.problems {
		rules = append(rules, p.Rule.Name)
	}
	return rules, text
}

// TestDefinitionsAreWhatIsChecked holds that the reader of front matter takes each example,
// wants each key that is said to be required and no other, and refuses what the limits,
// the values and the kind of a key exclude.
func TestDefinitionsAreWhatIsChecked(t *testing.T) {
	for _, def := range Definitions() {
		t.Run(def.Name, func(t *testing.T) {
			verdict := func(what, path, value, want string) {
				t.Helper()
				rules, text := rulesBroken(t, def, map[string]string{path: value})
				if want == "" && len(rules) > 0 || want != "" && !slices.Contains(rules, want) {
					t.Errorf("%s, %s: got %v, want %q\n%s", path, what, rules, want, text)
				}
			}
			verdict("all the examples", "", "", "")
			eachKey("", def.Keys, func(path string, k KeyDefinition) {
				one := func(v string) string {
					if k.List {
						return "[" + v + "]"
					}
					return v
				}
				switch {
				case k.Required:
					verdict("without it", path, "", diag.MissingKey.Name)
				case k.Name != "consentement" && k.Name != "reference" && !strings.HasSuffix(path, "consentement.date"): // what whoever is named needs
					verdict("without it", path, "", "")
				}
				if k.Required && k.Blank {
					verdict("blank", path, `""`, "")
				}
				for _, v := range k.Values {
					written := `"` + v.Name + `"`
					if k.Kind == KindNumbers {
						written = "{" + v.Name + ": 1}"
					}
					verdict("each value", path, one(written), "")
				}
				if k.Max > 0 {
					verdict("as long as may be", path, strings.Repeat("é", k.Max), "")
					verdict("too long", path, strings.Repeat("é", k.Max+1), diag.TooLong.Name)
				}
				if no, refuses := refused[k.Kind]; refuses && path != "tailles" { // whose values check compares
					verdict("of another kind", path, one(no.value), no.rule.Name)
				}
			})
		})
	}
}

// refused is a value that each kind of key refuses, if it refuses any text.
var refused = map[Kind]struct {
	value string
	rule  *diag.Rule
}{
	KindDate: {"hier", diag.BadDate}, KindPartialDate: {"hier", diag.BadDate}, KindYear: {"hier", diag.BadDate},
	KindURL: {"hier", diag.BadURL}, KindEmail: {"hier", diag.BadURL}, KindPhone: {"hier", diag.WrongType},
	KindColour: {"bleu", diag.BadColour}, KindSIRET: {"12", diag.BadSIRET}, KindPostcode: {"12", diag.WrongType},
	KindTerritory: {"zzzz", diag.UnknownPlace}, KindChoice: {"zzzz", diag.WrongType}, KindBoolean: {"hier", diag.WrongType},
	KindGroup: {"hier", diag.WrongType}, KindNumbers: {"hier", diag.WrongType},
}

// TestEveryKeyIsExplained says what to write for a key that was added to a struct, and what
// to take away with one that left it.
func TestEveryKeyIsExplained(t *testing.T) {
	met := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(s reflect.Type) {
		if s.Kind() == reflect.Slice || s.Kind() == reflect.Pointer {
			visit(s.Elem())
			return
		}
		if s.Kind() != reflect.Struct || s == reflect.TypeFor[reference.Territory]() || met[s] {
			return
		}
		met[s] = true
		explained(t, s)
		for _, f := range keysOfType(s) {
			visit(s.Field(f.index).Type)
		}
	}
	visit(reflect.TypeFor[Front]())
	for _, own := range eachOwn() {
		visit(reflect.TypeOf(own))
	}
	visit(reflect.TypeFor[Site]())
	visit(reflect.TypeFor[Edition]())
	for s := range allWords {
		if !met[s] {
			t.Errorf("words.go explains %s, which holds no key: delete that", s.Name())
		}
	}
}

func explained(t *testing.T, s reflect.Type) {
	names := map[string]bool{}
	for _, f := range keysOfType(s) {
		names[f.name] = true
		w := wordsFor(s, f.name)
		if w.label == "" || w.help == "" || w.example == "" {
			t.Errorf("the key « %s » of %s lacks its label, help or example: add them under reflect.TypeFor[%s]() in internal/content/words.go", f.name, s.Name(), s.Name())
		}
		for _, v := range f.enum {
			if w.values[v] == "" {
				t.Errorf("the value « %s » of the key « %s » of %s has no French words: add them to its values in internal/content/words.go", v, f.name, s.Name())
			}
		}
		if len(w.values) > len(f.enum) {
			t.Errorf("internal/content/words.go has words for values that the key « %s » of %s may not take", f.name, s.Name())
		}
		if len(f.enum) > 0 || w.values == nil {
			continue
		}
		t.Errorf("the key « %s » of %s has words for values and no enum tag", f.name, s.Name())
	}
	for name := range allWords[s] {
		if !names[name] {
			t.Errorf("internal/content/words.go explains the key « %s », which %s has not: delete that", name, s.Name())
		}
	}
}

// TestEveryKeyHasAKind holds that forms and schemas know what each key is.
func TestEveryKeyHasAKind(t *testing.T) {
	for _, def := range Definitions() {
		eachKey(def.Name, def.Keys, func(path string, k KeyDefinition) {
			if k.Kind == "" {
				t.Errorf("%s: its Go type has no Kind: add it to kinds in internal/content/definition.go", path)
			}
			if strings.Contains(k.Help, "|") || strings.Contains(k.Help, "\n") {
				t.Errorf("%s: its help would break a row of a table: %s", path, fmt.Sprintf("%q", k.Help))
			}
		})
	}
}
