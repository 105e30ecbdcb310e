package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/publish"
	"recueil/internal/serve"
)

// inFrench says an error to the person who ran the command. What it does not know
// it leaves for --verbose.
func inFrench(err error) string {
	var locked *publish.LockedError
	var refused *publish.RefusedError
	var foreign *publish.ForeignError
	var unanswered *unansweredError
	var watch *serve.WatchError
	var said *saidError
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &locked):
		return "une autre fabrication de ce site est en cours ; attendez qu'elle finisse"
	case errors.As(err, &refused):
		return frenchRefusal(refused)
	case errors.As(err, &foreign):
		return frenchForeign(foreign)
	case errors.Is(err, context.Canceled):
		return "interrompu : rien n'a été changé"
	case errors.As(err, &unanswered):
		return unanswered.french()
	case errors.As(err, &said):
		return said.message
	case errors.As(err, &watch):
		return unwatched(watch)
	case errors.As(err, &path):
		return fmt.Sprintf("%s : %s", path.Path, frenchCause(path.Err))
	case errors.As(err, &link):
		return fmt.Sprintf("%s : %s", link.Old, frenchCause(link.Err))
	}
	return "la commande a échoué ; --verbose en donne la cause"
}

// frenchCause translates the usual errors of the system.
func frenchCause(err error) string {
	for _, c := range []struct {
		is   error
		says string
	}{
		{fs.ErrNotExist, "ce fichier ou dossier n'existe pas"},
		{fs.ErrPermission, "vous n'avez pas le droit d'y accéder"},
		{fs.ErrExist, "existe déjà"},
		{syscall.ENOSPC, "le disque est plein"},
		{syscall.EDQUOT, "votre part du disque est pleine"},
		{syscall.EFBIG, "ce fichier est trop grand pour ce disque"},
		{syscall.EIO, "le disque a une panne"},
		{syscall.ENOLCK, "ce disque ne sait pas réserver un dossier à un seul programme ; donnez à --out un dossier de cette machine"},
		{syscall.EBUSY, "un disque y est attaché, ou un programme s'en sert : choisissez un dossier à l'intérieur, ou à côté"},
		{syscall.ENOTDIR, "n'est pas un dossier"},
		{syscall.EISDIR, "est un dossier"},
		{syscall.EROFS, "le disque est en lecture seule"},
	} {
		if errors.Is(err, c.is) {
			return c.says
		}
	}
	if err != nil && err.Error() == "path escapes from parent" { // os.Root has no other name for it
		return "ce raccourci mène hors du dossier ; mettez-y le fichier lui-même"
	}
	return "impossible à lire ou à écrire"
}

// flagErrors are what the flag library says, and what we say for it.
var flagErrors = diag.Translations{
	diag.Translate(`^unknown flag: (\S+)`, "option inconnue « $1 »", ""),
	diag.Translate(`^unknown shorthand flag: '(.)' in (\S+)`, "option inconnue « -$1 »", ""),
	diag.Translate(`^flag needs an argument: '?(.)'? in`, "l'option « -$1 » attend une valeur", ""),
	diag.Translate(`^flag needs an argument: (\S+)`, "l'option « $1 » attend une valeur", ""),
	diag.Translate(`^invalid argument "(.*)" for "(?:-., )?(\S+)" flag`, "« $1 » n'est pas une valeur de « $2 »", ""),
	diag.Translate(`^bad flag syntax: (\S+)`, "option mal écrite « $1 »", ""),
}

// flagError turns an error of the flag library into wrong usage, in French,
// with the nearest flag.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	said, _ := flagErrors.Of(err.Error(), diag.Translation{What: "options mal écrites"})
	return usagef("%s%s", said, nearFlag(c, err.Error()))
}

// nearFlag suggests the flag closest to an unknown one.
func nearFlag(c *cobra.Command, message string) string {
	name, unknown := strings.CutPrefix(message, "unknown flag: --")
	if !unknown {
		return ""
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := french.Nearest(name, names); ok {
		return fmt.Sprintf(" ; vouliez-vous dire « --%s » ?", near)
	}
	return ""
}

// speakFrench sets the words of the command library itself.
func speakFrench(root *cobra.Command) {
	root.SetFlagErrorFunc(flagError)
	cobra.AddTemplateFunc("francais", frenchFlags)
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMANDE]", Short: "Explique une commande", RunE: help})
	root.InitDefaultCompletionCmd("build")
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			frenchCompletion(c)
		}
	}
	everyCommand(root, func(c *cobra.Command) {
		c.DisableFlagsInUseLine = true
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "explique cette commande"
	})
}

func everyCommand(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		everyCommand(sub, do)
	}
}

func help(c *cobra.Command, args []string) error {
	target, rest, err := c.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return refuseWords(c.Root(), args)
	}
	return target.Help()
}

func frenchCompletion(c *cobra.Command) {
	c.Short = "Écrit le script qui complète les commandes dans votre terminal"
	c.Long = "Écrit le script qui complète les commandes et les options dans votre terminal.\n\nPar exemple, pour bash : source <(recueil completion bash)"
	for _, shell := range c.Commands() {
		shell.Short = "Pour " + shell.Name()
		shell.Long = "Écrit sur la sortie standard le script de complétion pour " + shell.Name() + "."
		if f := shell.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = "sans les descriptions"
		}
	}
}

const usageTemplate = `Usage :{{if .Runnable}}
  {{.UseLine}}{{if .HasParent}} [OPTIONS]{{end}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMANDE{{end}}{{if .HasAvailableSubCommands}}

Commandes :{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Options :
{{.LocalFlags.FlagUsages | francais}}{{end}}{{if .HasAvailableInheritedFlags}}

Options communes :
{{.InheritedFlags.FlagUsages | francais}}{{end}}{{if .HasAvailableSubCommands}}

« {{.CommandPath}} COMMANDE --help » explique une commande.{{end}}
`

// defaultValue is how the library writes what an option is when it is not given.
var defaultValue = regexp.MustCompile(`\(default [\["]?([^"\])]*)["\]]?\)`)

// frenchFlags says in French what the library adds to the list of options, and
// takes away what it shows of an option that may do without its value.
func frenchFlags(usages string) string {
	usages = strings.ReplaceAll(usages, fmt.Sprintf("[=%q]", everyRule), strings.Repeat(" ", len(everyRule)+len(`[=""] `))) // it counts È for two
	return strings.TrimRight(defaultValue.ReplaceAllString(usages, "(par défaut : $1)"), " \n")
}

// isTerminal reports whether a file is a terminal.
func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// frenchRefusal says why a folder is not replaced by a site.
func frenchRefusal(refused *publish.RefusedError) string {
	why := map[publish.Reason]string{
		publish.NotAFolder:         "ce n'est pas un dossier",
		publish.NotOurs:            "ce dossier contient des fichiers que recueil n'a pas faits ; choisissez un dossier vide ou nouveau",
		publish.HoldsRepository:    "ce dossier est un dépôt git ; choisissez un dossier vide ou nouveau",
		publish.FileSystemRoot:     "c'est la racine du disque ; choisissez un dossier vide ou nouveau",
		publish.HoldsHome:          "c'est votre dossier personnel ; choisissez un dossier vide ou nouveau",
		publish.HoldsWorkingFolder: "c'est le dossier où vous êtes ; choisissez un sous-dossier",
	}
	return fmt.Sprintf("le site ne peut pas prendre la place de %s : %s", refused.Target, why[refused.Reason])
}

// frenchForeign names the files that a new site would lose.
func frenchForeign(e *publish.ForeignError) string {
	const shown = 5
	names := strings.Join(e.Names[:min(shown, len(e.Names))], ", ")
	if more := len(e.Names) - shown; more > 0 {
		names += fmt.Sprintf(" et %s", french.Count(more, "autre"))
	}
	return fmt.Sprintf("%s contient des fichiers que recueil n'a pas faits : %s ; ajoutez --garder pour qu'ils restent, ou retirez-les", e.Target, names)
}
