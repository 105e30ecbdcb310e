package spelling

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// readAffixes reads the affix file: one directive a line, of which those of
// suggestions and of morphology are skipped.
func (d *Dictionary) readAffixes(r io.Reader) error {
	lines := bufio.NewScanner(r)
	crosses := map[string]bool{} // by kind and flag
	for lines.Scan() {
		words := strings.Fields(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if len(words) < 2 {
			continue
		}
		if err := d.directive(words, crosses); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read affixes: %w", err)
	}
	return nil
}

func (d *Dictionary) directive(words []string, crosses map[string]bool) error {
	switch words[0] {
	case "SET":
		if words[1] != "UTF-8" {
			return fmt.Errorf("read affixes: encoding %s is not supported", words[1])
		}
	case "FLAG":
		if words[1] != "long" && words[1] != "UTF-8" {
			return fmt.Errorf("read affixes: flags of type %s are not supported", words[1])
		}
		if words[1] == "long" {
			d.flagLength = 2
		}
	case "NEEDAFFIX":
		d.needAffix = words[1]
	case "FORBIDDENWORD":
		d.forbidden = words[1]
	case "SFX", "PFX":
		d.addAffix(words, crosses)
	}
	return nil
}

// addAffix reads a line of a suffix or prefix: the head of a group says whether
// it crosses with the other kind, each further line is a rule.
func (d *Dictionary) addAffix(words []string, crosses map[string]bool) {
	kind, flag := words[0], words[1]
	if len(words) == 4 {
		crosses[kind+flag] = words[2] == "Y"
		return
	}
	if len(words) < 5 {
		return
	}
	add, next, _ := strings.Cut(words[3], "/")
	a := affix{flag: flag, strip: zero(words[2]), next: d.flags(next), when: parseCondition(words[4]), cross: crosses[kind+flag]}
	add = zero(add)
	d.longest = max(d.longest, len(add))
	if kind == "SFX" {
		d.suffixes[add] = append(d.suffixes[add], a)
	} else {
		d.prefixes[add] = append(d.prefixes[add], a)
	}
}

// zero reads "0", which stands for nothing.
func zero(s string) string {
	if s == "0" {
		return ""
	}
	return s
}

// flags splits a list of flags.
func (d *Dictionary) flags(s string) []string {
	var list []string
	for s != "" {
		size := 0
		for range d.flagLength {
			_, n := utf8.DecodeRuneInString(s[size:])
			size += n
		}
		list, s = append(list, s[:size]), s[size:]
	}
	return list
}

// condition is what the end or the start of a stem must be for an affix: a
// letter, a choice of letters or a choice of what it may not be, for each
// place. None is "any stem".
type condition []charClass

// charClass is a choice of letters, or of what a letter may not be.
type charClass struct {
	letters string
	not     bool
}

func parseCondition(s string) condition {
	if s == "." {
		return nil
	}
	var c condition
	for s != "" {
		inside, rest, closed := strings.Cut(s, "]")
		if s[0] == '[' && closed {
			letters, not := strings.CutPrefix(inside[1:], "^")
			c, s = append(c, charClass{letters, not}), rest
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		c, s = append(c, charClass{letters: s[:size], not: false}), s[size:]
		if c[len(c)-1].letters == "." {
			c[len(c)-1] = charClass{letters: "", not: true}
		}
	}
	return c
}

func (p charClass) holds(r rune) bool { return strings.ContainsRune(p.letters, r) != p.not }

func (c condition) startOf(word string) bool {
	for _, p := range c {
		r, size := utf8.DecodeRuneInString(word)
		if size == 0 || !p.holds(r) {
			return false
		}
		word = word[size:]
	}
	return true
}

func (c condition) endOf(word string) bool {
	for i := len(c) - 1; i >= 0; i-- {
		r, size := utf8.DecodeLastRuneInString(word)
		if size == 0 || !c[i].holds(r) {
			return false
		}
		word = word[:len(word)-size]
	}
	return true
}

func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) }
