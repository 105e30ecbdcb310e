package content

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/diag"
)

// quotedLine is a line « key: "value » or « - "value ».
var quotedLine = regexp.MustCompile(`^(\s*(?:(?:- +)*[\pL_][\pL\pN_-]* ?:[ \t]+|(?:- +)+))(["'].*?)[ \t]*$`)

// innerQuotes mends a value whose quotes close before its end: 'L'atelier', or
// "Dire "oui" au client". The quotes inside become French ones.
func (m *mender) innerQuotes(start int, text string) string {
	at := quotedLine.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	value := text[at[4]:at[5]]
	value = strings.TrimRight(value[:len(value)-len(comment.FindString(afterLast(value)))], " \t")
	rest := strings.TrimSpace(afterQuoted(value))
	if rest == "" || strings.ContainsAny(rest[:1], ",]}:#") {
		return text
	}
	better := Quote(frenchQuotes(value))
	m.report(diag.InnerQuotes, start+at[4], start+at[4]+len(value), "des guillemets se ferment avant la fin de cette valeur",
		"écrivez : "+strings.TrimSpace(text[:at[4]])+" "+better)
	return text[:at[4]] + better + text[at[4]+len(value):]
}

// afterLast returns what follows the last quote of a value, of the kind that it
// begins with.
func afterLast(value string) string { return value[strings.LastIndexByte(value, value[0])+1:] }

// afterQuoted returns what follows the quoted text that a value begins with: ""
// too when its quotes do not close.
func afterQuoted(value string) string {
	hidden := strings.NewReplacer(`\\`, "__", `\"`, "__")
	if value[0] == '\'' {
		hidden = strings.NewReplacer("''", "__")
	}
	_, rest, _ := strings.Cut(hidden.Replace(value[1:]), value[:1])
	return rest
}

var quotations = map[byte]*regexp.Regexp{'"': regexp.MustCompile(`"([^"]+)"`), '\'': regexp.MustCompile(`'([^']+)'`)}

// frenchQuotes takes the outer quotes of a value away, and makes the quotations
// inside French. A quote before a letter does not close: it is an apostrophe, or
// opens a quotation.
func frenchQuotes(value string) string {
	quote := value[0]
	if next, _ := utf8.DecodeRuneInString(afterQuoted(value)); unicode.IsLetter(next) || unicode.IsDigit(next) {
		value = strings.TrimSuffix(value[1:], value[:1])
		quote = '"'
	}
	return quotations[quote].ReplaceAllString(value, "« $1 »")
}

// reservedLine is a line whose value begins with a sign that YAML keeps for
// itself.
var reservedLine = regexp.MustCompile(`^\s*(?:- +)*[\pL_][\pL\pN_-]* ?:[ \t]+([@` + "`" + `%*&!].*?)[ \t]*$`)

func (m *mender) reserved(start int, text string) string {
	at := reservedLine.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	value := comment.ReplaceAllString(text[at[2]:at[3]], "")
	better := Quote(value)
	m.report(diag.ReservedSign, start+at[2], start+at[2]+len(value), fmt.Sprintf("cette valeur commence par « %s », qui est réservé", value[:1]),
		"écrivez : "+strings.TrimSpace(text[:at[2]])+" "+better)
	return text[:at[2]] + better + text[at[2]+len(value):]
}

// hiding is a line whose plain value has a word that begins with « # »: YAML
// reads none of what follows.
var hiding = regexp.MustCompile(`^\s*(?:- +)*[\pL_][\pL\pN_-]* ?:[ \t]+(?:[^\s"'\[{|>#].*?[ \t])?(#[\pL\pN_].*?)[ \t]*$`)

// hash reports what a « # » hides from the reader. The text stays as it is: it may
// be a note to other editors.
func (m *mender) hash(start int, text string) string {
	at := hiding.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	head := keyed.FindString(text)
	m.report(diag.HiddenByHash, start+at[2], start+at[3], "ce qui suit « # » n'est pas lu",
		fmt.Sprintf("écrivez : %s %s ; si c'est une remarque pour vous, mettez une espace après « # »", strings.TrimSpace(head), Quote(text[len(head):at[3]])))
	return text
}
