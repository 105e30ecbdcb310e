package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// toolMark is a sign of another tool that may stand anywhere in a line.
type toolMark struct {
	sign    string // without which there is none, and which nearly no line has
	pattern *regexp.Regexp
	message string
	hint    string                        // when there is no fix
	with    func(groups []string) *string // what to write instead, nil when only the author knows
}

// toolMarksKnown are what other tools for the same work read: attributes and
// templates (Pandoc, kramdown, Jekyll, Hugo), wikis, Obsidian, Notion, WordPress.
var toolMarksKnown = []toolMark{
	{sign: "{", pattern: regexp.MustCompile(`\{(?:[:#.][^{}\n]{1,80}|[A-Za-z-]+=(?:"[^"\n]*"|[^\s{}]+)(?: [^{}\n]*)?)\}`), message: "ce réglage d'un autre outil reste dans la page", with: nothing},
	{sign: "{", pattern: regexp.MustCompile(`\{\{.*?\}\}|\{%.*?%\}`), message: "ce code d'un autre outil reste dans la page", hint: "supprimez-le, et écrivez à sa place ce qu'il montrait"},
	{sign: "[", pattern: regexp.MustCompile(`(?i)\[\[_?toc_?\]\]|\[toc\]`), message: "ce sommaire d'un autre outil reste dans la page : le site a le sien", with: nothing},
	{sign: "[[", pattern: regexp.MustCompile(`!?\[\[[^\[\]\n]+\]\]`), message: "ce lien d'un autre outil reste dans la page", hint: "écrivez [texte](adresse), ou ![description](../images/nom-du-fichier) pour une image"},
	{sign: "[url=", pattern: regexp.MustCompile(`\[url=([^\]\n]+)\]([^\n]*?)\[/url\]`), message: "ce lien d'un autre outil reste dans la page", with: func(g []string) *string { s := "[" + g[2] + "](" + cleanAddress(g[1]) + ")"; return &s }},
	{sign: "[b]", pattern: regexp.MustCompile(`\[b\]([^\n]+?)\[/b\]`), message: "ce code d'un autre outil reste dans la page", with: enclosed("**", "**")},
	{sign: "[i]", pattern: regexp.MustCompile(`\[i\]([^\n]+?)\[/i\]`), message: "ce code d'un autre outil reste dans la page", with: enclosed("*", "*")},
	{sign: "..", pattern: regexp.MustCompile(`^\.\. [a-z-]+::.*`), message: "ce code d'un autre outil reste dans la page", hint: "supprimez-le, et écrivez à sa place ce qu'il montrait"},
	{sign: "&amp;", pattern: regexp.MustCompile(`&amp;(#?[a-z0-9]{2,8};)`), message: "ce code de caractère reste tel quel dans la page", with: enclosed("&", "")},
	{sign: "[", pattern: regexp.MustCompile(`\[([a-z][a-z0-9_-]*)(?: [a-z_-]+=(?:"[^"\n]*"|[^\s\]]+))+ ?/?\](?:.*\[/[a-z0-9_-]+\])?|\[/?[a-z0-9]+_[a-z0-9_]+\]|\[/[a-z][a-z0-9_-]*\]`), message: "ce code d'un autre outil reste dans la page", hint: "supprimez-le, et écrivez à sa place ce qu'il montrait"},
	{sign: "%%", pattern: regexp.MustCompile(`%%([^%\n<>]+)%%`), message: "cette remarque d'un autre outil se lit dans la page", with: enclosed("<!--", "-->")},
	{sign: "^", pattern: regexp.MustCompile(`\^([0-9A-Za-zèé]{1,5})\^`), message: "les signes « ^ » restent dans la page", with: enclosed("<sup>", "</sup>")},
	{sign: "&", pattern: regexp.MustCompile(`&(?:nbsp|amp|lt|gt|quot|apos|euro|laquo|raquo|rsquo|lsquo|hellip|[aeiouc](?:acute|grave|circ|uml|cedil))\b(?:[^;]|$)`), message: "ce code de caractère reste tel quel dans la page", hint: "écrivez le caractère lui-même, ou terminez le code par un point-virgule"},
	{sign: "++", pattern: regexp.MustCompile(`\+\+[\p{L}\d«][^+\n]*[^\s+]\+\+`), message: "les signes « ++ » d'un autre outil restent dans la page", hint: "supprimez-les : un texte souligné passe pour un lien ; **texte** le met en valeur"},
	{sign: "$", pattern: regexp.MustCompile(`\$\$[^$\n]+\$\$|\$[^$\s\d][^$\n]*[\^_\\][^$\n]*\$`), message: "cette formule reste telle quelle dans la page", hint: "écrivez la formule en toutes lettres, ou avec <sup> et <sub>"},
	{sign: "`", pattern: regexp.MustCompile("`"), message: "une apostrophe inversée reste dans la page", hint: "écrivez `code` pour du code, ’ pour une apostrophe"},
}

func nothing([]string) *string { s := ""; return &s }

func enclosed(before, after string) func([]string) *string {
	return func(groups []string) *string {
		s := before + groups[1] + after
		return &s
	}
}

var emojiPattern = regexp.MustCompile(`(?:^|[\s(])(:[a-z][a-z_]{2,}:)(?:$|[\s.,!?)])`)

func (p *prose) toolMarks(b proseBlock) {
	p.calloutMarks(b)
	for _, line := range b.lines {
		seen := string(p.lineSeen(line))
		for _, known := range toolMarksKnown {
			if !strings.Contains(seen, known.sign) {
				continue
			}
			for _, m := range known.pattern.FindAllStringSubmatchIndex(seen, -1) {
				p.toolMark(known, seen, line.Start, m)
			}
		}
		if !strings.Contains(seen, ":") {
			continue
		}
		for _, m := range emojiPattern.FindAllStringSubmatchIndex(seen, -1) {
			p.left(line.Start+m[2], line.Start+m[3], "ce nom d'image d'un autre outil reste dans la page", "supprimez-le, ou collez le caractère lui-même")
		}
	}
}

func (p *prose) toolMark(known toolMark, seen string, at int, m []int) {
	from, to := at+m[0], at+m[1]
	if !p.left(from, to, known.message, known.hint) || known.with == nil {
		return
	}
	var groups []string
	for i := 0; i < len(m); i += 2 {
		groups = append(groups, string(p.text[at+max(m[i], 0):at+max(m[i+1], 0)]))
	}
	with := *known.with(groups)
	for with == "" && from > at && seen[from-at-1] == ' ' && (to-at == len(strings.TrimRight(seen, "\n"))) {
		from-- // no blank stays at the end of the line
	}
	p.fix(false, edit{from, to, with})
}

var calloutLeft = regexp.MustCompile(`\\?\[!\s?(\p{L}+)\s?\\?\]|^\[(CONSEIL|ATTENTION|CHIFFRE)\]`)

// calloutMarks reports the marks of callouts that are words in the page: escaped,
// as some editors of web sites write them back, or outside a quotation.
func (p *prose) calloutMarks(b proseBlock) {
	if !bytes.ContainsRune(p.text[b.from:b.to], '[') {
		return
	}
	for _, m := range calloutLeft.FindAllSubmatchIndex(p.text[b.from:b.to], -1) {
		from, to := b.from+m[0], b.from+m[1]
		bracket := from + strings.IndexByte(string(p.text[from:to]), '[')
		_, quoted := b.node.Parent().(*ast.Blockquote)
		if m[4] >= 0 && !quoted {
			continue // « [ATTENTION] » may be prose
		}
		if p.seen[bracket] != '[' && p.seen[bracket] != seenEscape || !p.left(from, to, "cette marque d'encadré se lit dans la page", "") {
			continue
		}
		mark := "[!" + strings.ToUpper(strings.Trim(string(p.text[from:to]), `\[]! `)) + "]"
		p.mendCallout(b, from, to, mark)
	}
}

func (p *prose) mendCallout(b proseBlock, from, to int, mark string) {
	d := &p.problems[len(p.problems)-1]
	kind := strings.ToLower(strings.Trim(mark, "[!]"))
	_, quoted := b.node.Parent().(*ast.Blockquote)
	switch {
	case calloutTitles[kind] == "" || from != b.from:
		d.Hint = "écrivez la marque en tête d'une citation : > [!CONSEIL], puis le texte, chaque ligne après « > »"
	case quoted && b.node.PreviousSibling() == nil:
		p.fix(false, edit{from, to, mark})
	case topLevel(b.node):
		edits := []edit{{from, to, "> " + mark}}
		for _, line := range b.lines[1:] {
			edits = append(edits, edit{line.Start, line.Start, "> "})
		}
		p.fix(false, edits...)
	default:
		d.Hint = "commencez une autre citation par > " + mark + ", après une ligne vide"
	}
}
