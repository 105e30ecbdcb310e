package markdown

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"
)

// container is a box as other tools write one: between lines of colons (Pandoc,
// VuePress, Docusaurus), or over indented lines (MkDocs).
type container struct {
	from, to    int    // its opening line
	kind, title string // "tip", "Astuce"
	body        []int  // where its lines begin
	indent      int    // of its lines, in bytes at most
	end         [2]int // its closing line, with its line end
}

var (
	colonsPattern = regexp.MustCompile(`^:::+[ \t]*\{?\.?(?:callout-)?([\p{L}-]*)\}?[ \t]*\[?(.*?)\]?[ \t]*$`)
	bangsPattern  = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]*([\p{L}-]+)[ \t]*(?:"([^"]*)")?[ \t]*$`)
)

// calloutFor is our callout for the boxes of other tools that mean the same.
var calloutFor = map[string]string{
	"conseil": "CONSEIL", "astuce": "CONSEIL", "tip": "CONSEIL", "hint": "CONSEIL",
	"attention": "ATTENTION", "warning": "ATTENTION", "danger": "ATTENTION", "caution": "ATTENTION", "avertissement": "ATTENTION",
	"important": "ATTENTION", "alerte": "ATTENTION", "error": "ATTENTION",
	"chiffre": "CHIFFRE",
}

// containers reports the boxes of other tools, each once.
func (p *prose) containers() {
	lines := p.sourceLines()
	for i := 0; i < len(lines); i++ {
		from, to := lines[i][0], lines[i][1]
		seen := string(p.seen[from:to])
		if m := colonsPattern.FindStringSubmatch(seen); m != nil {
			i = p.colons(lines, i, m[1], m[2])
		} else if m := bangsPattern.FindStringSubmatch(seen); m != nil {
			p.bangs(lines, i, m[1], m[2])
		}
	}
}

// sourceLines are the lines of the text: where each begins, and ends without its
// line end.
func (p *prose) sourceLines() [][2]int {
	var lines [][2]int
	for at := 0; at < len(p.text); {
		end := p.endOfLine(at)
		lines = append(lines, [2]int{at, at + len(bytes.TrimRight(p.text[at:end], "\r"))})
		at = end + 1
	}
	return lines
}

// calloutLike is the callout nearest to boxes that may say anything: their author
// has to agree.
const calloutLike = "CONSEIL"

// colons reports a box between lines of colons, and returns the number of its last
// line.
func (p *prose) colons(lines [][2]int, i int, kind, title string) int {
	box := container{from: lines[i][0], to: lines[i][1], kind: kind, title: title}
	if kind == "" && title == "" {
		p.left(box.from, box.to, "les signes « ::: » restent dans la page", "supprimez la ligne")
		return i
	}
	for j := i + 1; j < len(lines); j++ {
		if strings.Trim(string(p.text[lines[j][0]:lines[j][1]]), ": \t") == "" && bytes.HasPrefix(p.text[lines[j][0]:], []byte(":::")) {
			box.end = [2]int{lines[j][0], p.lineEnd(lines[j][1])}
			p.boxLeft(box, "les signes « ::: » restent dans la page")
			p.cover(box.end[0], box.end[1])
			return i
		}
		box.body = append(box.body, lines[j][0])
	}
	box.body = nil
	p.boxLeft(box, "les signes « ::: » restent dans la page")
	return i
}

// bangs reports a box over indented lines, which Markdown takes for the same
// paragraph or for code.
func (p *prose) bangs(lines [][2]int, i int, kind, title string) {
	box := container{from: lines[i][0], to: lines[i][1], kind: kind, title: title, indent: 4}
	last := lines[i][1]
	for _, line := range lines[i+1:] {
		text := p.text[line[0]:line[1]]
		indented := bytes.HasPrefix(text, []byte("    ")) || bytes.HasPrefix(text, []byte("\t"))
		if !indented && len(bytes.TrimSpace(text)) > 0 {
			break
		}
		box.body = append(box.body, line[0])
		if indented {
			last = line[1]
		}
	}
	for len(box.body) > 0 && box.body[len(box.body)-1] > last {
		box.body = box.body[:len(box.body)-1]
	}
	if len(box.body) > 0 {
		box.end = [2]int{p.lineEnd(last), p.lineEnd(last)}
	}
	p.boxLeft(box, "les signes « !!! » d'un autre outil restent dans la page")
	p.cover(box.to, last)
}

func (p *prose) lineEnd(at int) int { return min(p.endOfLine(at)+1, len(p.text)) }

// boxLeft reports a box, and writes it as a callout when we have one that means
// the same and its end is known.
func (p *prose) boxLeft(box container, message string) {
	if !p.left(box.from, box.to, message, "") {
		return
	}
	callout, sure := calloutFor[strings.ToLower(box.kind)]
	callout = cmp.Or(callout, calloutLike)
	if len(box.body) == 0 {
		p.problems[len(p.problems)-1].Hint = "écrivez > [!" + callout + "], puis le texte, chaque ligne après « > »"
		return
	}
	head := "> [!" + callout + "]"
	if title := strings.TrimSpace(box.title); title != "" && !strings.EqualFold(title, callout) {
		head += "\n> **" + title + "**\n>"
	}
	edits := []edit{{box.from, box.to, head}}
	for _, at := range box.body {
		to := at
		for to < at+box.indent && to < len(p.text) && (p.text[to] == ' ' || p.text[to] == '\t') {
			if p.text[to] == '\t' {
				to++
				break
			}
			to++
		}
		quote := "> "
		if p.text[min(to, len(p.text)-1)] == '\n' || p.text[min(to, len(p.text)-1)] == '\r' {
			quote = ">"
		}
		edits = append(edits, edit{at, to, quote})
	}
	if box.end[1] > 0 {
		edits = append(edits, edit{box.end[0], box.end[1], p.partFromNext(box.end[1])})
	}
	p.fix(!sure, edits...)
}

// partFromNext is the blank line that keeps what follows out of a quotation.
func (p *prose) partFromNext(at int) string {
	if at >= len(p.text) || p.text[at] == '\n' || p.text[at] == '\r' {
		return ""
	}
	return "\n"
}
