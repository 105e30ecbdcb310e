package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/export"
)

// everyType are the files that name each type of document. Adding one takes these, and a
// file of render for its page; export/document.go and a template when it has keys and a
// look of its own.
var everyType = []string{"internal/content/types.go", "internal/content/words.go", "internal/export/fill.go", "internal/render/document.go"}

// alone are the files that name a type for something that it alone does.
var alone = map[string][]string{
	"Testimonials": {"internal/render/testimonial.go", "internal/render/home.go", "internal/render/frame.go", // its stories greet the reader; tasks and the menu lead to each
		"internal/check/story.go", "internal/edition/similar.go", "internal/edition/foryou.go", "internal/edition/plan.go", // of a trade, and with what to do next
		"internal/edition/borrow.go", "internal/edition/coverage.go", "internal/render/coverage.go"},
	"Sheets": {"internal/render/sheet.go", "internal/render/home.go", "internal/render/frame.go", "internal/edition/foryou.go", "internal/edition/plan.go",
		"internal/edition/coverage.go", "internal/render/coverage.go", "internal/render/leaflet.go", "cmd/recueil/leaflet.go"}, // their steps make a leaflet
	"Courses": {"internal/render/course.go", "internal/edition/foryou.go", "internal/render/home.go", "internal/render/frame.go"},
	"Aids": {"internal/render/aid.go", "internal/render/home.go", "internal/render/timing.go", "internal/render/frame.go", "internal/edition/foryou.go", "internal/edition/plan.go", // it closes
		"internal/check/dates.go", "internal/edition/aid.go", "internal/edition/coverage.go", "internal/render/coverage.go",
		"internal/edition/digest.go", "internal/render/letter.go", "internal/export/changes.go"},
	"Advisers": {"internal/render/adviser.go", "internal/render/home.go", "internal/render/frame.go", "internal/content/table.go"}, // they may be rows of a table
	"Contacts": {"internal/render/contact.go", "internal/render/home.go", "internal/render/frame.go", "internal/edition/foryou.go", "internal/edition/plan.go",
		"internal/render/booklet.go", "cmd/recueil/booklet.go", // whom paper says to call
		"internal/check/named.go", "internal/edition/respondent.go", "internal/editor/suggestions.go"}, // who answers about a story
	"Events": {"internal/render/event.go", "internal/render/list.go", "internal/render/frame.go", "internal/export/calendar.go", "internal/render/letter.go"}, // they make an agenda
	"Exchanges": {"internal/render/exchange.go", "internal/render/home.go", "internal/edition/coming.go", "internal/check/exchange.go",
		"internal/edition/digest.go", "internal/render/letter.go"}, // they answer each other
	"Quizzes": {"internal/render/quiz.go", "internal/render/home.go", "internal/render/frame.go"},
}

// TestTypesAreToldInOnePlace lists the files of the house, tests left out, that name a type
// of document, by its constant or by the struct of its own keys. Sectors, themes and pages
// are left out: other documents hang on them.
func TestTypesAreToldInOnePlace(t *testing.T) {
	house := filesOfTheHouse(t)
	for constant, own := range typeNames(t) {
		var files []string
		for file, names := range house {
			if slices.Contains(names, constant) || own != "" && slices.Contains(names, own) {
				files = append(files, file)
			}
		}
		want := slices.Concat(everyType, alone[constant])
		slices.Sort(files)
		slices.Sort(want)
		if !slices.Equal(files, want) {
			t.Errorf("%s is named in\n%s\nand should be in\n%s", constant, strings.Join(files, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestTypesArePublished looks in the open data for the keys of each type.
func TestTypesArePublished(t *testing.T) {
	fields := reflect.TypeFor[content.Own]()
	for i := range fields.NumField() {
		if name := fields.Field(i).Name; !hasField(reflect.TypeFor[export.Document](), name) {
			t.Errorf("export.Document has no field %s", name)
		}
	}
}

func hasField(t reflect.Type, name string) bool { _, ok := t.FieldByName(name); return ok }

// typeNames pairs the constants of the types with the structs of their own keys.
func typeNames(t *testing.T) map[string]string {
	own := map[string]string{}
	fields := reflect.TypeFor[content.Own]()
	for i := range fields.NumField() {
		own[fields.Field(i).Tag.Get("type")] = fields.Field(i).Name
	}
	names, found := map[string]string{}, 0
	ast.Inspect(parse(t, "content/types.go"), func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if typ, named := typeOf(spec, ok); named && typ == "Type" {
			value := strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)
			if found++; !content.Type(value).IsStructural() {
				names[spec.Names[0].Name] = own[value]
			}
		}
		return true
	})
	if found != len(content.Types()) {
		t.Fatalf("found %d constants, and there are %d types", found, len(content.Types()))
	}
	return names
}

func typeOf(spec *ast.ValueSpec, ok bool) (string, bool) {
	if !ok || spec.Type == nil || len(spec.Values) != 1 {
		return "", false
	}
	ident, ok := spec.Type.(*ast.Ident)
	return ident.Name, ok
}

// filesOfTheHouse lists what each file of product code names of content: "content.Aids",
// and as a field of a document, "d.Aid".
func filesOfTheHouse(t *testing.T) map[string][]string {
	out, err := exec.Command("go", "list", "-f", "{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}}\n{{end}}", "recueil/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]string{}
	for _, path := range strings.Fields(strings.ReplaceAll(string(out), `\n`, "\n")) {
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = typesNamedIn(parse(t, path), strings.HasPrefix(name, "internal/content/"))
	}
	return files
}

func parse(t *testing.T, path string) *ast.File {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// typesNamedIn lists what a file names of the package content, within which names stand alone, and
// the fields of documents, which the house calls d or doc.
func typesNamedIn(file *ast.File, inside bool) []string {
	var list []string
	var look func(n ast.Node) bool
	look = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field: // its name may be a type's, as a site's contact
			ast.Inspect(n.Type, look)
			return false
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && slices.Contains([]string{"content", "d", "doc"}, x.Name) {
				list = append(list, n.Sel.Name)
			}
			ast.Inspect(n.X, look)
			return false
		case *ast.Ident:
			if inside {
				list = append(list, n.Name)
			}
		}
		return true
	}
	ast.Inspect(file, look)
	return list
}
