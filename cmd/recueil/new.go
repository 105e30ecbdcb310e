package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

func (a *app) newCommand() *cobra.Command {
	n := newFile{app: a}
	c := &cobra.Command{
		Use:   "new SORTE [TITRE]",
		Short: "Commence un document",
		Long: `new commence un document : un fichier commenté, avec les parties d'un bon témoignage ou d'une bonne fiche.

SORTE est ` + strings.Join(sortNames(), ", ") + `.
Dans un terminal, new demande ce qui manque. Dans un script, tout se donne par des options :

  recueil new fiche "Répondre aux avis en ligne"
  recueil new temoignage "Une boulangerie prend ses commandes en ligne" --secteurs commerce --cle outils=Tableur
  recueil new edition "Le recueil de Bretagne" --territoires bretagne`,
		Args: func(c *cobra.Command, args []string) error { return refuseWords(c, args[min(2, len(args)):]) },
		RunE: func(c *cobra.Command, args []string) error { return n.run(c.Context(), args) },
	}
	n.treeFlags(c)
	f := c.Flags()
	f.StringVar(&n.slug, "adresse", "", "`NOM` du fichier et de l'adresse (fait du titre par défaut)")
	f.StringVar(&n.summary, "resume", "", "`TEXTE` du résumé")
	f.StringSliceVar(&n.sectors, "secteurs", nil, "`NOMS` des secteurs, séparés par des virgules")
	f.StringSliceVar(&n.themes, "themes", nil, "`NOMS` des thèmes")
	f.StringSliceVar(&n.territories, "territoires", nil, "`NOMS` des régions et départements")
	f.StringArrayVar(&n.keys, "cle", nil, "`CLE=VALEUR` d'une autre clé ; répété, une liste en reçoit plusieurs")
	f.BoolVar(&n.silent, "sans-questions", false, "ne demande rien, même dans un terminal")
	return c
}

// newFile is a call of « recueil new ».
type newFile struct {
	*app
	source
	slug, summary                string
	sectors, themes, territories []string
	keys                         []string
	silent                       bool
}

func (n *newFile) run(ctx context.Context, args []string) error {
	roots, err := n.roots()
	if err != nil {
		return err
	}
	coll, _, err := content.Load(ctx, roots, defaultJobs())
	if err != nil {
		return err
	}
	q := n.asker()
	def, err := n.sort(args, q)
	if err != nil {
		return err
	}
	draft, err := n.draft(def, args, coll, q)
	if err != nil {
		return err
	}
	return n.write(ctx, roots, authoring.New(draft))
}

// asker returns what asks on a terminal; nil where nobody answers.
func (n *newFile) asker() *asker {
	if file, ok := n.stdin.(*os.File); n.silent || !ok || !isTerminal(file) {
		return nil
	}
	return &asker{bufio.NewScanner(n.stdin), n.stderr}
}

// sorts are the sorts of file that new begins: all but recueil.yaml.
func sorts() []content.FileDefinition {
	return slices.DeleteFunc(content.Definitions(), func(d content.FileDefinition) bool { return strings.HasSuffix(d.Name, ".yaml") })
}

// nameOf is what a sort of file is called in a command: one of what its folder holds.
func nameOf(def content.FileDefinition) string { return strings.TrimSuffix(def.Name, "s") }

func sortNames() []string { return lists.Of(sorts(), nameOf) }

// sort returns the sort of file to begin, asked for when it is not said.
func (n *newFile) sort(args []string, q *asker) (content.FileDefinition, error) {
	var word string
	switch {
	case len(args) > 0:
		word = strings.TrimSuffix(content.Slug(args[0]), "s")
	case q != nil:
		choices := lists.Of(sorts(), func(def content.FileDefinition) content.Value {
			return content.Value{Name: nameOf(def), Label: def.Label}
		})
		if chosen := q.choose("Que voulez-vous écrire ?", choices, false); chosen != nil {
			word = chosen[0]
		}
	}
	for _, def := range sorts() {
		if nameOf(def) == word {
			return def, nil
		}
	}
	if word == "" {
		return content.FileDefinition{}, usagef("il manque ce qu'il faut commencer ; par exemple : recueil new fiche \"Titre\"")
	}
	return content.FileDefinition{}, usagef("« %s » n'est pas une sorte de document ; %s", args[0], french.DidYouMean(word, sortNames(), "sortes possibles : "+strings.Join(sortNames(), ", ")))
}

// draft gathers what the flags say, and asks for the rest.
func (n *newFile) draft(def content.FileDefinition, args []string, coll *content.Collection, q *asker) (authoring.Draft, error) {
	values := map[string][]string{}
	for name, said := range map[string][]string{"secteurs": n.sectors, "themes": n.themes, "territoires": n.territories} {
		if said != nil {
			values[name] = said
		}
	}
	if n.summary != "" {
		values["resume"] = []string{n.summary}
	}
	if len(args) > 1 {
		values["titre"] = []string{args[1]}
	}
	if err := n.others(def, values); err != nil {
		return authoring.Draft{}, err
	}
	if err := known(def, values, coll); err != nil {
		return authoring.Draft{}, err
	}
	if q != nil {
		askFor(q, def, values, coll)
	}
	title := strings.TrimSpace(strings.Join(values["titre"], ""))
	if title == "" {
		return authoring.Draft{}, usagef("il manque le titre ; par exemple : recueil new %s \"Titre\"", nameOf(def))
	}
	if k, _ := content.KeyNamed(def.Keys, "date"); k.Required && values["date"] == nil {
		today, err := n.today(n.app)
		if err != nil {
			return authoring.Draft{}, err
		}
		values["date"] = []string{string(today)}
	}
	slug, err := n.address(title, q)
	return authoring.Draft{Of: def, Slug: slug, Values: values}, err
}

// others reads the keys of --cle.
func (n *newFile) others(def content.FileDefinition, values map[string][]string) error {
	for _, pair := range n.keys {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return usagef("« %s » n'est pas de la forme CLE=VALEUR ; par exemple : --cle auteur=\"Chambre de métiers\"", pair)
		}
		k, known := content.KeyNamed(def.Keys, name)
		switch {
		case !known:
			return usagef("« %s » n'a pas de clé « %s » ; %s", nameOf(def), name, french.DidYouMean(name, namesOf(def.Keys), "clés possibles : "+strings.Join(namesOf(def.Keys), ", ")))
		case k.Keys != nil || k.Kind == content.KindNumbers:
			return usagef("la clé « %s » est un groupe de clés : écrivez-la dans le fichier", name)
		case !k.List && values[name] != nil:
			return usagef("la clé « %s » ne reçoit qu'une valeur", name)
		}
		values[name] = append(values[name], value)
	}
	return nil
}

// known refuses what names no sector, no territory or no other of a list.
func known(def content.FileDefinition, values map[string][]string, coll *content.Collection) error {
	for _, k := range def.Keys {
		names := lists.Of(choicesOf(k, coll), func(v content.Value) string { return v.Name })
		for _, v := range values[k.Name] {
			_, place := reference.ParseTerritory(v)
			if len(names) > 0 && !slices.Contains(names, v) && !(k.Kind == content.KindTerritory && place) {
				return usagef("« %s » n'est pas une valeur de « %s » ; %s", v, k.Name, french.DidYouMean(v, names, "valeurs possibles : "+strings.Join(names[:min(shown, len(names))], ", ")))
			}
		}
	}
	return nil
}

func namesOf(keys []content.KeyDefinition) []string {
	return lists.Of(keys, func(k content.KeyDefinition) string { return k.Name })
}

// asked are the keys that new asks for when they are not said, in this order, beside those
// of a type's own that have few values.
var asked = []string{"titre", "resume", "secteurs", "themes", "territoires"}

func askFor(q *asker, def content.FileDefinition, values map[string][]string, coll *content.Collection) {
	for _, name := range asked {
		if k, has := content.KeyNamed(def.Keys, name); has && values[name] == nil {
			ask(q, k, values, coll)
		}
	}
	for _, k := range def.Keys {
		if !k.Shared && k.Kind == content.KindChoice && values[k.Name] == nil {
			ask(q, k, values, coll)
		}
	}
}

func ask(q *asker, k content.KeyDefinition, values map[string][]string, coll *content.Collection) {
	help := k.Label + " — " + strings.ReplaceAll(k.Help, "`", "")
	choices := choicesOf(k, coll)
	if choices != nil {
		if chosen := q.choose(help, choices, k.List); chosen != nil {
			values[k.Name] = chosen
		}
		return
	}
	fmt.Fprintln(q.out, help)
	if answer := q.line(k.Label + " :"); answer != "" {
		values[k.Name] = []string{answer}
	}
}

// choicesOf lists what a key may name; nil of a text.
func choicesOf(k content.KeyDefinition, coll *content.Collection) []content.Value {
	switch {
	case k.Values != nil:
		return k.Values
	case k.Kind == content.KindTerritory:
		return lists.Of(reference.Territories(), func(t reference.Territory) content.Value { return content.Value{Name: t.Slug, Label: t.Name} })
	case k.NamedType() == "":
		return nil
	}
	return lists.Of(coll.Named(k), func(d *content.Document) content.Value { return content.Value{Name: d.Slug, Label: d.Title} })
}

// longestProposed keeps addresses that can be read aloud.
const longestProposed = 80

// address is the slug of the file: the one that is said, or one made of the title.
func (n *newFile) address(title string, q *asker) (string, error) {
	slug := n.slug
	if slug == "" {
		slug = proposed(title)
		if q != nil && slug != "" {
			if other := q.line(fmt.Sprintf("Adresse de la page (Entrée pour « %s ») :", slug)); other != "" {
				slug = other
			}
		}
	}
	switch {
	case slug == "":
		return "", usagef("le titre n'a ni lettre ni chiffre dont faire une adresse ; donnez-en une avec --adresse")
	case !content.IsSlug(slug):
		return "", usagef("« %s » n'est pas une adresse ; écrivez des minuscules sans accent, des chiffres et des tirets : %s", slug, content.Slug(slug))
	case content.IsReserved(slug) || content.IsDevice(slug):
		return "", usagef("« %s » est réservé et ne peut pas nommer une page ; donnez une autre adresse avec --adresse, par exemple %s-2", slug, slug)
	}
	return slug, nil
}

// proposed makes a slug of a title, cut between two words.
func proposed(title string) string {
	slug := content.Slug(title)
	if len(slug) <= longestProposed {
		return slug
	}
	cut := slug[:longestProposed]
	if at := strings.LastIndexByte(cut, '-'); at > 0 {
		cut = cut[:at]
	}
	return cut
}

// write writes the file where there is none, when nothing in it is wrong but what is left
// to be written, and says what to do next.
func (n *newFile) write(ctx context.Context, roots []content.Root, file authoring.File) error {
	for i, root := range roots {
		if _, err := fs.Stat(root.FS, file.Path); !errors.Is(err, fs.ErrNotExist) {
			return usagef("%s existe déjà ; ouvrez-le, ou donnez une autre adresse avec --adresse", path.Join(roots[i].Name, file.Path))
		}
	}
	name := path.Join(roots[len(roots)-1].Name, file.Path)
	problems, err := n.mistakes(ctx, roots, file)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		if err := diag.Print(n.stderr, problems, n.style(n.stderr)); err != nil {
			return err
		}
		fmt.Fprintln(n.stderr, "Rien n'a été écrit.")
		return errProblems
	}
	if err := writeFiles(n.content[len(n.content)-1], []authoring.File{file}); err != nil {
		return err
	}
	n.next(n.stdout, name, file)
	return nil
}

// leftToWrite are the rules of what is not there yet, which a draft may lack.
var leftToWrite = []*diag.Rule{diag.MissingKey, diag.NoPlace, diag.OpenEnded}

// mistakes are what is wrong in the new file, beside the other files, but for what it
// leaves to be written. They stop it, so they are said as they would be of a page that is
// no draft.
func (n *newFile) mistakes(ctx context.Context, roots []content.Root, file authoring.File) ([]diag.Diagnostic, error) {
	name := path.Join(roots[len(roots)-1].Name, file.Path)
	_, problems, err := content.Load(ctx, content.WithUnsaved(roots, map[string][]byte{name: file.Data}), defaultJobs())
	problems = slices.DeleteFunc(problems, func(p diag.Diagnostic) bool {
		return p.Source.Path != name || p.Severity == diag.Warning && slices.Contains(leftToWrite, p.Rule)
	})
	for i, p := range problems {
		problems[i].Severity = p.Rule.Severity
	}
	return problems, err
}

func (n *newFile) next(w io.Writer, name string, file authoring.File) {
	fmt.Fprintf(w, "%s est écrit.\n\nEnsuite :\n", filepath.FromSlash(name))
	fmt.Fprintln(w, "  1. ouvrez-le dans un éditeur de texte et remplissez-le ; les lignes qui commencent par « # » expliquent chaque clé")
	if strings.HasSuffix(file.Path, ".yaml") {
		fmt.Fprintln(w, "  2. « recueil check » dit ce qui ne va pas ; « recueil serve --edition "+strings.TrimSuffix(path.Base(file.Path), ".yaml")+" » montre l'édition")
		return
	}
	fmt.Fprintln(w, "  2. « recueil serve --brouillons » le montre pendant que vous écrivez ; « recueil check » dit ce qui manque")
	fmt.Fprintln(w, "  3. quand il est prêt, supprimez la ligne « brouillon: true »")
}
