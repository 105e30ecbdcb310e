package markdown

import (
	"regexp"
	"strings"
)

// linksLeft reports links that did not take: a blank before the address or in it,
// the brackets and parentheses exchanged, a name that no definition gives.
func (p *prose) linksLeft(b proseBlock) {
	for i := b.from; i < b.to; i++ {
		switch p.seen[i] {
		case ']':
			p.linkLeft(b, i)
		case ')':
			p.exchangedLink(b, i)
		}
	}
}

var addressPattern = regexp.MustCompile(`^<?(?:https?://|www\.|mailto:|tel:|\.\.?/|/|#)|^\S+\.(?:md|html?|pdf|jpe?g|png|webp|svg|odt|docx?|ods|xlsx?|fr|com|org|net|eu)(?:[#?/]\S*)?$`)

// linkLeft looks at what follows a closing bracket.
func (p *prose) linkLeft(b proseBlock, closing int) {
	rest := string(p.seen[closing+1 : min(b.to, closing+1+reach)])
	trimmed := strings.TrimLeft(rest, spacing+"\n")
	open := p.opening(b, closing, '[', ']')
	if open < 0 || trimmed == "" {
		return
	}
	start := closing + 1 + len(rest) - len(trimmed)
	if trimmed[0] == '[' && start == closing+1 {
		p.nameLeft(b, open, start)
		return
	}
	end := p.endOfAddress(b, start)
	if trimmed[0] == '(' && end < 0 && start == closing+1 {
		p.unclosedLink(open, start)
	}
	if trimmed[0] != '(' || end < 0 {
		return
	}
	dest := strings.Trim(string(p.text[start+1:end]), spacing)
	if !addressPattern.MatchString(dest) && (start > closing+1 || !strings.Contains(dest, "/")) {
		return
	}
	if open > b.from && p.text[open-1] == '!' {
		open--
	}
	if p.left(open, end+1, "ce lien n'est pas reconnu", "") {
		p.fix(false, edit{closing + 1, end + 1, "(" + cleanAddress(dest) + ")"})
		p.orLink()
	}
}

// unclosedLink reports a link whose parenthesis is not closed on its line.
func (p *prose) unclosedLink(open, start int) {
	line := string(p.text[start+1 : min(p.endOfLine(start), start+1+reach)])
	end := start + 1 + len(line)
	if at := strings.IndexAny(line, spacing+"\r"); at >= 0 {
		end = start + 1 + at
	}
	if addressPattern.MatchString(line) && p.left(open, end, "la parenthèse du lien n'est pas fermée", "") {
		address := string(p.text[start:end])
		missing := strings.Count(address, "(") - strings.Count(address, ")") // an address may have some of its own
		p.fix(strings.TrimSpace(string(p.text[end:p.endOfLine(start)])) != "", edit{end, end, strings.Repeat(")", max(1, missing))})
	}
}

func (p *prose) orLink() {
	if d := &p.problems[len(p.problems)-1]; d.Hint == "" {
		d.Hint = "écrivez [texte](adresse), sans espace ni retour à la ligne entre les crochets et la parenthèse"
	}
}

// exchangedLink looks for (text)[address].
func (p *prose) exchangedLink(b proseBlock, closing int) {
	if closing+1 >= b.to || p.seen[closing+1] != '[' {
		return
	}
	end := strings.IndexByte(string(p.text[closing+2:min(b.to, closing+2+reach)]), ']')
	open := p.opening(b, closing, '(', ')')
	if end < 0 || open < 0 {
		return
	}
	dest := string(p.text[closing+2 : closing+2+end])
	if addressPattern.MatchString(dest) && p.left(open, closing+3+end, "les crochets et les parenthèses du lien sont échangés", "") {
		p.fix(false, edit{open, open + 1, "["}, edit{closing, closing + 3 + end, "](" + cleanAddress(dest) + ")"})
	}
}

// nameLeft reports [text][name] whose name is defined nowhere.
func (p *prose) nameLeft(b proseBlock, open, start int) {
	end := strings.IndexByte(string(p.seen[start:min(b.to, start+reach)]), ']')
	if end < 2 {
		return
	}
	name := string(p.text[start+1 : start+end])
	p.left(open, start+end+1, "ce lien n'est pas reconnu : rien ne dit où mène « "+name+" »",
		"écrivez [texte](adresse), ou ajoutez à la fin une ligne « ["+name+"]: adresse »")
}

// reach is how far the two ends of a link may stand from each other, in bytes.
const reach = 1000

// opening returns the offset of the bracket that one closes, or -1.
func (p *prose) opening(b proseBlock, closing int, open, closes byte) int {
	depth := 0
	for i := closing; i >= max(b.from, closing-reach); i-- {
		switch p.seen[i] {
		case closes:
			depth++
		case open:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// endOfAddress returns the offset of the parenthesis that closes one on its line,
// or -1.
func (p *prose) endOfAddress(b proseBlock, open int) int {
	depth := 0
	for i := open; i < min(b.to, open+reach) && p.text[i] != '\n'; i++ {
		switch p.text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

var titlePattern = regexp.MustCompile(`\s+["“«'‘]\s*([^"”»]*?)\s*["”»'’]$`)

// sizePattern is the size that some tools read after the address of a picture.
var sizePattern = regexp.MustCompile(`\s+=\d*x\d*$`)

// cleanAddress writes an address as Markdown reads it: the blanks of a telephone
// number or of a mail address go, those of a file stay between angle brackets.
func cleanAddress(dest string) string {
	title := ""
	if m := titlePattern.FindStringSubmatchIndex(dest); m != nil {
		title, dest = ` "`+dest[m[2]:m[3]]+`"`, dest[:m[0]]
	}
	dest = strings.Trim(sizePattern.ReplaceAllString(dest, ""), "<>"+spacing)
	scheme, _ := schemeOf(dest)
	inner := strings.ContainsAny(dest, spacing)
	switch {
	case scheme == "tel" || scheme == "mailto":
		dest = strings.Map(func(r rune) rune {
			if strings.ContainsRune(spacing, r) {
				return -1
			}
			return r
		}, dest)
	case scheme != "" && inner:
		dest = strings.NewReplacer(" ", "%20", "\u00a0", "%20", "\u202f", "%20").Replace(dest)
	case inner:
		dest = "<" + dest + ">"
	case strings.HasPrefix(dest, "www."):
		dest = "https://" + dest
	}
	return dest + title
}
