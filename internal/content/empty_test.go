package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// nothings are the ways in which an editor, or a web editor, leaves a value empty.
var nothings = []string{"", "''", `""`, "'  '", "null", "~", "[]", "{}", "['']", "\n  - ''\n  - null"}

// TestEmptyIsAbsent writes every optional key of every type with nothing for its
// value: the document is the one that does not have the key.
func TestEmptyIsAbsent(t *testing.T) {
	required := map[Type]string{Testimonials: "date: 2026-01-01\n", Sheets: "date: 2026-01-01\n", Quizzes: "questions: [{texte: A, choix: [{texte: B}]}]\n",
		Events: "debut: 2027-03-04\nen_ligne: https://www.example.org/\n", Exchanges: "sens: offre\ncontact: edition\nfin: 2027-03-31\n"}
	read := func(t *testing.T, of Type, head string) *Document {
		t.Helper()
		coll, problems := load(t, tree(map[string]string{string(of) + "/x.md": page(required[of]+head, "")}))
		if len(problems) > 0 {
			t.Fatalf("%s: %s", head, problems[0].Message)
		}
		return find(t, coll, string(of)+"/x")
	}
	for _, of := range Types() {
		t.Run(string(of), func(t *testing.T) {
			without := read(t, of, "")
			fields := fieldsOf(&Front{})
			if own := (&Document{Type: of}).own(); own != nil {
				fields = append(fields, fieldsOf(own)...)
			}
			for _, f := range fields {
				if f.required || strings.Contains(required[of], f.name+":") {
					continue
				}
				values := append([]string{groupOfNothings(f.value.Type())}, nothings...)
				if f.value.Kind() == reflect.Bool {
					values = append(values, "false")
				}
				for _, nothing := range values {
					d := read(t, of, f.name+": "+nothing+"\n")
					if d.Has(f.name) || !reflect.DeepEqual(d.Front, without.Front) || !reflect.DeepEqual(ownOf(d), ownOf(without)) {
						t.Errorf("%s: %s is read as something", f.name, nothing)
					}
				}
			}
		})
	}
}

// groupOfNothings is a group with all its keys and no value, when the type has keys.
func groupOfNothings(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return "{}"
	}
	var keys []string
	for i, name := range namesOf(fieldsOf(reflect.New(t).Interface())) {
		keys = append(keys, name+": "+nothings[1+i%2*3])
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// ownOf is what a document has of its own type.
func ownOf(d *Document) []any {
	return []any{d.Testimonial, d.Sheet, d.Course, d.Aid, d.Adviser, d.Contact, d.Sector, d.Quiz}
}

// TestEmptyElsewhere leaves keys empty in the site's file, of which another root gave
// them, and in an edition's.
func TestEmptyElsewhere(t *testing.T) {
	const head = "titre: Essai\nbase_url: https://recueil.example.org\n"
	coll, problems := load(t,
		tree(map[string]string{"recueil.yaml": head + "editeur: {nom: Eux}\n", "editions/b.yaml": "titre: B\nterritoires: [bretagne]\nnational: ''\nlogo: ''\ncouleurs: {primaire: '', accent: null}\n"}),
		tree(map[string]string{"recueil.yaml": "editeur: {nom: ''}\ncouleurs:\n"}))
	if len(problems) > 0 {
		t.Fatal(short(problems))
	}
	if e := coll.Editions[0]; e.National != nil || e.Colours != nil || coll.Site.Publisher == nil || coll.Site.Publisher.Name != "Eux" {
		t.Errorf("edition %+v, site %+v", e, coll.Site)
	}
}

// TestEmptyAndRequired says of a value that may not be empty that it is, once, and
// of an unknown key that it is unknown, whatever it holds.
func TestEmptyAndRequired(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"nothing", "fiches/x.md", "---\ntitre:\nresume: a\ndate: 2026-01-01\n---\n", "2:1 la clé « titre » est vide"},
		{"quotes", "fiches/x.md", "---\ntitre: ''\nresume: a\ndate: 2026-01-01\n---\n", "2:8 la clé « titre » est vide"},
		{"null", "fiches/x.md", "---\ntitre: a\nresume: null\ndate: 2026-01-01\n---\n", "3:1 la clé « resume » est vide"},
		{"a date", "fiches/x.md", page("date: ''\n", ""), "1:1 la clé « date » manque"},
		{"a list", "editions/x.yaml", "titre: a\nterritoires: []\n", "2:14 la liste « territoires » est vide"},
		{"in a group", "fiches/x.md", page("date: 2026-01-01\nsource: {titre: '', url: https://exemple.fr}\n", ""), "5:17 la clé « source.titre » est vide"},
		{"an alt, without quotes", "pages/x.md", page("image: {fichier: images/a.jpg, alt: }\n", ""), "4:32 la clé « image.alt » est vide"},
		{"an alt that says: decorative", "pages/x.md", page("image: {fichier: images/a.jpg, alt: ''}\n", ""), ""},
		{"an element of a list", "pages/x.md", page("secteurs: [commerce, null]\n", ""), "4:22 un élément de « secteurs » est vide"},
		{"the site's title", "recueil.yaml", "titre: ''\nbase_url: https://recueil.example.org\n", "1:8 la clé « titre » est vide"},
		{"the site's address, written nowhere", "recueil.yaml", "titre: a\n", "1:1 la clé « base_url » manque"},
		{"an unknown key", "pages/x.md", page("source: {titre: '', adresse: ''}\n", ""), "4:21 clé inconnue « adresse »"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{tt.file: tt.text, "images/a.jpg": ""}))
			var got []string
			for _, p := range problems {
				line, column := p.Source.Position(p.Span.Start)
				got = append(got, fmt.Sprintf("%d:%d %s", line, column, p.Message))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
