package render

import (
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recueil/templates"
)

// TestManualNamesEverything holds that the manual says each field that a template may
// use, and names each template, part and function: none can be added without.
func TestManualNamesEverything(t *testing.T) {
	manual, err := Manual()
	if err != nil {
		t.Fatal(err)
	}
	var types dataTypes
	for _, page := range []any{CoveragePage{}, BookletPage{}, LeafletPage{}, LetterPage{}} {
		types.add(reflect.TypeOf(page))
	}
	for _, kind := range kinds {
		types.add(reflect.TypeOf(kind.data))
	}
	for _, d := range types {
		for _, f := range d.Fields() {
			if f.Help() == "" || !strings.Contains(manual, "| `."+f.Name+"` | "+f.Shape()+" | "+f.Help()+" |") {
				t.Errorf("%s.%s is not said: give it the tag fr", d.Name(), f.Name)
			}
		}
	}
	for name := range functions {
		if !strings.Contains(manual, "- `"+name+"` ") {
			t.Errorf("the function %s is not said", name)
		}
	}
	files, _ := fs.Glob(templates.FS, "*/*.html")
	for _, file := range append(files, "base.html") {
		if !strings.Contains(manual, "`"+file+"`") {
			t.Errorf("the template %s is not named", file)
		}
	}
}

func TestManualNamesTheParts(t *testing.T) {
	manual, _ := Manual()
	files, _ := fs.Glob(templates.FS, "parts/*.html")
	var defined []string
	for _, file := range files {
		text, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`{{-? *define "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			defined = append(defined, m[1])
		}
	}
	var named []string
	for _, m := range regexp.MustCompile("(?m)^\\| (?:`parts/[^ ]+`)? ?\\| `([^`.]+)` \\|").FindAllStringSubmatch(manual, -1) {
		named = append(named, m[1])
	}
	slices.Sort(defined)
	slices.Sort(named)
	if !slices.Equal(defined, named) {
		t.Errorf("the manual names the parts\n%v\nand the templates define\n%v", named, defined)
	}
}

// TestKindsSayTheirData holds that each page receives the struct that the manual says.
func TestKindsSayTheirData(t *testing.T) {
	said := map[string]string{}
	for _, kind := range kinds {
		said[kind.Name] = kind.Data()
	}
	for _, p := range newSite(Input{View: viewOf(t, fixture, "")}).plan {
		if got := reflect.TypeOf(p.data()).Name(); got != said[p.kind] {
			t.Errorf("%s receives %s; the manual says %s", p.path, got, said[p.kind])
		}
	}
}
