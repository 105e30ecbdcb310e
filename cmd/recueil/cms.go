package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

func (a *app) cmsCommand() *cobra.Command {
	s := webEditor{app: a}
	c := &cobra.Command{
		Use:   "cms",
		Short: "Prépare un éditeur en ligne, qui écrit dans le dépôt git",
		Long: `cms écrit une page à publier à part du site : un éditeur en ligne, Sveltia CMS ou Decap CMS, réglé d'après les clés du recueil.
On s'y connecte avec son compte GitHub ou GitLab ; chaque envoi devient une proposition de changement dans le dépôt.

Le dépôt est celui de la clé « depot » de recueil.yaml. L'éditeur vient de npm, dans la version que recueil connaît, et son empreinte est vérifiée.
Sans accès à internet, « npm install --ignore-scripts » l'installe ailleurs : --paquets dit où est son dossier node_modules.

  recueil cms --out atelier
  recueil cms --out atelier --essai      pour essayer, sans compte : rien ne quitte le navigateur`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return s.run(c.Context()) },
	}
	f := c.Flags()
	f.StringArrayVar(&s.content, "content", []string{"content"}, contentUsage)
	f.StringVar(&s.out, "out", "", "`DOSSIER` de la page")
	f.StringVar(&s.tool, "outil", "sveltia", "`OUTIL` : sveltia ou decap")
	f.StringVar(&s.packages, "paquets", "", "`DOSSIER` node_modules où sont les paquets ; sinon, ils viennent de registry.npmjs.org")
	f.StringVar(&s.signIn, "connexion", "", "`ADRESSE` du service de connexion (OAuth), s'il en faut un")
	f.StringVar(&s.application, "application", "", "`IDENTIFIANT` de l'application déclarée dans GitLab, pour s'y connecter sans service")
	f.BoolVar(&s.trial, "essai", false, "écrit une page d'essai, qui n'écrit dans aucun dépôt")
	return c
}

// webEditor is a call of « recueil cms ».
type webEditor struct {
	*app
	source
	out, tool, packages, signIn, application string
	trial                                    bool
}

func (s *webEditor) run(ctx context.Context) error {
	editor, forge, err := s.asked()
	if err != nil {
		return err
	}
	site, err := s.site(ctx)
	if err != nil {
		return err
	}
	if !s.trial {
		if forge.Repository = site.Repository; forge.Repository == nil {
			return &saidError{"recueil.yaml ne dit pas où est le dépôt ; ajoutez « depot: {url: https://github.com/…, branche: main} », ou essayez avec --essai"}
		}
	}
	files, err := editor.Configured(site, forge)
	if err != nil {
		return err
	}
	for _, p := range editor.Packages {
		more, err := s.unpack(ctx, p)
		if err != nil {
			return err
		}
		files = append(files, more...)
	}
	if err := writeFiles(s.out, files); err != nil {
		return err
	}
	s.report(editor)
	return nil
}

// asked returns the editor and the forge that the flags name.
func (s *webEditor) asked() (editor authoring.CMS, forge authoring.Forge, err error) {
	if s.out == "" {
		return editor, forge, usagef("il manque le dossier de la page ; par exemple : recueil cms --out atelier")
	}
	var names []string
	for _, c := range authoring.CMSes() {
		if names = append(names, c.Name); c.Name == s.tool {
			editor = c
		}
	}
	if editor.Name == "" {
		return editor, forge, usagef("« %s » n'est pas un outil ; %s", s.tool, french.DidYouMean(s.tool, names, "outils possibles : "+strings.Join(names, ", ")))
	}
	if s.signIn != "" && !content.ValidURL(s.signIn) {
		return editor, forge, usagef("« %s » n'est pas une adresse web : écrivez --connexion https://…", s.signIn)
	}
	folder := filepath.Clean(s.content[0])
	if !filepath.IsLocal(folder) {
		return editor, forge, usagef("« %s » n'est pas sous le dossier où vous êtes ; lancez la commande à la racine du dépôt, avec --content content", s.content[0])
	}
	return editor, authoring.Forge{Content: filepath.ToSlash(folder), SignIn: s.signIn, Application: s.application}, nil
}

// site reads recueil.yaml, or prints what is wrong in it.
func (s *webEditor) site(ctx context.Context) (*content.Site, error) {
	roots, err := s.roots()
	if err != nil {
		return nil, err
	}
	coll, problems, err := content.Load(ctx, roots, defaultJobs())
	if err != nil {
		return nil, err
	}
	for _, p := range diag.Errors(problems) {
		if path.Base(p.Source.Path) == "recueil.yaml" {
			return nil, &saidError{"recueil.yaml contient une erreur : « recueil check » dit laquelle"}
		}
	}
	return coll.Site, nil
}

// saidError is an error that says what to do.
type saidError struct{ message string }

func (e *saidError) Error() string { return e.message }

// unpack returns the files of a package, from npm or where it is installed.
func (s *webEditor) unpack(ctx context.Context, p authoring.Package) ([]authoring.File, error) {
	var files []authoring.File
	var err error
	if s.packages != "" {
		files, err = p.Installed(os.DirFS(s.packages))
	} else {
		var archive []byte
		if archive, err = s.get(ctx, p.Archive(), 5*time.Minute, 64<<20); err == nil {
			files, err = p.Unpack(archive)
		}
	}
	switch name := p.Name + " " + p.Version; {
	case err == nil:
		return files, nil
	case errors.Is(err, authoring.ErrAltered):
		return nil, &saidError{fmt.Sprintf("%s : son empreinte n'est pas celle que recueil connaît, rien n'est écrit ; vérifiez la version, ou essayez de nouveau", name)}
	case s.packages != "":
		return nil, &saidError{fmt.Sprintf("%s ne se trouve pas dans %s ; installez-le par « npm install --ignore-scripts %s@%s », et donnez le dossier node_modules", name, s.packages, p.Name, p.Version)}
	default:
		return nil, &saidError{fmt.Sprintf("%s n'a pas pu être pris à registry.npmjs.org ; essayez plus tard, ou sans internet avec --paquets DOSSIER (voir « recueil cms --help »)", name)}
	}
}

// report says what was written, and what the editor is not given.
func (s *webEditor) report(editor authoring.CMS) {
	fmt.Fprintf(s.stdout, "%s %s dans %s.\n", editor.Label, editor.Packages[0].Version, s.out)
	for _, def := range authoring.CMSLeavesOut() {
		fmt.Fprintf(s.stdout, "Le dossier « %s » n'y est pas : ces fichiers s'écrivent à la main, ou dans l'atelier de « recueil serve ».\n", def.Name)
	}
	fmt.Fprintln(s.stdout, "La page du site « Écrire dans le navigateur, dans git » dit comment la publier, et ce que l'éditeur ne garde pas.")
}
