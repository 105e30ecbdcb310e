package content

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// spans remembers where each key and value of a file stands, by path.
type spans struct {
	keys, values map[string]diag.Span
}

func (s spans) value(path string) diag.Span { return s.values[path] }

// decoder fills structs from YAML, by their key tags, and reports all that does
// not fit. Scalars are read as written: 01000, 2A and NON stay text.
type decoder struct {
	source   *diag.Source
	first    int // line of the source on which the YAML begins, from 1
	spans    spans
	problems []diag.Diagnostic
}

func newDecoder(src *diag.Source, first int) *decoder {
	return &decoder{source: src, first: first, spans: spans{map[string]diag.Span{}, map[string]diag.Span{}}}
}

// field is one key of a struct: the definition in its tag, and where its value
// goes.
type field struct {
	name     string
	required bool
	enum     []string
	max      int
	value    reflect.Value
}

// fieldsOf lists the keys of pointers to structs.
func fieldsOf(targets ...any) []field {
	var fields []field
	for _, target := range targets {
		v := reflect.ValueOf(target).Elem()
		for i := range v.NumField() {
			if f, ok := fieldOf(v.Type().Field(i), v.Field(i)); ok {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

func fieldOf(def reflect.StructField, v reflect.Value) (field, bool) {
	name, ok := def.Tag.Lookup("key")
	if !ok {
		return field{}, false
	}
	f := field{name: name, required: def.Tag.Get("required") == "true", value: v}
	if enum := def.Tag.Get("enum"); enum != "" {
		f.enum = strings.Split(enum, "|")
	}
	f.max, _ = strconv.Atoi(def.Tag.Get("max"))
	return f, true
}

func (d *decoder) report(rule *diag.Rule, span diag.Span, message, hint string) {
	d.problems = append(d.problems, diag.New(rule, d.source, span, message, hint))
}

// mapping decodes a node into the structs that targets point to. Path is the
// path of the node, "" at the top.
func (d *decoder) mapping(node *yaml.Node, path string, targets ...any) {
	if node.Kind != yaml.MappingNode {
		d.report(diag.WrongType, d.span(node), wrongForm(path, "des clés et leurs valeurs"), "écrivez une clé par ligne, sous la forme « cle: valeur »")
		return
	}
	fields := fieldsOf(targets...)
	seen := map[string]diag.Span{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		d.entry(node.Content[i], node.Content[i+1], path, fields, seen)
	}
	for _, f := range fields {
		if _, ok := seen[f.name]; f.required && !ok && !misspelt(f.name, seen, fields) {
			d.missing(node, path, f.name)
		}
	}
}

// misspelt tells whether an unknown key is taken for this one: its own
// diagnostic is then enough.
func misspelt(name string, seen map[string]diag.Span, fields []field) bool {
	for key := range seen {
		if near, ok := french.Nearest(key, namesOf(fields)); ok && near == name {
			return true
		}
	}
	return false
}

func namesOf(fields []field) []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// entry decodes one key and its value.
func (d *decoder) entry(key, value *yaml.Node, path string, fields []field, seen map[string]diag.Span) {
	at := d.span(key)
	if first, twice := seen[key.Value]; twice {
		problem := diag.New(diag.DuplicatedKey, d.source, at, fmt.Sprintf("la clé « %s » est écrite deux fois", key.Value), "gardez une seule des deux lignes")
		problem.Related = []diag.Related{{Source: d.source, Span: first, Message: "déjà écrite ici"}}
		d.problems = append(d.problems, problem)
		return
	}
	seen[key.Value] = at
	for _, f := range fields {
		if f.name == key.Value {
			full := join(path, f.name)
			d.spans.keys[full], d.spans.values[full] = at, d.span(value)
			d.field(value, full, f)
			return
		}
	}
	d.unknown(key, fields)
}

func (d *decoder) unknown(key *yaml.Node, fields []field) {
	names := namesOf(fields)
	d.report(diag.UnknownKey, d.span(key), fmt.Sprintf("clé inconnue « %s »", key.Value),
		french.DidYouMean(key.Value, names, "clés possibles : "+strings.Join(names, ", ")))
}

// missing reports a required key that is not there: on the first line of its
// group.
func (d *decoder) missing(node *yaml.Node, path, name string) {
	message := fmt.Sprintf("la clé « %s » manque", name)
	hint := ""
	span := d.span(node)
	if path == "" {
		span = d.head()
		hint = fmt.Sprintf(d.where(), name)
	} else if group := said(path); group == "" { // of a list that is a whole file
		message = fmt.Sprintf("la clé « %s » manque dans cette entrée", name)
		hint = fmt.Sprintf("ajoutez « %s: … » à l'entrée", name)
	} else {
		message = fmt.Sprintf("la clé « %s » manque dans « %s »", name, group)
		hint = fmt.Sprintf("ajoutez « %s: … » à ce groupe", name)
	}
	d.report(diag.MissingKey, span, message, hint)
}

// where says where a key that is missing goes: in the header of a document, in a
// file that has no header, in a table.
func (d *decoder) where() string {
	switch {
	case strings.HasSuffix(d.source.Path, ".csv"):
		return "ajoutez une colonne « %s », et remplissez-la sur cette ligne"
	case d.first == 1:
		return "ajoutez une ligne « %s: … » au fichier"
	}
	return "ajoutez une ligne « %s: … » dans l'en-tête"
}

// head is the first line of the file, where what is missing is reported.
func (d *decoder) head() diag.Span {
	line := linesOf(d.source.Text)[0]
	return diag.Span{Start: line.Start, End: line.Start + len(strings.TrimRight(string(d.source.Text[line.Start:line.End]), "\r"))}
}

// field decodes a value into the field that its key names.
func (d *decoder) field(node *yaml.Node, path string, f field) {
	if isNull(node) {
		if f.required {
			d.report(diag.MissingKey, d.spans.keys[path], fmt.Sprintf("la clé « %s » est vide", said(path)), "écrivez sa valeur après les deux-points")
		}
		return
	}
	if d.value(node, path, f.value) {
		d.limits(node, path, f)
	}
}

// limits checks what the tag says of a text that was decoded.
func (d *decoder) limits(node *yaml.Node, path string, f field) {
	if f.value.Kind() != reflect.String {
		return
	}
	text := f.value.String()
	if f.enum != nil && !slices.Contains(f.enum, text) {
		d.report(diag.WrongType, d.span(node), fmt.Sprintf("« %s » n'est pas une valeur de « %s »", text, said(path)),
			french.DidYouMean(text, f.enum, "valeurs possibles : "+strings.Join(f.enum, ", ")))
		f.value.SetString("")
	}
	if n := utf8.RuneCountInString(text); f.max > 0 && n > f.max {
		d.report(diag.TooLong, d.span(node), fmt.Sprintf("« %s » a %d caractères, et %d au plus sont permis", said(path), n, f.max),
			fmt.Sprintf("raccourcissez le texte d'au moins %d caractères", n-f.max))
	}
	if f.required && strings.TrimSpace(text) == "" && f.name != "alt" {
		d.report(diag.MissingKey, d.span(node), fmt.Sprintf("la clé « %s » est vide", said(path)), "écrivez sa valeur entre les guillemets")
	}
}

// value decodes a node into v, and tells whether it fitted.
func (d *decoder) value(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind == yaml.AliasNode {
		d.report(diag.WrongType, d.span(node), "un renvoi « *… » n'est pas accepté ici", "écrivez la valeur elle-même, entre guillemets si elle commence par « * »")
		return false
	}
	if parse, ok := scalarOf(v); ok {
		return d.parsed(node, path, parse)
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(node, path, v.Elem())
	case reflect.Struct:
		return d.group(node, path, v)
	case reflect.Slice:
		return d.list(node, path, v)
	case reflect.Map:
		return d.points(node, path, v)
	case reflect.Bool:
		return d.boolean(node, path, v)
	}
	return d.text(node, path, v)
}

// parsed decodes a scalar of a kind that knows how to refuse what it is not.
func (d *decoder) parsed(node *yaml.Node, path string, parse func(string) *refusal) bool {
	if node.Kind != yaml.ScalarNode {
		d.report(diag.WrongType, d.span(node), wrongForm(path, "une seule valeur"), "")
		return false
	}
	if no := parse(node.Value); no != nil {
		d.report(no.rule, d.span(node), no.message, no.hint)
		return false
	}
	return true
}

func (d *decoder) text(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind != yaml.ScalarNode {
		hint := "écrivez une seule valeur, sans crochets ni tirets"
		if node.Kind == yaml.MappingNode {
			hint = "écrivez une seule valeur sur la ligne, entre guillemets si elle contient des signes"
		}
		d.report(diag.WrongType, d.span(node), wrongForm(path, "un texte"), hint)
		return false
	}
	v.SetString(strings.TrimSpace(node.Value))
	return true
}

func (d *decoder) boolean(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind == yaml.ScalarNode && (node.Value == "true" || node.Value == "false") {
		v.SetBool(node.Value == "true")
		return true
	}
	d.report(diag.WrongType, d.span(node), wrongForm(path, "true ou false"), fmt.Sprintf("écrivez « %s: true » (oui) ou « %s: false » (non)", lastKey(path), lastKey(path)))
	return false
}

// group decodes a mapping into a struct; a NAF code may be a bare scalar.
func (d *decoder) group(node *yaml.Node, path string, v reflect.Value) bool {
	if code, ok := v.Addr().Interface().(*NAFCode); ok && node.Kind == yaml.ScalarNode {
		code.Code = node.Value
		return true
	}
	if node.Kind != yaml.MappingNode {
		like := groupLike(node, v)
		if !strings.HasSuffix(path, "]") {
			like = lastKey(path) + ": " + like
		}
		d.report(diag.WrongType, d.span(node), wrongForm(path, "un groupe de clés"), "écrivez « "+like+" »")
		return false
	}
	d.mapping(node, path, v.Addr().Interface())
	return true
}

func (d *decoder) list(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind != yaml.SequenceNode {
		hint := "écrivez une liste entre crochets, ou un tiret par ligne"
		if node.Kind == yaml.ScalarNode {
			hint = fmt.Sprintf("écrivez « %s: [%s] »", lastKey(path), itemLike(node.Value, v))
		}
		d.report(diag.WrongType, d.span(node), wrongForm(path, "une liste"), hint)
		return false
	}
	out := reflect.MakeSlice(v.Type(), 0, len(node.Content))
	for i, child := range node.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.spans.keys[at], d.spans.values[at] = d.span(child), d.span(child)
		element := reflect.New(v.Type().Elem()).Elem()
		if isNull(child) {
			d.report(diag.WrongType, d.span(child), fmt.Sprintf("un élément de « %s » est vide", said(path)), "supprimez-le, ou écrivez sa valeur")
			continue
		}
		d.value(child, at, element)
		// A value that did not fit keeps its place, so that the paths of the
		// others stay right; its document is not published anyway.
		out = reflect.Append(out, element)
	}
	v.Set(out)
	return true
}

// groupLike is what a group looks like: its keys, the first with the text that
// was written for the whole, which is its name. A "oui" is no consent's.
func groupLike(node *yaml.Node, v reflect.Value) string {
	values := make([]string, v.NumField())
	for i := range values {
		values[i] = "…"
	}
	if node.Kind == yaml.ScalarNode && v.Type() != reflect.TypeFor[Consent]() {
		values[0] = node.Value
		if strings.ContainsAny(node.Value, ",:{}[]#\"'") {
			values[0] = Quote(node.Value)
		}
	}
	var keys []string
	for i, name := range namesOf(fieldsOf(v.Addr().Interface())) {
		keys = append(keys, name+": "+values[i])
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// itemLike is what an item of a list looks like: the text that was written, or the
// keys of a group.
func itemLike(text string, list reflect.Value) string {
	item := reflect.New(list.Type().Elem())
	if item.Elem().Kind() != reflect.Struct || list.Type().Elem() == territoryType || list.Type().Elem() == reflect.TypeFor[NAFCode]() {
		return text
	}
	return groupLike(&yaml.Node{}, item.Elem())
}

// points decodes a mapping from slugs to whole numbers.
func (d *decoder) points(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind != yaml.MappingNode {
		d.report(diag.WrongType, d.span(node), wrongForm(path, "des thèmes et leurs points"), fmt.Sprintf("écrivez « %s: {se-proteger: 2} »", lastKey(path)))
		return false
	}
	out := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		at := join(path, key.Value)
		d.spans.keys[at], d.spans.values[at] = d.span(key), d.span(value)
		n, err := strconv.Atoi(value.Value)
		if err != nil || value.Kind != yaml.ScalarNode {
			d.report(diag.WrongType, d.span(value), wrongForm(at, "un nombre entier"), "écrivez un nombre de points, par exemple 2")
		}
		out[key.Value] = n
	}
	v.Set(reflect.ValueOf(out))
	return true
}

// span returns where a node stands in the source. The parser says where a node
// begins; the end is that of the written value, on its first line.
func (d *decoder) span(node *yaml.Node) diag.Span {
	line := d.first + max(node.Line, 1) - 1
	start := d.source.Offset(line, node.Column)
	text := d.source.Line(line)
	rest := string(d.source.Text[start:min(len(d.source.Text), start+len(text))])
	rest, _, _ = strings.Cut(rest, "\n")
	return diag.Span{Start: start, End: start + writtenLength(node, strings.TrimRight(rest, " \t\r"))}
}

func writtenLength(node *yaml.Node, rest string) int {
	switch {
	case node.Kind != yaml.ScalarNode:
		return len(rest)
	case strings.HasPrefix(rest, node.Value):
		return len(node.Value)
	case rest != "" && (rest[0] == '"' || rest[0] == '\''):
		if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 {
			return end + 2
		}
	}
	return len(rest)
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.Tag == "!!null" && node.Value != "null"
}

func wrongForm(path, want string) string {
	if path == "" {
		return "l'en-tête doit contenir " + want
	}
	return fmt.Sprintf("« %s » attend %s", said(path), want)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// said is a path as a message says it: in a list, whose elements have no names,
// the last name alone, since the place tells the rest.
func said(path string) string {
	if strings.Contains(path, "[") {
		return lastKey(path)
	}
	return path
}

// lastKey is the last name of a path, as the author writes it.
func lastKey(path string) string {
	path, _, _ = strings.Cut(path[strings.LastIndexByte(path, '.')+1:], "[")
	return path
}

var territoryType = reflect.TypeFor[reference.Territory]()
