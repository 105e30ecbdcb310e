package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/lsp"
)

func (a *app) lspCommand() *cobra.Command {
	var src source
	var pipes bool
	c := &cobra.Command{
		Use:   "lsp",
		Short: "Aide à écrire dans votre éditeur de texte, qui lance cette commande lui-même",
		Long: `lsp parle à un éditeur de texte par le protocole LSP : pendant que vous écrivez, l'éditeur souligne ce que « recueil check »
signale, propose les corrections, explique les clés de l'en-tête et complète leurs valeurs et les liens.

C'est l'éditeur qui lance cette commande : ses réglages, pour VS Code, Neovim, Helix et Kate, sont dans la page « Écrire dans son
éditeur de texte ». Aucun fichier n'est changé sans que vous enregistriez.

Sans --content, le contenu est celui du dossier « content » que l'éditeur a ouvert, ou le dossier du fichier recueil.yaml
le plus proche au-dessus du fichier ouvert.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			if file, ok := a.stdin.(*os.File); ok && isTerminal(file) {
				return usagef("c'est à votre éditeur de texte de lancer « recueil lsp » ; pour relire dans ce terminal : recueil check")
			}
			return a.lsp(c, src)
		},
	}
	flags := c.Flags()
	flags.StringArrayVar(&src.content, "content", nil, contentUsage)
	flags.StringVar(&src.date, "date", "", "`AAAA-MM-JJ` : la date de l'édition (aujourd'hui par défaut)")
	flags.BoolVar(&pipes, "stdio", false, "parle par l'entrée et la sortie : c'est toujours le cas, et des éditeurs le demandent")
	return c
}

// shortPause is how long after the last letter a file is checked: shorter, people who type
// would be corrected within words.
const shortPause = 300 * time.Millisecond

func (a *app) lsp(c *cobra.Command, src source) error {
	if _, err := src.today(a); err != nil {
		return err
	}
	dictionary, err := a.dictionary()
	if err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find folder: %w", err)
	}
	err = lsp.Serve(c.Context(), a.stdin, a.stdout, lsp.Options{
		Folders: src.content,
		Dir:     dir,
		Today: func() content.Date { // the day may change: an editor is open for weeks
			day, _ := src.today(a) // --date was read above
			return day
		},
		Now:        a.now,
		Pause:      shortPause,
		Dictionary: dictionary,
		Jobs:       defaultJobs(),
		Explain:    explain,
	})
	switch {
	case errors.Is(err, lsp.ErrProtocol):
		return usagef("ce qui est arrivé n'est pas du protocole LSP ; c'est à votre éditeur de texte de lancer « recueil lsp »")
	case errors.Is(err, lsp.ErrAbrupt):
		return errProblems // the protocol's exit code, of which there is nothing to say
	}
	return err
}
