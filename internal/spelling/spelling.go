// Package spelling reports whether French words are spelt right, by a dictionary
// in the format of hunspell: an affix file (.aff) and a list of stems (.dic).
//
// [Load] reads the dictionary that the system has installed; recueil brings
// none of its own. The reader is written for French: it knows suffixes whose
// forms take prefixes (the elisions l’, d’, qu’…), suffixes and prefixes that
// cross, words that only exist with an affix, forbidden words, and words broken
// at hyphens. Compound words and other encodings than UTF-8, which no French
// dictionary has, are refused or left out.
package spelling

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Folders are where systems keep the dictionaries, the first that has one
// winning.
var Folders = []string{"usr/share/hunspell", "usr/share/myspell/dicts", "usr/share/myspell", "usr/local/share/hunspell", "Library/Spelling"}

// names of the French dictionaries, the most modern spelling last: the classic
// one accepts what most federations write.
var names = []string{"fr", "fr_FR", "fr-classique", "fr-moderne", "fr-toutesvariantes"}

// Dictionary is a list of words and how they are inflected. It is immutable and
// safe for use by several goroutines.
type Dictionary struct {
	stems      map[string][]string // flags of each homonym, concatenated lists
	suffixes   map[string][]affix  // by what they add
	prefixes   map[string][]affix
	longest    int // bytes of the longest affix
	needAffix  string
	forbidden  string
	flagLength int
}

// affix is one way to make a form of a stem.
type affix struct {
	flag  string
	strip string
	when  condition
	next  []string // flags that the form has in turn
	cross bool
}

// Load reads the first French dictionary of the folders in fsys, which is the
// root of the system. The error is fs.ErrNotExist when there is none.
func Load(fsys fs.FS, folders ...string) (*Dictionary, error) {
	for _, folder := range folders {
		for _, name := range names {
			d, err := open(fsys, folder+"/"+name)
			if err == nil || !isAbsent(err) {
				return d, err
			}
		}
	}
	return nil, fmt.Errorf("find a French dictionary: %w", fs.ErrNotExist)
}

func open(fsys fs.FS, base string) (*Dictionary, error) {
	aff, err := fsys.Open(base + ".aff")
	if err != nil {
		return nil, err
	}
	defer aff.Close()
	dic, err := fsys.Open(base + ".dic")
	if err != nil {
		return nil, err
	}
	defer dic.Close()
	return Read(aff, dic)
}

// Read reads a dictionary.
func Read(aff, dic io.Reader) (*Dictionary, error) {
	d := &Dictionary{stems: map[string][]string{}, suffixes: map[string][]affix{}, prefixes: map[string][]affix{}, flagLength: 1}
	if err := d.readAffixes(aff); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(dic)
	for lines.Scan() {
		d.addStem(lines.Text())
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	return d, nil
}

// addStem adds a line of the list: a word, its flags after a slash, and notes.
// The first line, a number, adds a harmless word.
func (d *Dictionary) addStem(line string) {
	word, _, _ := strings.Cut(line, "\t")
	word, _, _ = strings.Cut(word, " ")
	word, flags, _ := strings.Cut(word, "/")
	if word == "" {
		return
	}
	d.stems[word] = append(d.stems[word], append(d.flags(flags), end)...)
}

// end closes the flags of a homonym in the list of its stem.
const end = ""

// Knows reports whether a word is spelt right. Apostrophes may be typographic;
// a capital at the start, or capitals throughout, are accepted of any word.
func (d *Dictionary) Knows(word string) bool {
	word = plain.Replace(word)
	if word == "" || d.whole(word) {
		return true
	}
	for _, mark := range []string{"-", "'"} {
		if parts := strings.Split(word, mark); len(parts) > 1 && d.all(parts, mark) {
			return true
		}
	}
	return false
}

var plain = strings.NewReplacer("’", "'", "ʼ", "'", "ﬁ", "fi", "ﬂ", "fl", "\u00ad", "")

// all reports whether each part of a broken word is right; before an apostrophe,
// those that are elided.
func (d *Dictionary) all(parts []string, mark string) bool {
	for i, part := range parts {
		elided := mark == "'" && i < len(parts)-1
		if elided && !slices.Contains(elisions, strings.ToLower(part)) || !elided && !d.Knows(part) {
			return false
		}
	}
	return true
}

// elisions are the words that lose their last letter before a vowel.
var elisions = []string{"l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "entr", "presqu"}

// whole reports whether the dictionary makes a word, as written or with its
// capitals lowered.
func (d *Dictionary) whole(word string) bool {
	if d.makes(word) {
		return true
	}
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return false
	}
	rest := word[size:]
	switch {
	case d.makes(string(unicode.ToLower(first)) + rest):
		return true
	case rest != "" && rest == strings.ToUpper(rest):
		lower := strings.ToLower(word)
		return d.makes(lower) || d.makes(string(first)+strings.ToLower(rest))
	}
	return false
}

// makes reports whether a word is a stem, or a form of one.
func (d *Dictionary) makes(word string) bool {
	if flags, known := d.stems[word]; known {
		if slices.Contains(flags, d.forbidden) && d.forbidden != "" {
			return false
		}
		if d.free(flags) {
			return true
		}
	}
	return d.suffixed(word, "") || d.prefixed(word)
}

// free reports whether some homonym of a stem is a word by itself.
func (d *Dictionary) free(flags []string) bool {
	bound := false
	for _, flag := range flags {
		switch {
		case flag == end && !bound:
			return true
		case flag == end:
			bound = false
		case flag == d.needAffix && d.needAffix != "":
			bound = true
		}
	}
	return false
}

// suffixed reports whether a word is a stem with a suffix, one that takes the
// prefix of that flag unless it is "".
func (d *Dictionary) suffixed(word, prefix string) bool {
	for size := 0; size <= min(len(word), d.longest); size++ {
		for _, a := range d.suffixes[word[len(word)-size:]] {
			stem := word[:len(word)-size] + a.strip
			flags, known := d.stems[stem]
			if !known || !slices.Contains(flags, a.flag) || !a.when.endOf(stem) {
				continue
			}
			if prefix == "" || slices.Contains(a.next, prefix) || a.cross && slices.Contains(flags, prefix) {
				return true
			}
		}
	}
	return false
}

// prefixed reports whether a word is a stem, or a form with a suffix, after a
// prefix.
func (d *Dictionary) prefixed(word string) bool {
	for size := 1; size <= min(len(word), d.longest); size++ {
		for _, a := range d.prefixes[word[:size]] {
			root := a.strip + word[size:]
			if !a.when.startOf(root) {
				continue
			}
			if slices.Contains(d.stems[root], a.flag) || d.suffixed(root, a.flag) {
				return true
			}
		}
	}
	return false
}
