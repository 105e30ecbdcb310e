package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// repeatedNames reports where a document that may name a person does so beside the
// key of the name, which alone can be taken out. It is the author's to decide.
func repeatedNames(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	return s.eachName(v, d, false, func(p content.Person, m mentions) []diag.Diagnostic {
		return m.report(diag.NameRepeated, fmt.Sprintf("le nom « %s » se lit aussi dans", p.Name),
			"écrivez « le dirigeant » ou « la dirigeante », pour que le nom puisse être retiré ; ou acceptez-le, avec sa raison, sous « ignore »")
	})
}

// remainingNames reports where the name of a person who no longer agrees to it can
// still be read: the edition takes out no more than its key.
func remainingNames(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	return s.eachName(v, d, true, func(p content.Person, m mentions) []diag.Diagnostic {
		return m.report(diag.NameRemains, fmt.Sprintf("le consentement de « %s » a pris fin, et son nom se lit encore dans", p.Name),
			"écrivez « le dirigeant » ou « la dirigeante »")
	})
}

// namesOfFirms names the firms that bear the name of a person who no longer agrees to
// be named. A firm's name is public: the editor decides.
func namesOfFirms(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	return s.eachName(v, d, true, func(p content.Person, m mentions) []diag.Diagnostic {
		if !slices.ContainsFunc(wordsOf(m.firm), m.name.has) {
			return nil
		}
		return []diag.Diagnostic{diag.New(diag.FirmNamed, d.Source, d.Value(firmKey), fmt.Sprintf("l'entreprise « %s » porte le nom d'une personne dont le consentement a pris fin", m.firm),
			"décidez : supprimez « entreprise.nom », et écrivez « l'entreprise » dans le texte ; ou gardez-le, avec sa raison, sous « ignore »")}
	})
}

const firmKey = "entreprise.nom"

// eachName looks at a document for each of its people whose consent has ended, or has not.
func (s *survey) eachName(v *edition.View, d *content.Document, ended bool, look func(content.Person, mentions) []diag.Diagnostic) []diag.Diagnostic {
	var problems []diag.Diagnostic
	if len(d.People()) == 0 {
		return nil
	}
	for _, p := range s.loaded()[row{d.Source, d.Slug}].People() { // the edition's own has lost the names that ended
		if p.Name != "" && p.Consent.HasEnded(v.Today()) == ended {
			problems = append(problems, look(p, mentions{survey: s, document: d, name: nameOf(p.Name), firm: firmOf(d), ended: ended})...)
		}
	}
	return softened(problems, d)
}

// row is a document's file, and its own line of it.
type row struct {
	source *diag.Source
	slug   string
}

// documentsByRow finds the document of the collection that an edition's is made of.
func documentsByRow(c *content.Collection) map[row]*content.Document {
	found := map[row]*content.Document{}
	for _, d := range c.Documents {
		found[row{d.Source, d.Slug}] = d
	}
	return found
}

func firmOf(d *content.Document) string {
	for _, k := range d.Texts() {
		if k.Path == firmKey {
			return k.Text
		}
	}
	return ""
}

// mentions looks for a person's name in a document.
type mentions struct {
	*survey
	document *content.Document
	name     personName
	firm     string // its name, which may hold the person's
	ended    bool
}

// report lists where the name stands.
func (m mentions) report(rule *diag.Rule, message, hint string) []diag.Diagnostic {
	d := m.document
	var problems []diag.Diagnostic
	add := func(span diag.Span, where, hint string) {
		problems = append(problems, diag.New(rule, d.Source, span, message+" "+where, hint))
	}
	for _, k := range d.Texts() {
		if m.isOwn(k.Path) {
			continue
		}
		for _, at := range m.in(k.Text, mannerOf(k.Text)) {
			add(keyProse(d, k.Path, k.Text).span(at.Start, at.End), placeNamed(k.Path), hint)
			break // once for a key is enough
		}
	}
	if len(m.in(d.Slug, small)) > 0 {
		add(diag.Span{}, "le nom du fichier", "renommez-le, sans garder l'ancienne adresse sous « alias »")
	}
	for i, alias := range d.Aliases {
		if len(m.in(alias, small)) > 0 {
			add(d.Value(fmt.Sprintf("alias[%d]", i)), "une ancienne adresse", "retirez-la des « alias »")
		}
	}
	for _, image := range d.Body.Images() {
		if len(m.in(image.Alt, inProse)) > 0 {
			add(image.Span, "la description d'une image", hint)
		}
	}
	for _, span := range m.inBody() {
		add(span, "le texte", hint)
	}
	return problems
}

// inBody returns where the name stands in the text of the document: the start of the file
// when it is in no prose, such as code or the address of a link.
func (m mentions) inBody() []diag.Span {
	var spans []diag.Span
	body := m.document.Body
	for _, p := range body.Passages() {
		for _, at := range m.in(p.Text, inProse) {
			spans = append(spans, p.Span(at.Start, at.End))
		}
	}
	for _, link := range body.Links() {
		if strings.HasPrefix(link.Dest, "mailto:") {
			for _, at := range m.in(string(m.document.Source.Text[link.Span.Start:link.Span.End]), small) {
				spans = append(spans, diag.Span{Start: link.Span.Start + at.Start, End: link.Span.Start + at.End})
			}
		} else if len(m.in(link.Dest, wholly)) > 0 {
			spans = append(spans, link.Span)
		}
	}
	if spans == nil && len(m.in(body.Text(), inProse)) > 0 {
		return []diag.Span{{}}
	}
	return spans
}

func mannerOf(value string) manner {
	if strings.Contains(value, "@") {
		return small
	}
	return inProse
}

// isOwn reports whether a key may hold the name: it is the person's or another's, the
// firm's, or never published. An address to write to may hold the name as long as the
// person agrees.
func (m mentions) isOwn(path string) bool {
	for _, p := range m.document.People() {
		if path == p.Key("nom") || strings.HasPrefix(path, p.Key("consentement.")) || path == p.Key("courriel") && !m.ended {
			return true
		}
	}
	group, _, _ := strings.Cut(path, "[")
	group, _, _ = strings.Cut(group, ".")
	return path == firmKey || slices.Contains([]string{"alias", "ignore", "import", "voir_aussi", "a_la_une"}, group)
}

func placeNamed(path string) string {
	switch {
	case path == "titre":
		return "le titre"
	case path == "resume":
		return "le résumé"
	case path == "image.alt":
		return "la description de l'image"
	}
	return "« " + path + " »"
}

// manner is how a text is written.
type manner int

const (
	inProse manner = iota
	small          // as an address: a family name is one unless the recueil knows it as an ordinary word
	wholly         // as the address of another site, which is nobody's choice here: whole names alone count
)

// in returns where the name stands in a text.
func (m mentions) in(raw string, as manner) []diag.Span {
	t := text{raw: raw, words: wordsAt(raw), manner: as, ordinary: m.ordinary}
	taken := t.within(m.firm, m.name)
	var spans []diag.Span
	for i := 0; i < len(t.words); i++ {
		for _, family := range m.name.families {
			from, to, found := m.name.at(t, i, family)
			if !found || taken[i] {
				continue
			}
			span := diag.Span{Start: t.words[from].at, End: t.words[to-1].end()}
			if n := len(spans); n > 0 && strings.Trim(raw[spans[n-1].End:max(span.Start, spans[n-1].End)], " -") == "" {
				spans[n-1].End = span.End // a double name
			} else {
				spans = append(spans, span)
			}
			i = to - 1
			break
		}
	}
	return spans
}

// personName is a name in folded words.
type personName struct {
	given    []string
	families [][]string // the words of each of the family names: "La Tour" is one, "Martin-Dupont" two
	of       bool       // "de" may stand before: « Mme de Villiers », but « les Villiers »
}

var (
	civilities = []string{"m", "mr", "mme", "mlle", "dr", "me", "monsieur", "madame", "mademoiselle", "docteur", "maitre"}
	particles  = []string{"de", "d", "du", "des", "le", "la", "les", "l", "von", "van", "der", "den", "di", "da", "del", "della", "dos", "el", "al", "ben", "bin", "mac", "mc"}
)

// nameOf tells the given names from the family's, which is in capitals if anything is, or
// else comes after the first word.
func nameOf(name string) personName {
	words := slices.DeleteFunc(strings.Fields(name), func(w string) bool {
		return slices.Contains(civilities, strings.TrimSuffix(french.Fold(w), "."))
	})
	var given, family []string
	shouted := func(w string) bool { return isCapitals(strings.Map(lettersOnly, w)) }
	mixed := slices.ContainsFunc(words, shouted) && slices.ContainsFunc(words, func(w string) bool { return !shouted(w) && !isParticle(french.Fold(w)) })
	for i, w := range words {
		switch {
		case mixed && !shouted(w) && !isParticle(french.Fold(w)), !mixed && i == 0 && len(words) > 1:
			given = append(given, w)
		default:
			family = append(family, w)
		}
	}
	n := personName{given: wordsOf(strings.Join(given, " "))}
	var part []string
	for _, w := range wordsOf(strings.Join(family, " ")) {
		if part = append(part, w); !isParticle(w) {
			n.families = append(n.families, part)
			part = nil
		}
	}
	if part != nil {
		n.families = append(n.families, part)
	}
	for i, f := range n.families {
		if len(f) > 1 && isOf(f[0]) {
			n.families[i], n.of = f[1:], true
		}
	}
	return n
}

func isOf(folded string) bool { return folded == "de" || folded == "d" }

func lettersOnly(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

func isParticle(folded string) bool {
	return slices.Contains(particles, folded) || utf8.RuneCountInString(folded) == 1
}

// has reports whether a folded word is one of the family names, particles aside.
func (n personName) has(word string) bool {
	return !isParticle(word) && slices.ContainsFunc(n.families, func(f []string) bool { return slices.Contains(f, word) })
}

// at reports whether a family name stands as a name at word i of a text, and the words
// that it takes there with the given names around it.
func (n personName) at(t text, i int, family []string) (from, to int, found bool) {
	from, to = i, i+len(family)
	if !t.reads(i, family) {
		return 0, 0, false
	}
	if g := len(n.given); g > 0 {
		first := i
		if n.of && i > 0 && isOf(t.words[i-1].folded) {
			first--
		}
		if first >= g && t.reads(first-g, n.given) && joins(t.between(first-1)) {
			from = first - g
		}
		if t.reads(to, n.given) && joins(t.between(to-1)) {
			to += g
		}
	}
	whole := to-from > len(family)
	bare := !slices.ContainsFunc(family, func(w string) bool { return !isParticle(w) }) // « Thu Le »
	switch {
	case whole && (t.manner != inProse || t.capital(i, family) || addressed(t.raw[t.words[from].at:t.words[to-1].end()])):
		return from, to, true
	case whole, bare, t.manner == wholly:
		return 0, 0, false
	case t.manner == small:
		return from, to, !t.ordinary()[family[len(family)-1]]
	}
	return from, to, t.capital(i, family) && (!t.opens(i) || !t.ordinary()[family[0]])
}

// addressed reports whether a name is written as addresses write it: "lea.martin".
func addressed(s string) bool { return !strings.ContainsFunc(s, unicode.IsSpace) }

// joins reports whether two words with this between them may be parts of one name.
func joins(between string) bool { return nameGap.MatchString(between) }

var nameGap = regexp.MustCompile(`^(?:[\s\x{a0}\x{202f}]+|[-‑'’._+])$`)

// text is a text in which names are looked for.
type text struct {
	raw      string
	words    []nameWord
	manner   manner
	ordinary func() map[string]bool
}

// nameWord is a run of letters: hyphens and apostrophes part the words of names.
type nameWord struct {
	word
	folded string
}

func (w nameWord) end() int { return w.at + len(w.text) }

func wordsAt(s string) []nameWord {
	var list []nameWord
	start := -1
	for i, r := range s + " " {
		switch inside := isLetter(r); {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			list = append(list, nameWord{word{s[start:i], start}, french.Fold(s[start:i])})
			start = -1
		}
	}
	return list
}

// between is what stands between a word and the next.
func (t text) between(i int) string { return t.raw[t.words[i].end():t.words[i+1].at] }

// reads reports whether folded words stand at word i, as one name.
func (t text) reads(i int, words []string) bool {
	if i+len(words) > len(t.words) {
		return false
	}
	for n, w := range words {
		if t.words[i+n].folded != w || n > 0 && !joins(t.between(i+n-1)) {
			return false
		}
	}
	return true
}

// capital reports whether the words of a family name that stand at word i have their capitals.
func (t text) capital(i int, family []string) bool {
	for n := range family {
		if first, _ := utf8.DecodeRuneInString(t.words[i+n].text); !unicode.IsUpper(first) && !isParticle(family[n]) {
			return false
		}
	}
	return true
}

// opens reports whether a capital says nothing at word i: it begins a sentence, or is
// among capitals. After « M. », it begins none.
func (t text) opens(i int) bool {
	if i > 0 && slices.Contains(civilities, t.words[i-1].folded) {
		return false
	}
	among := func(j int) bool { return j >= 0 && j < len(t.words) && isCapitals(t.words[j].text) }
	if isCapitals(t.words[i].text) && (among(i-1) || among(i+1)) {
		return true
	}
	before := strings.TrimRight(t.raw[:t.words[i].at], " \t\u00a0\u202f«“\"'’([*_–—-")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?…:;\n•|", last)
}

// within marks the words of a text that are the firm's name. A firm that has no other
// name than the person's marks none.
func (t text) within(firm string, n personName) map[int]bool {
	words, taken := wordsOf(firm), map[int]bool{}
	own := func(w string) bool { return n.has(w) || isParticle(w) || slices.Contains(n.given, w) }
	if !slices.ContainsFunc(words, func(w string) bool { return !own(w) }) {
		return taken
	}
	for i := range t.words {
		for j := range words {
			if t.reads(i, words) {
				taken[i+j] = true
			}
		}
	}
	return taken
}

// ordinaryWords lists the words that the texts of the recueil write small, folded:
// nothing says that such a word is a name where every word has a capital, or none.
func ordinaryWords(c *content.Collection) map[string]bool {
	known := map[string]bool{}
	for _, d := range c.Documents {
		for _, raw := range []string{d.Title, d.Summary, d.Body.Text()} {
			for _, w := range wordsAt(raw) {
				if first, _ := utf8.DecodeRuneInString(w.text); unicode.IsLower(first) {
					known[w.folded] = true
				}
			}
		}
	}
	return known
}
