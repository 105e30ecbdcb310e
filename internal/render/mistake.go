package render

import (
	"errors"
	"html/template"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"recueil/internal/diag"
)

// mistake is the form of the errors of text/template and html/template:
// "template: pages/x.html:12:7: executing …", "html/template:base.html:3:1: …".
// The column, when there is one, is a byte offset from 0.
var mistake = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (.*)$`)

// diagnostic makes an error of the template name a diagnostic, at the place
// that the error tells or else at the start of the file.
func (t *Templates) diagnostic(name string, err error) diag.Diagnostic {
	if errors.Is(err, fs.ErrNotExist) {
		return diag.New(diag.BadTemplate, t.sources[name], diag.Span{}, "le gabarit manque",
			"remettez le fichier, ou retirez --templates pour reprendre celui de recueil")
	}
	source, span, cause := t.sources[name], diag.Span{}, strings.ReplaceAll(err.Error(), "\n", " ")
	if m := mistake.FindStringSubmatch(cause); m != nil && t.sources[m[1]] != nil {
		source, cause = t.sources[m[1]], m[4]
		span = spanOf(source, m[2], m[3])
	}
	var context *template.Error
	code := template.OK
	if errors.As(err, &context) {
		code = context.ErrorCode
	}
	message := cause
	if m := running.FindStringSubmatch(cause); m != nil {
		message = cause[len(m[0]):]
		span = narrowed(source, span, m[1])
	}
	what, hint := frenchMistake(message, code)
	d := diag.New(diag.BadTemplate, source, span, what, hint)
	d.Cause = cause
	return d
}

// running is what errors of a running template start with. Between chevrons is
// what the author wrote there, or its beginning.
var running = regexp.MustCompile(`^executing ".*?" at <(.*?)(?:\.\.\.)?>: `)

// narrowed is the part of a span that holds what the author wrote there.
func narrowed(source *diag.Source, span diag.Span, written string) diag.Span {
	if strings.HasPrefix(string(source.Text[span.Start:span.End]), written) {
		span.End = span.Start + len(written)
	}
	return span
}

// spanOf is the place at a line and a column in bytes; without a column, the
// whole line but its indent.
func spanOf(source *diag.Source, line, column string) diag.Span {
	n, _ := strconv.Atoi(line) // the pattern lets only digits through
	start := source.Offset(n, 1)
	text := source.Line(n)
	end := start + len(text)
	if column == "" {
		return diag.Span{Start: start + len(text) - len(strings.TrimLeft(text, " \t")), End: end}
	}
	at, _ := strconv.Atoi(column)
	return diag.Span{Start: min(start+at, end), End: end}
}
