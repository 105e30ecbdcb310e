package markdown

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/idna"

	"recueil/internal/diag"
)

// linkParser is goldmark's parser of links and images, and notes where their
// destinations stand.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	dest := destinationAhead(block)
	n := p.InlineParser.Parse(parent, block, pc)
	_, end := block.Position()
	switch link := n.(type) {
	case *ast.Link:
		readingOf(pc).locate(n, link.Reference, dest, len(link.Destination), end.Start)
	case *ast.Image:
		readingOf(pc).locate(n, link.Reference, dest, len(link.Destination), end.Start)
	}
	return n
}

// CloseBlock lets goldmark's parser forget the brackets a block left open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// destinationAhead returns the offset of the destination after "](", if any.
func destinationAhead(block text.Reader) int {
	line, from := block.Position()
	defer block.SetPosition(line, from)
	for _, want := range []byte("](") {
		if block.Peek() != want {
			return -1
		}
		block.Advance(1)
	}
	block.SkipSpaces()
	if block.Peek() == '<' {
		block.Advance(1)
	}
	_, at := block.Position()
	return at.Start
}

// locate notes the span of an inline link's destination, or of the whole of a
// link by reference, whose destination is written elsewhere.
func (r *reading) locate(n ast.Node, ref *ast.ReferenceLink, dest, size, end int) {
	if ref == nil && dest >= 0 {
		r.places[n] = r.span(dest, dest+size)
		return
	}
	r.places[n] = r.span(n.Pos(), end)
}

// link writes a link, or its text alone when it is refused.
func (c *composer) link(n *ast.Link) {
	dest, name := unescape(n.Destination), fullText(n, c.text)
	ok := c.checkLink(dest, name, c.places[n])
	if !ok {
		c.inlines(n)
		return
	}
	c.body.links = append(c.body.links, Link{Dest: dest, Text: name, Span: c.places[n]})
	c.linked(dest, func() { c.inlines(n) })
}

// linked writes what inside writes as a link.
func (c *composer) linked(dest string, inside func()) {
	c.run = append(c.run, item{class: markup, piece: &piece{kind: linkStart, dest: dest}})
	inside()
	c.run = append(c.run, item{class: markup, piece: &piece{kind: linkEnd}})
}

// autoLink writes an address as a link to itself, but as text within a link.
func (c *composer) autoLink(n *ast.AutoLink) {
	written := string(n.Label(c.text))
	label := written
	if n.AutoLinkType == ast.AutoLinkEmail {
		label = unescape([]byte(written)) // some editors write \_ for _
	}
	dest := contactAddress(label, n.AutoLinkType)
	show := func() { c.add(thing, escape(shown(label))) }
	from := n.Pos()
	if from < len(c.text) && c.text[from] == '<' {
		from++
	}
	span := c.span(from, from+len(written))
	if inside[*ast.Link](n) || !c.checkLink(dest, label, span) {
		show()
		return
	}
	c.body.links = append(c.body.links, Link{Dest: dest, Text: label, Span: span})
	c.linked(dest, show)
}

// shown is the text of a bare address: a telephone number does not break.
func shown(label string) string {
	if isTelephone(label) {
		return strings.ReplaceAll(label, " ", "\u00a0")
	}
	return label
}

// inside reports whether a node is within one of a kind.
func inside[T ast.Node](n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if _, ok := p.(T); ok {
			return true
		}
	}
	return false
}

// checkLink reports whether a link may be rendered, and reports it otherwise.
func (c *composer) checkLink(dest, name string, span diag.Span) bool {
	message, hint := linkProblem(dest, name)
	if message != "" {
		c.problems = append(c.problems, diag.New(diag.BadLink, c.source, span, message, hint))
	}
	return message == ""
}

func linkProblem(dest, name string) (message, hint string) {
	scheme, ok := schemeOf(dest)
	u, err := url.Parse(strings.TrimSpace(dest))
	switch {
	case strings.TrimSpace(dest) == "":
		return "le lien n'a pas d'adresse", "écrivez l'adresse entre les parenthèses : [texte](adresse)"
	case strings.TrimSpace(name) == "":
		return "le lien n'a pas de texte", "écrivez entre les crochets ce que la page liée apporte : [texte](" + dest + ")"
	case strings.HasPrefix(dest, "//"):
		return "l'adresse « " + dest + " » est incomplète", "écrivez « https:" + dest + " »"
	case ok && len(scheme) == 1 || scheme == "file" || strings.Contains(dest, `\`):
		return "le lien mène à un fichier de votre ordinateur", "déposez le fichier dans content/fichiers et écrivez /fichiers/nom-du-fichier"
	case ok && !linkSchemes[scheme]:
		return "les liens « " + scheme + ": » ne sont pas acceptés", "écrivez une adresse en https://, un lien mailto: ou tel:, ou le chemin d'une page du site"
	case err != nil && strings.Contains(dest, "%"):
		return "l'adresse « " + dest + " » contient un « % » que les navigateurs ne savent pas lire", "écrivez %25 à sa place, et %20 pour une espace"
	case err != nil:
		return "l'adresse « " + dest + " » ne peut pas être lue", "recopiez-la depuis la barre d'adresse de votre navigateur"
	}
	if message, hint := DisguisedHost(u); message != "" {
		return message, hint
	}
	if u.Host != "" && showsAnother(name, u.Hostname()) {
		return "le texte « " + name + " » a l'air d'une adresse, et le lien mène à « " + u.Hostname() + " »", "écrivez dans le texte ce que la page apporte, ou l'adresse où mène le lien"
	}
	return incomplete(scheme, u)
}

// DisguisedHost says how an address hides from readers the site that it leads to, and what
// to do about it, or nothing: behind a name before an @, or by letters of another alphabet,
// also where they are coded (xn--…).
func DisguisedHost(u *url.URL) (message, hint string) {
	host := u.Hostname()
	if plain, err := idna.ToUnicode(strings.ToLower(host)); err == nil {
		host = plain
	}
	switch {
	case u.User != nil:
		return "l'adresse cache le site où elle mène, « " + host + " », derrière un autre nom", "retirez ce qui précède « @ »"
	case strings.ContainsFunc(host, isForeignLetter):
		return "le nom du site « " + host + " » contient une lettre d'un autre alphabet, qui ressemble à une autre", "recopiez-le depuis la barre d'adresse de votre navigateur"
	}
	return "", ""
}

func isForeignLetter(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) }

// addressText matches a text that readers take for the address it leads to.
var addressText = regexp.MustCompile(`^(?:https?://)?((?:[\pL\pN-]+\.)+\pL{2,})(?:[/?#]\S*)?$`)

// showsAnother reports whether a text is the address of another site than the host's own,
// the sites that are part of one another apart.
func showsAnother(text, host string) bool {
	m := addressText.FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return false
	}
	shown, host := strings.TrimPrefix(m[1], "www."), strings.TrimPrefix(strings.ToLower(host), "www.")
	return shown != host && !strings.HasSuffix(shown, "."+host) && !strings.HasSuffix(host, "."+shown)
}

// incomplete says what an address of its scheme lacks, if anything.
func incomplete(scheme string, u *url.URL) (message, hint string) {
	message = "l'adresse « " + u.String() + " » est incomplète"
	rest := u.Opaque
	switch {
	case (scheme == "http" || scheme == "https") && u.Hostname() == "":
		return message, "écrivez le nom du site après « " + scheme + ":// »"
	case scheme == "mailto" && (rest != "" || u.RawQuery == "") && !mailbox.MatchString(rest):
		return message, "écrivez l'adresse de courriel entière : mailto:nom@exemple.fr"
	case scheme == "tel" && !telephone.MatchString(rest):
		return message, "écrivez le numéro sans espace ni texte : tel:+33123456789"
	}
	return "", ""
}

var (
	mailbox   = regexp.MustCompile(`^[^@\s/]+@[^@\s/]+\.[^\s/]+$`) // and others after a comma
	telephone = regexp.MustCompile(`^\+?[0-9][0-9().-]*$`)
)

var linkSchemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

var schemePattern = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// schemeOf returns the scheme of an address in lower case, read as browsers do:
// they skip the spaces and control characters that would hide it.
func schemeOf(dest string) (string, bool) {
	seen := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, dest)
	m := schemePattern.FindStringSubmatch(seen)
	if m == nil {
		return "", false
	}
	return strings.ToLower(m[1]), true
}
