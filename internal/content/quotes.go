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
// "Dire "oui" au client". The quotes inside become French ones, if the author agrees.
func innerQuotes(line string) []diag.Diagnostic {
	if !strings.ContainsAny(line, `"'`) {
		return nil
	}
	at := quotedLine.FindStringSubmatchIndex(line)
	if at == nil {
		return nil
	}
	value := line[at[4]:at[5]]
	value = strings.TrimRight(value[:len(value)-len(comment.FindString(afterLast(value)))], " \t")
	rest := strings.TrimSpace(afterQuoted(value))
	if rest == "" || strings.ContainsAny(rest[:1], ",]}:#") {
		return nil
	}
	p := rewritten(diag.InnerQuotes, at[4], at[4]+len(value), "des guillemets se ferment avant la fin de cette valeur", Quoted(frenchQuotes(value)))
	p.Fix.Confirm = true
	return []diag.Diagnostic{p}
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

func reservedSign(line string) []diag.Diagnostic {
	if !strings.ContainsAny(line, "@`%*&!") {
		return nil
	}
	at := reservedLine.FindStringSubmatchIndex(line)
	if at == nil {
		return nil
	}
	value := comment.ReplaceAllString(line[at[2]:at[3]], "")
	p := rewritten(diag.ReservedSign, at[2], at[2]+len(value), fmt.Sprintf("cette valeur commence par « %s », qui est réservé", value[:1]), Quoted(value))
	p.Fix.Confirm = true // it may be an anchor or a tag, by someone who knows YAML
	return []diag.Diagnostic{p}
}

// hiding is a line whose plain value has a word that begins with « # »: YAML
// reads none of what follows.
var hiding = regexp.MustCompile(`^\s*(?:- +)*[\pL_][\pL\pN_-]* ?:[ \t]+(?:[^\s"'\[{|>#].*?[ \t])?(#[\pL\pN_].*?)[ \t]*$`)

// hash reports what a « # » hides from the reader: it may be a note to other
// editors.
func hash(line string) []diag.Diagnostic {
	if !strings.Contains(line, "#") {
		return nil
	}
	at := hiding.FindStringSubmatchIndex(line)
	if at == nil {
		return nil
	}
	from := len(keyed.FindString(line))
	better := Quoted(line[from:at[3]])
	p := rewritten(diag.HiddenByHash, from, at[3], "ce qui suit « # » n'est pas lu", better)
	p.Span.Start, p.Fix.Confirm = at[2], true
	p.Hint = fmt.Sprintf("écrivez : %s ; si c'est une remarque pour vous, mettez une espace après « # »", strings.TrimSpace(line[:from]+better))
	return []diag.Diagnostic{p}
}
