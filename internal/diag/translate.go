package diag

import "regexp"

// Translations say in French what an engine says in English. The first whose
// pattern matches counts; What and Hint may hold $1, as in [regexp.Regexp.Expand].
type Translations []Translation

// Translation is one kind of message.
type Translation struct {
	English    *regexp.Regexp
	What, Hint string
}

// Translate returns what messages of a pattern mean and what to do about them.
func Translate(english, what, hint string) Translation {
	return Translation{regexp.MustCompile(english), what, hint}
}

// Of returns what a message means and what to do about it, or else what other
// says of all the messages that nobody has translated.
func (list Translations) Of(message string, other Translation) (what, hint string) {
	for _, t := range list {
		if at := t.English.FindStringSubmatchIndex(message); at != nil {
			expand := func(s string) string { return string(t.English.ExpandString(nil, s, message, at)) }
			return expand(t.What), expand(t.Hint)
		}
	}
	return other.What, other.Hint
}
