package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// usageError is a mistake in how the command was called.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "recueil",
		Short: "Fabrique le site d'un recueil de bonnes pratiques",
		Long: `recueil fabrique un site statique, avec sa recherche, à partir de témoignages et de fiches écrits en Markdown.

Pour écrire : « recueil serve » montre le site pendant que vous écrivez, « recueil check » dit ce qui ne va pas, « recueil corrige » répare
ce qu'il peut. Pour publier : « recueil build ».`,
		SilenceErrors: true, SilenceUsage: true,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().BoolVar(&a.verbose, "verbose", false, "montre aussi la cause des échecs, telle que la machine la donne (en anglais)")
	root.PersistentFlags().String("profil", "", "`FICHIER` où écrire le profil du processeur, pour « go tool pprof »")
	root.PersistentPreRunE = a.startProfile
	root.AddCommand(
		a.buildCommand(), a.serveCommand(), a.checkCommand(), a.mendCommand(),
		a.initCommand(), a.newCommand(), a.importCommand(), a.schemaCommand(), a.cmsCommand(),
		a.searchCommand(), a.editionsCommand(), a.lspCommand(),
		a.bookletCommand(), a.leafletCommand(), a.letterCommand(),
		a.coverageCommand(), a.consentsCommand(), a.ownersCommand(),
		a.exportCommand(), a.verifyCommand(), a.templatesCommand(), a.manCommand(),
	)
	speakFrench(root)
	return root
}

// refuseWords refuses words that are no flags, and suggests the subcommand that
// may have been meant.
func refuseWords(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.HasParent() && !c.HasSubCommands() {
		return usagef("« %s » est de trop après « %s »", args[0], c.CommandPath())
	}
	names := lists.Of(c.Commands(), (*cobra.Command).Name)
	return usagef("commande inconnue « %s » ; %s", args[0], french.DidYouMean(args[0], names, "« recueil --help » les liste"))
}

// source is the flags that say what to read, and for which edition.
type source struct {
	content            []string
	edition, territory string
	date               string
}

// contentUsage explains --content.
const contentUsage = "`DOSSIER` du contenu ; répété, le dernier remplace les précédents fichier par fichier"

func (s *source) flags(c *cobra.Command) {
	s.treeFlags(c)
	f := c.Flags()
	f.StringVar(&s.edition, "edition", "", "`NOM` d'une édition déclarée dans editions/")
	f.StringVar(&s.territory, "territoire", "", "`TERRITOIRE` d'une édition sans fichier : bretagne, ille-et-vilaine, 35")
}

// treeFlags are the flags of a command that looks at the whole content, and not
// at one edition of it.
func (s *source) treeFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringArrayVar(&s.content, "content", []string{"content"}, contentUsage)
	f.StringVar(&s.date, "date", "", "`AAAA-MM-JJ` : la date de l'édition (aujourd'hui par défaut)")
}

// today reads --date, or else the clock.
func (s *source) today(a *app) (content.Date, error) {
	if s.date == "" {
		return content.Date(a.now().Format("2006-01-02")), nil
	}
	d, ok := content.ParseDate(s.date)
	if !ok {
		return "", usagef("« %s » n'est pas une date : écrivez --date 2026-11-22", s.date)
	}
	return d, nil
}

// roots opens the folders of content. They are read through os.Root, so that no
// link leads out of them.
func (s *source) roots() ([]content.Root, error) {
	if s.edition != "" && s.territory != "" {
		return nil, usagef("--edition et --territoire ne vont pas ensemble : choisissez l'un des deux")
	}
	var roots []content.Root
	for _, dir := range s.content {
		root, err := openFolder("du contenu", "--content", dir)
		if err != nil {
			return nil, err
		}
		roots = append(roots, content.Root{Name: filepath.ToSlash(filepath.Clean(dir)), FS: root.FS()})
	}
	return roots, nil
}

// choose finds the edition that the flags name.
func (s *source) choose(editions edition.Editions) (edition.Choice, error) {
	choice, err := editions.Choose(s.edition, s.territory)
	return choice, frenchChoice(err)
}

// frenchChoice says which editions there are when the flags name none of them.
func frenchChoice(err error) error {
	var unknown *edition.UnknownError
	if !errors.As(err, &unknown) {
		return err
	}
	others := "écrivez le nom d'une région ou d'un département sans accent, ou son numéro : ille-et-vilaine, 35"
	if unknown.Declared {
		others = "aucune n'est déclarée dans editions/ ; --territoire n'en demande pas"
		if len(unknown.Known) > 0 {
			others = "éditions déclarées : " + strings.Join(unknown.Known, ", ")
		}
		return usagef("édition inconnue « %s » ; %s", unknown.Word, french.DidYouMean(unknown.Word, unknown.Known, others))
	}
	return usagef("territoire inconnu « %s » ; %s", unknown.Word, french.DidYouMean(unknown.Word, unknown.Known, others))
}

// openFolder opens a folder that an option names; links do not lead out of it.
func openFolder(what, option, dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("le dossier %s « %s » n'existe pas ; lancez la commande depuis le dossier qui le contient, ou nommez-le avec %s", what, dir, option)
	case err == nil && !info.IsDir():
		return nil, usagef("« %s » est un fichier, et %s attend le dossier %s", dir, option, what)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	return root, nil
}

// layer returns the files of dir laid over base, or base when dir is "".
func layer(base fs.FS, what, option, dir string) (fs.FS, error) {
	if dir == "" {
		return base, nil
	}
	root, err := openFolder(what, option, dir)
	if err != nil {
		return nil, err
	}
	return content.Over(root.FS(), base), nil
}

// format reads --format.
func format(value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return usagef("format inconnu « %s » ; %s", value, french.DidYouMean(value, known, "formats possibles : "+strings.Join(known, ", ")))
}

func defaultJobs() int { return runtime.GOMAXPROCS(0) }

// style says how diagnostics are printed to w: in colour on a terminal, unless
// NO_COLOR is set.
func (a *app) style(w any) diag.Style {
	file, ok := w.(*os.File)
	return diag.Style{Colour: ok && isTerminal(file) && os.Getenv("NO_COLOR") == "", Causes: a.verbose}
}
