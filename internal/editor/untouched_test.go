package editor

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
)

// documents returns the Markdown files of the repository and of the goldens, by path.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, root := range []string{"../../content", "../site/testdata"} {
		err := filepath.WalkDir(root, func(name string, item fs.DirEntry, err error) error {
			if err != nil || item.IsDir() || filepath.Ext(name) != ".md" || strings.HasPrefix(filepath.Base(name), "README") {
				return err
			}
			files[name], err = os.ReadFile(name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 300 {
		t.Fatalf("%d documents found", len(files))
	}
	return files
}

// TestEveryDocumentOpens holds that the form knows how to edit every document of the
// repository, and that what it reads of them is what they say.
func TestEveryDocumentOpens(t *testing.T) {
	for name, text := range documents(t) {
		f, err := Open(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, e := range f.Entries() {
			again, err := f.Set(e.Key, e.Value, nil)
			if err != nil || !bytes.Equal(again.Text(), text) {
				t.Errorf("%s: %s written as it is changes the file: %v", name, e.Key, err)
			}
		}
		if again, err := f.SetBody(f.Body()); err != nil || !bytes.Equal(again.Text(), text) {
			t.Errorf("%s: a body written as it is changes the file: %v", name, err)
		}
	}
}

// texts are those that headers lose most easily.
var texts = []string{
	"01000", "2A", "NON", "oui", "1.10", "2026-11-22", "1_000", "0b11", "null", "~", "a : b", "titre: a : b", "l'atelier d'à côté", "« Meca » : la vente",
	`dit "non"`, "[a]", "{a: b}", "a, b", "# pas une remarque", "a # b", "- a", "*a*", "&a", "!a", "%a", "@a", "`a`", "|", ">", "deux\nlignes", "a\n\nb", "it’s", "“a”",
	"é à ç", "A\u00a0: b", "https://example.org/a?b=c#d", "1-9", "=1+1", "finit par :", "\\n", "un très long texte " + "qui dure et qui dure et qui dure et qui dure",
}

var keys = []string{"titre", "resume", "date", "maj", "secteurs", "themes", "territoires", "tailles", "auteur", "source", "image", "mots_cles", "entreprise", "resultats", "outils", "cout", "bilan", "url", "voir_aussi", "naf", "questions"}

// randomValue returns a value near one: of the same form, or of another.
func randomValue(r *rand.Rand, near Value, depth int) Value {
	text := func() Value { return Of(texts[r.IntN(len(texts))]) }
	switch kind := r.IntN(10); {
	case kind == 0:
		return Value{}
	case near.Kind == List && kind < 8 || near.Kind != Group && kind == 1 && depth < 2:
		list := append([]Value{}, near.List...)
		for range 1 + r.IntN(2) {
			at := r.IntN(len(list) + 1)
			switch r.IntN(5) {
			case 0:
				list = append(list[:at], append([]Value{randomValue(r, Value{}, depth+1)}, list[at:]...)...)
			case 3: // another place
				r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			case 4: // one more of an item, with what is in it
				if at < len(list) {
					list = slices.Insert(list, r.IntN(len(list)), list[at])
				}
			case 1:
				list = append(list[:at], list[min(at+1, len(list)):]...)
			default:
				if at < len(list) {
					list[at] = randomValue(r, list[at], depth+1)
				}
			}
		}
		return Value{Kind: List, List: list}
	case near.Kind == Group && kind < 8 || kind == 2 && near.Kind == Nothing && depth < 2:
		group := append([]Entry{}, near.Group...)
		for i := range group {
			if r.IntN(3) == 0 {
				group[i].Value = randomValue(r, group[i].Value, depth+1)
			}
		}
		for _, key := range []string{"titre", "url", "alt"} {
			if !hasKey(group, key) && r.IntN(2) == 0 {
				group = append(group, Entry{key, text()})
			}
		}
		return Value{Kind: Group, Group: group}
	case kind == 3:
		return Value{Kind: Truth, Text: "true"}
	}
	return text()
}

func hasKey(group []Entry, key string) bool {
	for _, e := range group {
		if e.Key == key {
			return true
		}
	}
	return false
}

// TestOnlyWhatIsChangedChanges makes random edits of real documents, as they are and
// with the line ends and the mark of Windows, and looks at the bytes and at what another
// reader of YAML than the editor's says of them.
func TestOnlyWhatIsChangedChanges(t *testing.T) {
	files := documents(t)
	names := slices.Sorted(maps.Keys(files))
	r := rand.New(rand.NewPCG(1, 2))
	made, refused := 0, 0
	for range 1500 {
		name := names[r.IntN(len(names))]
		text := files[name]
		if r.IntN(3) == 0 {
			text = append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
		}
		f, err := Open(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		key := keys[r.IntN(len(keys))]
		if own := f.Entries(); r.IntN(3) > 0 {
			key = own[r.IntN(len(own))].Key
		}
		v := randomValue(r, f.Value(key), 0)
		after, err := f.Set(key, v, keys)
		if err != nil {
			refused++
			t.Logf("%s: %s: %v", name, key, err)
			continue
		}
		made++
		checkEdit(t, name, key, v, f, after)
	}
	t.Logf("%d edits, %d refused", made, refused)
	if refused > made/100 {
		t.Errorf("%d edits of %d are refused", refused, made+refused)
	}
}

func checkEdit(t *testing.T, name, key string, v Value, before, after *File) {
	t.Helper()
	region := before.region(key)
	old, fresh := before.Text(), after.Text()
	head := region.Start
	tail := len(old) - region.End
	if len(fresh) < head+tail || !bytes.Equal(fresh[:head], old[:head]) || !bytes.Equal(fresh[len(fresh)-tail:], old[region.End:]) {
		t.Errorf("%s: an edit of %s to %v changes other bytes:\n%s", name, key, v, fresh[:min(len(fresh), 2000)])
	}
	if bytes.Contains(old, []byte("\r\n")) && bytes.Count(fresh, []byte("\r\n")) != bytes.Count(fresh, []byte("\n")) {
		t.Errorf("%s: an edit of %s to %v mixes line ends", name, key, v)
	}
	was, is := decoded(t, before), decoded(t, after)
	got := is[key]
	delete(was, key)
	delete(is, key)
	if len(was)+len(is) > 0 && !reflect.DeepEqual(was, is) {
		t.Errorf("%s: an edit of %s changes other values", name, key)
	}
	if want := plainly(v.plain()); !reflect.DeepEqual(blankless(got), want) && !extends(blankless(got), want) {
		t.Errorf("%s: %s reads %#v, want %#v:\n%s", name, key, got, want, fresh[region.Start:min(len(fresh), region.Start+500)])
	}
}

// region is where a key's lines are; where they will go, when it is not there.
func (f *File) region(key string) diag.Span {
	at := keyIn(f.root, key)
	if at >= 0 {
		return diag.Span{Start: lineStart(f.source.Text, f.places[f.root.Content[at]].Start), End: nextLine(f.source.Text, f.places.endOfEntry(f.source.Text, f.root, at+1))}
	}
	added := f.yaml.Start
	for i := 0; i < len(f.root.Content); i += 2 {
		if before := slices.Index(keys, f.root.Content[i].Value); before >= 0 && before < slices.Index(keys, key) {
			added = nextLine(f.source.Text, f.places.endOfEntry(f.source.Text, f.root, i+1))
		}
	}
	return diag.Span{Start: added, End: added}
}

// decoded reads a header by the ordinary way of the YAML library.
func decoded(t *testing.T, f *File) map[string]any {
	t.Helper()
	var m map[string]any
	if err := yaml.Unmarshal(f.source.Text[f.yaml.Start:f.yaml.End], &m); err != nil {
		t.Fatalf("%v:\n%s", err, f.source.Text[:f.body])
	}
	return m
}

// plainly is a value as that library gives it.
func plainly(v Value) any {
	switch v.Kind {
	case Text:
		return v.Text
	case Truth:
		return v.Text == "true"
	case Number:
		n, _ := strconv.Atoi(v.Text)
		return n
	case List:
		if !v.says() {
			return nil
		}
		list := []any{}
		for _, item := range v.List {
			list = append(list, plainly(item))
		}
		return list
	case Group:
		group := map[string]any{}
		for _, e := range v.Group {
			if value := plainly(e.Value); value != nil {
				group[e.Key] = value
			}
		}
		if len(group) == 0 {
			return nil
		}
		return group
	}
	return nil
}

// blankless is a value without the blanks at the ends of its texts, which no reader of
// ours sees, and with days as texts.
func blankless(v any) any {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		list := []any{}
		for _, item := range v {
			list = append(list, blankless(item))
		}
		return list
	case map[string]any:
		group := map[string]any{}
		for key, item := range v {
			if item := blankless(item); item != nil {
				group[key] = item
			}
		}
		return group
	}
	return v
}

// extends reports whether a value that was there says the same as what was asked: written
// in short, or as a number that nobody changed.
func extends(got, want any) bool {
	return reflect.DeepEqual(readAsText(got), readAsText(want))
}

func readAsText(v any) any {
	data, err := yaml.Marshal(v)
	if err != nil {
		return err
	}
	var n yaml.Node
	if err := yaml.Unmarshal(data, &n); err != nil || len(n.Content) == 0 {
		return nil
	}
	return textsOf(valueOf(n.Content[0]))
}

func textsOf(v Value) any {
	switch v.Kind {
	case List:
		var list []any
		for _, item := range v.List {
			list = append(list, textsOf(item))
		}
		return list
	case Group:
		group := map[string]any{}
		for _, e := range v.Group {
			group[e.Key] = textsOf(e.Value)
		}
		return group
	}
	return v.Text
}

// TestOnlyTheWordTypedChanges types a word in the place of another in real texts, as they
// are and with the line ends of Windows.
func TestOnlyTheWordTypedChanges(t *testing.T) {
	files := documents(t)
	r := rand.New(rand.NewPCG(3, 4))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := files[name]
		if r.IntN(2) == 0 {
			text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		}
		f, err := Open(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		words := strings.Fields(f.Body())
		if len(words) == 0 {
			continue
		}
		word := words[r.IntN(len(words))]
		after, err := f.SetBody(strings.Replace(f.Body(), word, "été", 1))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		head := string(text[:f.body])
		if want := head + strings.Replace(string(text[f.body:]), word, "été", 1); string(after.Text()) != want {
			t.Errorf("%s: typing over %q changes more", name, word)
		}
	}
}

// FuzzSet holds that a file is read, or refused, and that an edit of it is kept, or
// refused: it then says what was asked, and the other keys what they said.
func FuzzSet(f *testing.F) {
	for _, text := range []string{sheet, "---\ntitre: a\nl:\n- a\n- b: {c: d}\n# x\n---\n", "\ufeff---\r\nt: >-\r\n  a\r\n\r\n  b\r\nu: [a, 'b', \"c\"]\r\n---\r\n", "---\na:\n  b: |+\n    c\n\n---\n"} {
		f.Add([]byte(text), "titre", "01000")
		f.Add([]byte(text), "l", "a: b")
	}
	f.Fuzz(func(t *testing.T, text []byte, key, value string) {
		file, err := Open(text)
		if err != nil {
			return
		}
		if len(file.Text()) > 0 && !bytes.Equal(file.Text(), text) {
			t.Fatal("opening changes the text")
		}
		for _, v := range []Value{Of(value), {}, {Kind: List, List: []Value{Of(value), Of("b")}}, {Kind: Group, Group: []Entry{{"b", Of(value)}, {"z", Of("z")}}}} {
			after, err := file.Set(key, v, []string{"titre", key})
			if err != nil {
				continue
			}
			others := func(f *File) []Entry {
				return slices.DeleteFunc(f.Entries(), func(e Entry) bool { return e.Key == key })
			}
			if !sameEntries(others(file), others(after)) || file.Body() != after.Body() {
				t.Fatalf("%q: %s to %v: %q", text, key, v, after.Text())
			}
			if again, err := after.Set(key, v, nil); err != nil || !bytes.Equal(again.Text(), after.Text()) {
				t.Fatalf("%q: %s to %v twice: %v", text, key, v, err)
			}
		}
	})
}
