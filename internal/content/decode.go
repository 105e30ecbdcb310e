package content

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// spans remembers where each key and value of a file stands, by path.
type spans struct {
	keys, values map[string]diag.Span
}

func (s spans) value(path string) diag.Span { return s.values[path] }

// decoder fills structs from YAML, by their tags, and reports all that does not
// fit. Scalars are read as written: 01000, 2A and NON stay text. An empty value is
// that of a key that is not there, as web editors write it; so is a plain false.
//
// It knows nothing of what it reads: see [Front] for the tags, scalarOf for the
// texts with rules of their own, [shorthand] and [selfReader] for the rest.
type decoder struct {
	source   *diag.Source
	first    int       // line of the source on which the YAML begins, from 1
	partial  bool      // other files may give the keys of the top that are required
	columns  []string  // of a table, whose keys that are missing are reported with its headings
	top      diag.Span // where a key that is missing is reported
	spans    spans
	problems []diag.Diagnostic
}

// shorthand is a group of keys that may be written as one text.
type shorthand interface{ setText(text string) }

// selfReader is a value that reads its own node; it reports whether it fitted.
type selfReader interface {
	read(d *decoder, node *yaml.Node, path string) bool
}

func newSpans() spans { return spans{map[string]diag.Span{}, map[string]diag.Span{}} }

func newDecoder(src *diag.Source, first int) *decoder {
	return &decoder{source: src, first: first, top: headOf(src), spans: newSpans()}
}

// field is one key of a struct: the definition in its tag, and where its value
// goes.
type field struct {
	index    int // in the struct
	name     string
	required bool
	blank    bool // its text may be empty, and then says something
	enum     []string
	max      int
	like     string // what a hint writes as its value
	missed   string // the hint when its value is empty
	value    reflect.Value
}

// fieldsOf lists the keys of pointers to structs.
func fieldsOf(targets ...any) []field {
	var fields []field
	for _, target := range targets {
		v := reflect.ValueOf(target).Elem()
		keys := keysOfType(v.Type())
		fields = slices.Grow(fields, len(keys)) // as each row of a table has them
		for _, f := range keys {
			f.value = v.Field(f.index)
			fields = append(fields, f)
		}
	}
	return fields
}

// keysOf are the keys of each type of struct met so far, without values.
var keysOf sync.Map // reflect.Type → []field

// keysOfType reads the tags of a type of struct, once.
func keysOfType(t reflect.Type) []field {
	if known, ok := keysOf.Load(t); ok {
		return known.([]field)
	}
	var fields []field
	for i := range t.NumField() {
		if f, ok := fieldOf(t.Field(i)); ok {
			f.index = i
			fields = append(fields, f)
		}
	}
	keysOf.Store(t, fields)
	return fields
}

func fieldOf(def reflect.StructField) (field, bool) {
	name, ok := def.Tag.Lookup("key")
	if !ok {
		return field{}, false
	}
	required := def.Tag.Get("required")
	f := field{name: name, required: required != "", blank: required == "blank", like: def.Tag.Get("like"), missed: def.Tag.Get("missed")}
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
	for key, value := range pairs(node) {
		d.entry(node, key, value, path, fields, seen)
	}
	if d.partial && path == "" {
		return
	}
	for _, f := range fields {
		if _, ok := seen[f.name]; f.required && !ok && !misspelt(f.name, seen, fields) {
			d.missing(node, path, f.name)
		}
	}
}

// misspelt reports whether an unknown key is taken for this one: its own
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
	return lists.Of(fields, func(f field) string { return f.name })
}

// entry decodes a key of a mapping, and its value.
func (d *decoder) entry(mapping, key, value *yaml.Node, path string, fields []field, seen map[string]diag.Span) {
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
			d.field(key, value, join(path, f.name), f)
			return
		}
	}
	d.unknown(mapping, key, fields)
}

// unknown reports a key that is not known. It is not renamed to one that the mapping
// has, or where something else than its colon follows it, as in a table.
func (d *decoder) unknown(mapping, key *yaml.Node, fields []field) {
	names := namesOf(fields)
	p := diag.New(diag.UnknownKey, d.source, d.span(key), fmt.Sprintf("clé inconnue « %s »", key.Value), "")
	p = Suggest(p, key.Value, names, d.elsewhere(key.Value, "clés possibles : "+strings.Join(names, ", ")))
	near, _ := french.Nearest(key.Value, names)
	colon := strings.HasPrefix(strings.TrimLeft(string(d.source.Text[p.Span.End:]), " "), ":")
	if !colon || hasLike(mapping, key, near) {
		p.Fix = diag.Fix{}
	}
	d.problems = append(d.problems, p)
}

// elsewhere is the hint for a key that other types have, and otherwise for any.
func (d *decoder) elsewhere(key, otherwise string) string {
	var types []string
	for _, t := range Types() {
		if own := (&Document{Type: t}).own(); own != nil && slices.Contains(namesOf(fieldsOf(own)), key) {
			types = append(types, "« "+string(t)+" »")
		}
	}
	if len(types) == 0 || d.first == 1 {
		return otherwise
	}
	return fmt.Sprintf("supprimez-la : seuls les documents de %s ont cette clé", strings.Join(types, ", "))
}

// hasLike reports whether a mapping has a key of that name, however spelt, besides
// the one given.
func hasLike(mapping, besides *yaml.Node, name string) bool {
	for key := range pairs(mapping) {
		if key != besides && plainName(key.Value) == plainName(name) {
			return true
		}
	}
	return false
}

// missing reports a required key that is not there: on the first line of its
// group.
func (d *decoder) missing(node *yaml.Node, path, name string) {
	message := fmt.Sprintf("la clé « %s » manque", name)
	hint := ""
	span := d.span(node)
	switch group := said(path); {
	case path == "" && d.columns != nil:
		if slices.Contains(d.columns, name) {
			d.report(diag.MissingKey, d.top, fmt.Sprintf("la colonne « %s » est vide sur cette ligne", name), "remplissez-la, ou videz toute la ligne")
		}
		return
	case path == "":
		span, hint = d.top, fmt.Sprintf(d.where(), name)
	case group == "": // of a list that is a whole file
		message = fmt.Sprintf("la clé « %s » manque dans cette entrée", name)
		hint = fmt.Sprintf("ajoutez « %s: … » à l'entrée", name)
	default:
		message = fmt.Sprintf("la clé « %s » manque dans « %s »", name, group)
		hint = fmt.Sprintf("ajoutez « %s: … » à ce groupe", name)
	}
	d.report(diag.MissingKey, span, message, hint)
}

// where says where a key that is missing goes: in the header of a document, or in a
// file that has no header.
func (d *decoder) where() string {
	if d.first == 1 {
		return "ajoutez une ligne « %s: … » au fichier"
	}
	return "ajoutez une ligne « %s: … » dans l'en-tête"
}

// headOf is the first line of a file, where what is missing is reported.
func headOf(src *diag.Source) diag.Span {
	first, _, _ := bytes.Cut(src.Text, []byte("\n"))
	line := linesOf(first)[0]
	return diag.Span{Start: line.Start, End: line.Start + len(strings.TrimRight(string(src.Text[line.Start:line.End]), "\r"))}
}

// field decodes a value into the field that its key names.
func (d *decoder) field(key, node *yaml.Node, path string, f field) {
	no := f.value.Kind() == reflect.Bool && node.Value == "false"
	if no || IsEmpty(node) && (IsNull(node) || !f.blank) {
		d.empty(key, node, path, f)
		return
	}
	d.spans.keys[path], d.spans.values[path] = d.span(key), d.span(node)
	if d.value(node, path, f.value) {
		d.limits(node, path, f)
	}
}

// empty reports what may be wrong with a value that says nothing: its key is
// required, or the keys of its group are not known.
func (d *decoder) empty(key, node *yaml.Node, path string, f field) {
	switch {
	case f.required && IsNull(node):
		d.report(diag.MissingKey, d.span(key), fmt.Sprintf("la clé « %s » est vide", said(path)), "écrivez sa valeur après les deux-points")
	case f.required && node.Kind == yaml.ScalarNode:
		d.report(diag.MissingKey, d.span(node), fmt.Sprintf("la clé « %s » est vide", said(path)), "écrivez sa valeur entre les guillemets")
	case f.required:
		d.report(diag.MissingKey, d.span(node), fmt.Sprintf("la liste « %s » est vide", said(path)), cmp.Or(f.missed, "donnez-lui au moins un élément"))
	case node.Kind == yaml.MappingNode && f.value.Kind() == reflect.Pointer && f.value.Type().Elem().Kind() == reflect.Struct:
		before := len(d.problems)
		d.value(node, path, reflect.New(f.value.Type()).Elem())
		lacks := func(p diag.Diagnostic) bool { return p.Rule == diag.MissingKey }
		d.problems = append(d.problems[:before], slices.DeleteFunc(d.problems[before:], lacks)...)
	}
}

// limits checks what the tag says of a text that was decoded.
func (d *decoder) limits(node *yaml.Node, path string, f field) {
	if f.value.Kind() != reflect.String {
		return
	}
	text := f.value.String()
	if f.enum != nil && !slices.Contains(f.enum, text) {
		p := diag.New(diag.WrongType, d.source, d.span(node), fmt.Sprintf("« %s » n'est pas une valeur de « %s »", text, said(path)), "")
		otherwise := "valeurs possibles : " + strings.Join(f.enum, ", ")
		if !f.required {
			otherwise += " ; sinon, supprimez cette clé"
		}
		d.problems = append(d.problems, Suggest(p, text, f.enum, otherwise))
		f.value.SetString("")
	}
	if n := utf8.RuneCountInString(text); f.max > 0 && n > f.max {
		d.report(diag.TooLong, d.span(node), fmt.Sprintf("« %s » a %d caractères, et %d au plus sont permis", said(path), n, f.max),
			"raccourcissez le texte d'au moins "+french.Count(n-f.max, "caractère"))
	}
}

// value decodes a node into v, and reports whether it fitted.
func (d *decoder) value(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind == yaml.AliasNode {
		d.report(diag.WrongType, d.span(node), "un renvoi « *… » n'est pas accepté ici", "écrivez la valeur elle-même, entre guillemets si elle commence par « * »")
		return false
	}
	if parse, ok := scalarOf(v); ok {
		return d.parsed(node, path, parse)
	}
	if own, ok := v.Addr().Interface().(selfReader); ok {
		return own.read(d, node, path)
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(node, path, v.Elem())
	case reflect.Struct:
		return d.group(node, path, v)
	case reflect.Slice:
		return d.list(node, path, v)
	case reflect.Bool:
		return d.boolean(node, path, v)
	}
	return d.text(node, path, v)
}

// parsed decodes a scalar of a kind that knows how to refuse what it is not.
func (d *decoder) parsed(node *yaml.Node, path string, parse func(string) *refusal) bool {
	if !d.scalar(node, path, "une seule valeur") {
		return false
	}
	if no := parse(node.Value); no != nil {
		p := diag.New(no.rule, d.source, d.span(node), no.message, cmp.Or(no.hint, "écrivez "+no.better))
		if no.better != "" {
			p.Fix = Rewrite(p, strings.TrimSpace(node.Value), no.better)
			p.Fix.Confirm = no.doubt
		}
		d.problems = append(d.problems, p)
		return false
	}
	return true
}

func (d *decoder) text(node *yaml.Node, path string, v reflect.Value) bool {
	if !d.scalar(node, path, "un texte") {
		return false
	}
	v.SetString(strings.TrimSpace(node.Value))
	return true
}

// scalar reports whether a node is one value, and says what is wrong with a list or a
// group.
func (d *decoder) scalar(node *yaml.Node, path, want string) bool {
	hint := "écrivez une seule valeur, sans crochets ni tirets"
	switch node.Kind {
	case yaml.ScalarNode:
		return d.printable(node, path)
	case yaml.MappingNode:
		hint = "écrivez une seule valeur sur la ligne, entre guillemets si elle contient des signes"
	}
	d.report(diag.WrongType, d.span(node), wrongForm(path, want), hint)
	return false
}

// printable reports whether a value is made of what can be seen, and says what is not: a
// character that some program takes for the end of a line would begin a line of its own in
// a calendar.
func (d *decoder) printable(node *yaml.Node, path string) bool {
	at := strings.IndexFunc(node.Value, isControl)
	if at < 0 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(node.Value[at:])
	d.report(diag.DisguisedText, d.span(node), fmt.Sprintf("« %s » contient un caractère invisible (U+%04X)", said(path), r), "effacez-le, ou mettez une espace à sa place")
	return false
}

// isControl reports whether a character is a command to a machine rather than a part of a
// text. Tabs and ends of lines are parts.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029'
}

func (d *decoder) boolean(node *yaml.Node, path string, v reflect.Value) bool {
	if node.Kind == yaml.ScalarNode && (node.Value == "true" || node.Value == "false") {
		v.SetBool(node.Value == "true")
		return true
	}
	p := diag.New(diag.WrongType, d.source, d.span(node), wrongForm(path, "true ou false"), fmt.Sprintf("écrivez « %s: true » (oui) ou « %s: false » (non)", lastKey(path), lastKey(path)))
	if meant, ok := saidBooleans[french.Fold(strings.TrimSpace(node.Value))]; ok && node.Kind == yaml.ScalarNode {
		p.Hint, p.Fix = fmt.Sprintf("écrivez « %s: %s »", lastKey(path), meant), Rewrite(p, node.Value, meant)
	}
	d.problems = append(d.problems, p)
	return false
}

// saidBooleans are the words that people write for true and false.
var saidBooleans = map[string]string{
	"oui": "true", "vrai": "true", "yes": "true", "on": "true", "1": "true", "x": "true", "true": "true",
	"non": "false", "faux": "false", "no": "false", "off": "false", "0": "false", "false": "false",
}

// group decodes a mapping into a struct.
func (d *decoder) group(node *yaml.Node, path string, v reflect.Value) bool {
	if short, ok := v.Addr().Interface().(shorthand); ok && node.Kind == yaml.ScalarNode {
		short.setText(node.Value)
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

// atMost reports whether a list is short enough, and says where it is not.
func (d *decoder) atMost(list *yaml.Node, most int, named string) bool {
	if len(list.Content) <= most {
		return true
	}
	d.report(diag.TooLarge, d.span(list.Content[most]), fmt.Sprintf("%s a %s valeurs, et %s au plus sont permises", named, french.Number(len(list.Content)), french.Number(most)), "gardez celles qui servent")
	return false
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
	most := maxValues
	if v.Type().Elem().Kind() == reflect.Slice {
		most = maxEntries
	}
	if !d.atMost(node, most, "« "+said(path)+" »") {
		return false
	}
	out := reflect.MakeSlice(v.Type(), 0, len(node.Content))
	for i, child := range node.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.spans.keys[at], d.spans.values[at] = d.span(child), d.span(child)
		element := reflect.New(v.Type().Elem()).Elem()
		if IsNull(child) {
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

// groupLike is what a group looks like: the keys that it needs, or all when it needs
// none, and the text that was written for the whole, as the value of the first key or of
// the one that addresses have.
func groupLike(node *yaml.Node, v reflect.Value) string {
	fields := fieldsOf(v.Addr().Interface())
	written := node.Kind == yaml.ScalarNode && node.Value != ""
	own := -1
	if written && len(fields) > 0 && fields[0].like == "" {
		own = 0
	}
	if at := slices.IndexFunc(fields, func(f field) bool { return f.value.Type() == reflect.TypeFor[URL]() }); written && at >= 0 && ValidURL(node.Value) {
		own = at
	}
	needs := slices.ContainsFunc(fields, func(f field) bool { return f.required })
	var keys []string
	for i, f := range fields {
		value := cmp.Or(f.like, "…")
		if i == own {
			value = node.Value
			if strings.ContainsAny(value, ",:{}[]#\"'") {
				value = Quoted(value)
			}
		}
		if i == own || f.required || !needs && own < 0 {
			keys = append(keys, f.name+": "+value)
		}
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// itemLike is what an item of a list looks like: the text that was written, or the
// keys of a group.
func itemLike(text string, list reflect.Value) string {
	item := reflect.New(list.Type().Elem())
	_, scalar := scalarOf(item.Elem())
	_, short := item.Interface().(shorthand)
	if scalar || short || item.Elem().Kind() != reflect.Struct {
		return text
	}
	return groupLike(&yaml.Node{}, item.Elem())
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

// pairs yields the keys of a mapping and their values.
func pairs(node *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(node.Content) && yield(node.Content[i], node.Content[i+1]); i += 2 {
		}
	}
}

// IsNull reports whether nothing is written, or one of the two signs for it.
func IsNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.Tag == "!!null" && slices.Contains([]string{"", "~", "null"}, node.Value)
}

// IsEmpty reports whether a node says nothing: it is null, blank, or a list or a
// group of what says nothing.
func IsEmpty(node *yaml.Node) bool {
	switch node.Kind {
	case yaml.ScalarNode:
		return IsNull(node) || strings.TrimSpace(node.Value) == ""
	case yaml.SequenceNode:
		return !slices.ContainsFunc(node.Content, func(n *yaml.Node) bool { return !IsEmpty(n) })
	case yaml.MappingNode:
		for _, value := range pairs(node) {
			if !IsEmpty(value) {
				return false
			}
		}
		return true
	}
	return false
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
