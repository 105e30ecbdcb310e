package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

func (a *app) mendCommand() *cobra.Command {
	m := mending{app: a}
	c := &cobra.Command{
		Use:   "corrige [FICHIER…]",
		Short: "Corrige à votre place ce qui n'a qu'une bonne réponse",
		Long: `corrige répare ce qui n'a qu'une bonne réponse, et ne touche à rien d'autre :

  titre: Meca : la vente      devient  titre: "Meca : la vente"
  titre:Un titre              devient  titre: Un titre
  Résumé: Un essai            devient  resume: Un essai
  date: 1er mars 2026         devient  date: 2026-03-01
  titre: “Un titre”           devient  titre: "Un titre"
  secteurs: [Commerce]        devient  secteurs: [commerce]
  voir_aussi: [fiches/avant]  devient  voir_aussi: [fiches/apres], si fiches/apres.md a « alias: [/fiches/avant/] »

et dans le texte :

  **Attention :**vous         devient  **Attention :** vous
  ##Le besoin, •puce          devient  ## Le besoin, - puce
  [le guide] (https://…)      devient  [le guide](https://…)
  + 30 % de ventes            devient  \+ 30 % de ventes, que le lecteur voit avec son signe
  <b>, <table>, <details>…    devient  leur équivalent en Markdown

Il remplace aussi les tabulations et les espaces insécables qui décalent un en-tête ou empêchent une liste, et mène les liens des textes aux nouvelles adresses.
Vos remarques, l'ordre des lignes et leur disposition restent. Où plusieurs réponses sont possibles, il ne change rien : « recueil check » vous le dit.

Sans FICHIER, il corrige tout le contenu ; un dossier vaut pour tous ses fichiers. « --montre » montre sans rien changer.

Avec « --forme », il donne aussi à chaque fichier sans erreur la même forme : les clés dans l'ordre du manuel, les textes entre guillemets, une clé vide ôtée, une ligne vide avant le texte.
Deux fichiers qui disent la même chose, l'un écrit à la main et l'autre par un éditeur en ligne, ne diffèrent plus que par ce que leurs auteurs ont changé. Ce que le fichier dit ne change pas, et vos remarques restent.
Avec « --essai », il n'écrit rien : il nomme les fichiers à corriger, et sort en 1 s'il y en a.`,
		RunE: func(c *cobra.Command, args []string) error { return m.run(c.Context(), args) },
	}
	c.Flags().StringArrayVar(&m.content, "content", []string{"content"}, contentUsage)
	c.Flags().BoolVar(&m.show, "montre", false, "montre les corrections sans les faire : chaque ligne changée, avant (-) et après (+)")
	c.Flags().BoolVar(&m.form, "forme", false, "donne aussi à chaque fichier la même forme, sans changer ce qu'il dit")
	c.Flags().BoolVar(&m.try, "essai", false, "n'écrit rien, et sort en 1 s'il y a de quoi corriger")
	return c
}

// mending is a call of « recueil corrige ».
type mending struct {
	*app
	source
	show, form, try bool
}

// run mends the files that the arguments name, or all of them.
func (m *mending) run(ctx context.Context, args []string) error {
	roots, err := m.roots()
	if err != nil {
		return err
	}
	wanted, err := m.wanted(m.source, args)
	if err != nil {
		return err
	}
	files, problems, err := m.mend(ctx, roots, wanted)
	if err != nil {
		return err
	}
	failed := m.try && len(files) > 0
	switch {
	case m.show:
		err = m.showMends(files, afterwards(files, problems, wanted))
	case m.try:
		for _, f := range files {
			fmt.Fprintln(m.stdout, toMend(f))
		}
		if failed {
			fmt.Fprintln(m.stderr, "Lancez la même commande sans « --essai », puis enregistrez ces fichiers.")
		}
	default:
		files, failed = m.writeMends(files)
		fmt.Fprintln(m.stdout, afterwards(files, problems, wanted))
	}
	if err == nil && failed {
		return errProblems
	}
	return err
}

// mend returns what there is to change, and says which files cannot have the form.
func (m *mending) mend(ctx context.Context, roots []content.Root, wanted func(string) bool) ([]authoring.Mended, []diag.Diagnostic, error) {
	if !m.form {
		return authoring.Mend(ctx, roots, wanted)
	}
	files, unformed, problems, err := authoring.Formed(ctx, roots, wanted)
	for _, path := range unformed {
		fmt.Fprintf(m.stderr, "%s : laissé tel quel : son en-tête est écrit d'une façon que la mise en forme ne sait pas garder (ancre, étiquette ou caractère « \\x… » de YAML)\n", path)
	}
	return files, problems, err
}

// toMend says what a file needs.
func toMend(f authoring.Mended) string {
	var needs []string
	if f.Mends > 0 {
		needs = append(needs, french.Count(f.Mends, "correction"))
	}
	if f.Formed {
		needs = append(needs, "mise en forme")
	}
	return f.Path + " : " + strings.Join(needs, ", ")
}

// showMends prints what would change, as a diff; of nothing, the diff is empty.
func (a *app) showMends(files []authoring.Mended, nothing string) error {
	if len(files) == 0 {
		fmt.Fprintln(a.stderr, nothing)
	}
	for _, f := range files {
		if _, err := io.WriteString(a.stdout, f.Diff()); err != nil {
			return err
		}
	}
	return nil
}

// writeMends writes the files that it can, says of each what was done, and returns
// those that were written.
func (a *app) writeMends(files []authoring.Mended) (done []authoring.Mended, failed bool) {
	for _, f := range files {
		if err := replaceInPlace(filepath.FromSlash(f.Path), f.After); err != nil {
			fmt.Fprintf(a.stderr, "recueil : %s\n", inFrench(err))
			failed = true
			continue
		}
		fmt.Fprintln(a.stdout, toMend(f))
		done = append(done, f)
	}
	return done, failed
}

// wanted returns which files the arguments name: all when there are none. Each
// has to be a file or a folder of the content.
func (a *app) wanted(src source, args []string) (func(string) bool, error) {
	var names []string
	for _, arg := range args {
		name, inside := src.printed(arg)
		if !inside {
			return nil, usagef("« %s » n'est pas dans le contenu ; écrivez son chemin, comme %s/fiches/mon-document.md", arg, filepath.ToSlash(src.content[0]))
		}
		if _, err := os.Stat(arg); err != nil {
			return nil, fmt.Errorf("find file: %w", err)
		}
		names = append(names, name)
	}
	return func(path string) bool {
		for _, name := range names {
			if within(path, name) {
				return true
			}
		}
		return len(names) == 0
	}, nil
}

// printed returns the path under which a file of the content is printed.
func (s *source) printed(file string) (name string, inside bool) {
	file, err := filepath.Abs(file)
	if err != nil {
		return "", false
	}
	for _, dir := range s.content {
		root, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		if rest, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rest) {
			return path.Join(filepath.ToSlash(dir), filepath.ToSlash(rest)), true
		}
	}
	return "", false
}

// within reports whether a path is that of a folder or of something in it.
func within(path, folder string) bool {
	return folder == "." && !strings.HasPrefix(path, "../") || path == folder || strings.HasPrefix(path, folder+"/")
}

// replaceInPlace gives a file another text: the whole of it or none, with the
// rights that it had, and behind a link, where the link leads, which is in the
// content: the file was read through an [os.Root].
func replaceInPlace(name string, text []byte) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	if info.Mode()&0o222 == 0 {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrPermission}
	}
	return writeFileWith(target, text, info.Mode().Perm())
}

// afterwards says what was mended, and whether errors remain.
func afterwards(files []authoring.Mended, problems []diag.Diagnostic, wanted func(string) bool) string {
	mends, formed, errors := 0, 0, 0
	for _, f := range files {
		mends += f.Mends
		if f.Formed {
			formed++
		}
	}
	for _, p := range diag.Errors(problems) {
		if wanted(p.Source.Path) {
			errors++
		}
	}
	said := "Rien à corriger."
	switch {
	case mends > 0 && formed > 0:
		said = fmt.Sprintf("%s dans %s, dont %d mis en forme.", french.Count(mends, "correction"), french.Count(len(files), "fichier"), formed)
	case mends > 0:
		said = fmt.Sprintf("%s dans %s.", french.Count(mends, "correction"), french.Count(len(files), "fichier"))
	case formed > 0:
		said = fmt.Sprintf("%s mis en forme.", french.Count(formed, "fichier"))
	}
	if errors > 0 {
		said += fmt.Sprintf(" Il reste %s à corriger vous-même : « recueil check » dit où.", french.Count(errors, "erreur"))
	}
	return said
}
