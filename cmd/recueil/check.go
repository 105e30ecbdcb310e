package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"recueil/internal/check"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/spelling"
)

// checkFlags are the flags of check.
type checkFlags struct {
	source
	strict  bool
	form    string
	former  string // a recueil.json of the past, or ""
	outside bool   // ask other sites about the links to them
	explain string // a rule, everyRule or ""
}

// checkForms are the forms of the result, by the name of --format.
var checkForms = []string{"texte", "court", "json", "github", "gitlab", "sarif"}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Vérifie le contenu, et dit quoi corriger",
		Long: `check lit tout le contenu et signale ce qui ne va pas : le fichier, la ligne, la colonne, et quoi faire.

Sans --edition ni --territoire, il vérifie l'édition nationale et toutes les éditions déclarées.
Les erreurs empêchent la fabrication du site ; les avertissements non. Un avertissement s'accepte dans le
document, avec sa raison : « ignore: [{regle: phrase-longue, raison: c'est une citation}] ».

L'orthographe est vérifiée si l'ordinateur a un dictionnaire français (paquet hunspell-fr) ; orthographe.txt le complète.
« recueil corrige » corrige ce qui est mécanique.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("explique") {
				return a.explain(f.explain, c, args)
			}
			return a.checkAndPrint(c, f, args)
		},
	}
	f.source.flags(c)
	flags := c.Flags()
	flags.BoolVar(&f.strict, "strict", false, "échoue aussi quand il n'y a que des avertissements")
	flags.StringVar(&f.form, "format", "texte", "`FORMAT` du résultat : texte, court, json ; github, gitlab ou sarif pour annoter une demande de fusion")
	flags.StringVar(&f.former, "depuis", "", "`FICHIER` recueil.json d'un site publié : signale ses adresses qui ne mènent plus à rien")
	flags.BoolVar(&f.outside, "liens-externes", false, "essaie aussi les liens vers les autres sites, lentement (un par seconde et par site)")
	flags.StringVar(&f.explain, "explique", "", "`RÈGLE` à expliquer, avec un exemple ; sans nom, les liste toutes")
	flags.Lookup("explique").NoOptDefVal = everyRule
	return c
}

func (a *app) checkAndPrint(c *cobra.Command, f checkFlags, args []string) error {
	if err := cmp.Or(refuseWords(c, args), format(f.form, checkForms...)); err != nil {
		return err
	}
	problems, err := a.check(c.Context(), f)
	if err != nil {
		return err
	}
	return a.printProblems(problems, f.form, f.strict)
}

// check returns the problems of the editions that the flags name: all of them
// by default.
func (a *app) check(ctx context.Context, f checkFlags) ([]diag.Diagnostic, error) {
	coll, problems, at, err := a.load(ctx, f.source)
	if err != nil {
		return nil, err
	}
	choices, err := f.choices(at)
	if err != nil {
		return nil, err
	}
	opt := check.Options{}
	if opt.Dictionary, err = a.dictionary(); err != nil {
		return nil, err
	}
	if opt.Former, err = f.published(at, f.former); err != nil {
		return nil, err
	}
	if f.outside {
		if opt.Answers, err = a.askOutside(ctx, check.OutsideLinks(coll)); err != nil {
			return nil, err
		}
	}
	return check.Run(coll, problems, choices, opt), nil
}

// dictionary returns the system's French dictionary, or nil when it has none,
// which only --verbose says.
func (a *app) dictionary() (*spelling.Dictionary, error) {
	d, err := spelling.Load(a.system, spelling.Folders...)
	if errors.Is(err, fs.ErrNotExist) {
		if a.verbose {
			fmt.Fprintln(a.stderr, "orthographe : pas de dictionnaire français sur cet ordinateur (paquet hunspell-fr) ; elle n'est pas vérifiée")
		}
		return nil, nil
	}
	return d, err
}

// choices lists the editions to check.
func (s *source) choices(editions edition.Editions) ([]edition.Choice, error) {
	choice, err := s.choose(editions)
	if err != nil || s.edition != "" || s.territory != "" {
		return []edition.Choice{choice}, err
	}
	return editions.Every(edition.Sets{Declared: true}), nil
}

// printProblems prints the result of a check on standard output.
func (a *app) printProblems(problems []diag.Diagnostic, form string, strict bool) error {
	style := a.style(a.stdout)
	style.Short = form == "court"
	text := func(w io.Writer, list []diag.Diagnostic) error { return diag.Print(w, list, style) }
	printers := map[string]func(io.Writer, []diag.Diagnostic) error{
		"texte": text, "court": text, "json": diag.PrintJSON,
		"github": diag.PrintGitHub, "gitlab": diag.PrintGitLab, "sarif": diag.PrintSARIF,
	}
	if err := printers[form](a.stdout, problems); err != nil {
		return fmt.Errorf("print problems: %w", err)
	}
	if form == "texte" {
		fmt.Fprintln(a.stdout, tally(problems)+mechanical(problems))
	}
	if diag.HasErrors(problems) || strict && len(problems) > 0 {
		return errProblems
	}
	return nil
}

// tally counts problems in words: "2 erreurs, 1 avertissement".
func tally(problems []diag.Diagnostic) string {
	if len(problems) == 0 {
		return "Rien à signaler."
	}
	errors := len(diag.Errors(problems))
	return fmt.Sprintf("%s, %s.", french.Count(errors, "erreur"), french.Count(len(problems)-errors, "avertissement"))
}

// mechanical says how many of the problems the machine can mend.
func mechanical(problems []diag.Diagnostic) string {
	n := 0
	for _, p := range problems {
		if p.Fix.Safe() {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" « recueil corrige » peut en corriger %d.", n)
}
