package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"recueil/internal/authoring"
	"recueil/internal/french"
)

func (a *app) manCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "man",
		Short: "Écrit les pages de manuel",
		Long: `man écrit une page de manuel par commande, dans le dossier que la commande « man » du système parcourt :

  recueil man --out ~/.local/share/man/man1
  man recueil-check`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			var pages []authoring.File
			everyCommand(c.Root(), func(c *cobra.Command) {
				if c.IsAvailableCommand() || !c.HasParent() {
					pages = append(pages, authoring.File{Path: manName(c) + ".1", Data: manPage(c)})
				}
			})
			if err := writeFiles(out, pages); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s dans %s.\n", french.Count(len(pages), "page"), out)
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", "man", "`DOSSIER` des pages")
	return c
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage writes the manual of a command in roff, with the macros of man(7). It has no
// date: the same program writes the same pages.
func manPage(c *cobra.Command) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %q 1 \"\" \"recueil\" \"Manuel de recueil\"\n", strings.ToUpper(manName(c)))
	fmt.Fprintf(&b, ".SH NOM\n%s \\- %s\n", roff(manName(c)), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(c.UseLine()+" [OPTIONS]"))
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", paragraphs(longOf(c)))
	manOptions(&b, "OPTIONS", c.LocalFlags())
	manOptions(&b, "OPTIONS COMMUNES", c.InheritedFlags())
	fmt.Fprint(&b, ".SH CODE DE RETOUR\n.TP\n.B 0\nRien à signaler.\n.TP\n.B 1\nUne erreur dans le contenu, ou un échec.\n.TP\n.B 2\nUne commande mal écrite.\n")
	fmt.Fprintf(&b, ".SH VOIR AUSSI\n%s\n", strings.Join(relatives(c), ",\n"))
	return []byte(b.String())
}

func longOf(c *cobra.Command) string {
	if c.Long == "" {
		return c.Short + "."
	}
	return c.Long
}

// relatives names the pages of the commands above and below.
func relatives(c *cobra.Command) (names []string) {
	if c.HasParent() {
		names = append(names, `\fB`+roff(manName(c.Parent()))+`\fR(1)`)
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, `\fB`+roff(manName(sub))+`\fR(1)`)
		}
	}
	return names
}

// nothing are the values of an option that does nothing until it is given.
var nothing = []string{"", "false", "[]", "0", "0s"}

func manOptions(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR", roff(name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fR", roff(value))
		}
		if !slices.Contains(nothing, f.DefValue) && f.Name != "jobs" { // which is as many as the machine has processors
			usage += " (par défaut : " + strings.Trim(f.DefValue, "[]") + ")"
		}
		fmt.Fprintf(b, "\n%s\n", roff(usage))
	})
}

// paragraphs writes a text: paragraphs, and lines set off by blanks as they are.
func paragraphs(text string) string {
	var b strings.Builder
	for _, part := range strings.Split(text, "\n\n") {
		b.WriteString(".PP\n")
		if strings.HasPrefix(part, "  ") {
			fmt.Fprintf(&b, ".nf\n%s\n.fi\n", roff(part))
			continue
		}
		b.WriteString(roff(part) + "\n")
	}
	return b.String()
}

// roff escapes a text: hyphens stay those of commands, and no line is a request.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
