package markdown

import (
	"slices"
	"strings"
	"unicode"
)

// signs is a run of one sign in the words of a block.
type signs struct {
	at, n int
	sign  byte
}

func (s signs) end() int { return s.at + s.n }

// emphasisLeft reports the stars, underscores, tildes, equals signs and apostrophes
// that were meant to set words in bold, in italic or crossed out, and stay in the page.
func (p *prose) emphasisLeft(b proseBlock) {
	for _, sign := range []byte("*_~=") {
		runs := p.runsOf(b, sign)
		for i := 0; i < len(runs); i++ {
			if i+1 < len(runs) && p.pairs(runs[i], runs[i+1]) {
				p.pairLeft(runs[i], runs[i+1])
				i++
			} else if runs[i].n == 2 && (sign == '*' || sign == '~') && !p.stands(runs[i]) {
				written := string(p.text[runs[i].at:runs[i].end()])
				p.left(runs[i].at, runs[i].end(), "« "+written+" » reste tel quel dans la page",
					"écrivez "+written+"le passage"+written+" ; pour montrer ces signes au lecteur, écrivez "+strings.Repeat(`\`+string(sign), 2))
			}
		}
	}
	p.apostrophesLeft(b)
}

// starsOf gives the stars that so many apostrophes of a wiki stand for.
var starsOf = map[int]int{2: 1, 3: 2, 5: 3}

// apostrophesLeft reports words between two runs of as many apostrophes, as wikis set
// them in italic and in bold. Other runs are left alone: two may be inches or seconds,
// and what more than five mean nobody knows.
func (p *prose) apostrophesLeft(b proseBlock) {
	runs := slices.DeleteFunc(p.runsOf(b, '\''), func(s signs) bool { return s.n == 1 })
	for i := 0; i+1 < len(runs); i++ {
		open, closing := runs[i], runs[i+1]
		if open.n == closing.n+1 && isWord(p.before(open.at)) { // the first is that of l’
			open = signs{open.at + 1, open.n - 1, open.sign}
		}
		if p.pairs(open, closing) {
			p.pairLeft(open, closing)
			i++
		}
	}
}

func (p *prose) runsOf(b proseBlock, sign byte) []signs {
	var runs []signs
	for i := b.from; i < b.to; i++ {
		if p.seen[i] != sign {
			continue
		}
		n := 1
		for i+n < b.to && p.seen[i+n] == sign {
			n++
		}
		runs = append(runs, signs{i, n, sign})
		i += n
	}
	return runs
}

// stands reports whether a run stands by itself between blanks, as the stars of a
// hotel do.
func (p *prose) stands(s signs) bool {
	return unicode.IsSpace(p.before(s.at)) && unicode.IsSpace(p.after(s.end()))
}

// pairs reports whether two runs were meant to set off the words between them.
// Alone, a sign is rather a note ("15 €*") or a multiplication.
func (p *prose) pairs(open, closing signs) bool {
	inner := strings.Trim(string(p.text[open.end():closing.at]), spacing+"\r\n")
	words := strings.IndexFunc(inner, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
	opens := !isWord(p.before(open.at)) && !unicode.IsSpace(p.after(open.end()))
	closes := !unicode.IsSpace(p.before(closing.at)) && !isWord(p.after(closing.end()))
	switch {
	case open.n != closing.n || !words:
		return false
	case open.sign == '\'':
		return opens && closes && starsOf[open.n] > 0 && !strings.Contains(inner, "\n")
	case open.n == 1 && open.sign != '=' && open.sign != '~':
		stuck := isWord(p.after(closing.end()))
		return opens && stuck && (open.sign == '*' || unicode.IsSpace(p.before(closing.at))) && len(strings.Fields(inner)) <= 5
	case open.n == 2 && (open.sign == '*' || open.sign == '~'):
		return true
	case open.n == 2 && open.sign == '=':
		return opens || closes
	case open.n == 2 || open.n == 3 && open.sign == '*':
		return opens || closes
	}
	return false
}

// pairLeft reports a pair and writes it as Markdown reads it: no blank inside, and
// one outside where a word would touch it.
func (p *prose) pairLeft(open, closing signs) {
	mark := strings.Repeat(string(open.sign), open.n)
	switch open.sign {
	case '=':
		mark = "**"
	case '\'':
		mark = strings.Repeat("*", starsOf[open.n])
	}
	if !p.left(open.at, closing.end(), "les signes « "+string(p.text[open.at:open.end()])+" » restent dans la page", "") {
		return
	}
	if p.isCut(open) || p.isCut(closing) {
		p.orEscape(mark)
		return
	}
	inner := string(p.text[open.end():closing.at])
	start := open.end() + len(inner) - len(strings.TrimLeft(inner, spacing))
	end := closing.at - (len(inner) - len(strings.TrimRight(inner, spacing)))
	before, after := "", ""
	if first := p.after(start); isWord(p.before(open.at)) && (start > open.end() || isPunct(first) || open.sign == '_') {
		before = " "
	}
	last, next := p.before(end), p.after(closing.end())
	switch {
	case !isWord(next):
	case last == '’' || last == '\'': // l’ belongs to the word that follows
		end, after = end-len(string(last)), string(last)
	case end < closing.at || isPunct(last) || open.sign == '_':
		after = " "
	}
	p.fix(false, edit{open.at, start, before + mark}, edit{end, closing.end(), mark + after})
	p.orEscape(mark)
}

// isCut reports whether Markdown took some signs of a run and left others: what takes them
// apart may join these to what stands before, and is for the author to say.
func (p *prose) isCut(s signs) bool {
	taken := func(at int) bool {
		return 0 <= at && at < len(p.text) && p.text[at] == s.sign && p.seen[at] != s.sign
	}
	return taken(s.at-1) || taken(s.end())
}

// orEscape is the hint of a pair that no fix mends.
func (p *prose) orEscape(mark string) {
	if d := &p.problems[len(p.problems)-1]; d.Hint == "" {
		d.Hint = "écrivez " + mark + "le passage" + mark + ", sans espace à l'intérieur et avec une espace autour"
	}
}
