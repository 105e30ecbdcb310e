package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
)

// asker asks questions on a terminal, line by line: it works with a screen reader, and on
// every system.
type asker struct {
	in  *bufio.Scanner
	out io.Writer
}

// line asks for a line of text. The end of the input is an empty one.
func (q asker) line(question string) string {
	fmt.Fprintf(q.out, "%s ", question)
	if !q.in.Scan() {
		fmt.Fprintln(q.out)
		return ""
	}
	return strings.TrimSpace(q.in.Text())
}

// shown is how many choices are listed at once: more are searched.
const shown = 12

// choose asks for values of a list, by their numbers or by a word of their names; several
// where many may be chosen. An empty line is none.
func (q asker) choose(question string, values []content.Value, many bool) []string {
	listed := values
	fmt.Fprintf(q.out, "%s\n", question)
	for {
		q.list(listed)
		answer := q.line(howToChoose(many))
		if answer == "" {
			return nil
		}
		chosen, found := numbered(answer, listed)
		switch {
		case !found:
			if listed = searched(answer, values); len(listed) == 0 {
				fmt.Fprintf(q.out, "Rien ne ressemble à « %s ».\n", answer)
				listed = values
			}
		case len(chosen) > 1 && !many:
			fmt.Fprintln(q.out, "Un seul numéro, s'il vous plaît.")
		default:
			return chosen
		}
	}
}

func howToChoose(many bool) string {
	if many {
		return "Numéros (1 3), mot à chercher, ou Entrée pour aucun :"
	}
	return "Numéro, mot à chercher, ou Entrée pour aucun :"
}

func (q asker) list(values []content.Value) {
	for i, v := range values[:min(shown, len(values))] {
		fmt.Fprintf(q.out, "  %2d. %s\n", i+1, v.Label)
	}
	if more := len(values) - shown; more > 0 {
		fmt.Fprintf(q.out, "  … et %s : tapez un mot pour chercher\n", french.Count(more, "autre"))
	}
}

// numbered returns the values of an answer made of numbers of the list, and whether it is.
func numbered(answer string, values []content.Value) (chosen []string, ok bool) {
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > len(values) {
			return nil, false
		}
		if name := values[n-1].Name; !slices.Contains(chosen, name) {
			chosen = append(chosen, name)
		}
	}
	return chosen, len(chosen) > 0
}

// searched returns the values whose name or label holds a word, however it is accented.
func searched(word string, values []content.Value) []content.Value {
	word = french.Fold(word)
	return slices.DeleteFunc(slices.Clone(values), func(v content.Value) bool {
		return !strings.Contains(french.Fold(v.Label), word) && !strings.Contains(french.Fold(v.Name), word)
	})
}
