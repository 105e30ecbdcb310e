package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"recueil/internal/check"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// everyRule is what --explique takes for all the rules.
const everyRule = "liste"

// explain explains the rule of that name, or the one that follows the flag, since
// « --explique règle » is how people write it; without any name, it lists them.
func (a *app) explain(name string, c *cobra.Command, args []string) error {
	if name == everyRule && len(args) > 0 {
		name, args = args[0], args[1:]
	}
	if err := refuseWords(c, args); err != nil {
		return err
	}
	if name == everyRule {
		a.listRules()
		return nil
	}
	rule, known := diag.RuleNamed(name)
	if !known {
		names := lists.Of(diag.Rules(), func(r *diag.Rule) string { return r.Name })
		return usagef("règle inconnue « %s » ; %s", name, french.DidYouMean(name, names, "« recueil check --explique » les liste"))
	}
	example, err := check.ExampleOf(rule)
	if err != nil {
		return err
	}
	printExample(a.stdout, example)
	return nil
}

// listRules lists the rules: those that stop the build, then the others.
func (a *app) listRules() {
	for _, part := range []struct {
		title    string
		severity diag.Severity
	}{{"Les erreurs, qui empêchent la fabrication du site :", diag.Error}, {"Les avertissements :", diag.Warning}} {
		fmt.Fprintf(a.stdout, "%s\n", part.title)
		for _, r := range diag.Rules() {
			if r.Severity == part.severity {
				fmt.Fprintf(a.stdout, "  %-24s%s\n", r.Name, r.Summary)
			}
		}
		fmt.Fprintln(a.stdout)
	}
	fmt.Fprintln(a.stdout, "« recueil check --explique RÈGLE » en explique une, avec un exemple.")
}

func printExample(w io.Writer, e check.Example) {
	fmt.Fprintf(w, "%s (%s)\n%s\n\n%s\n", e.Rule.Name, e.Rule.Severity, e.Rule.Summary, e.Why)
	fmt.Fprintf(w, "\nCe qui est signalé :\n")
	printTree(w, e.Wrong)
	fmt.Fprintf(w, "\nCe que dit « recueil %s » :\n\n", strings.Join(e.Command, " "))
	printIndented(w, e.Output)
	fmt.Fprintf(w, "\nCe qui est juste :\n")
	printTree(w, e.Right)
}

func printTree(w io.Writer, files []txtar.File) {
	for _, f := range files {
		fmt.Fprintf(w, "\n  %s\n", f.Name)
		for line := range strings.Lines(string(f.Data)) {
			fmt.Fprintf(w, "  │ %s\n", readable(line))
		}
	}
}

func printIndented(w io.Writer, text string) {
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		fmt.Fprintln(w, strings.TrimRight("  "+readable(line), " "))
	}
}

// readable is a line without its end and without bytes that are no text, which
// the example of a wrong encoding has.
func readable(line string) string {
	return strings.ToValidUTF8(strings.TrimRight(line, "\n"), "\uFFFD")
}
