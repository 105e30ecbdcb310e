package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/french"
	"recueil/internal/imports"
	"recueil/internal/lists"
)

// importing is the flags of an import.
type importing struct {
	source
	origin  string
	columns []string
	trial   bool
}

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Fait des documents d'un tableau : activateurs, aides, témoignages",
		Long: `import lit un tableau (CSV ou classeur .xlsx, quel que soit le logiciel qui l'a écrit) et en fait des documents du contenu.

Relancez-le quand la source change : ce que vous avez modifié reste. Chaque document garde d'où il vient (la clé « import »), et une empreinte
de ce qui a été écrit. Trois cas :

  vous n'y avez pas touché      il est mis à jour
  vous l'avez modifié           il reste tel quel ; la nouvelle valeur de la source vous est montrée
  il n'est plus dans la source  il reste, et vous est signalé

Pour ne plus publier un document importé, mettez-y « brouillon: true » : supprimé, il reviendrait.
Les lignes qui ne peuvent pas servir sont citées avec leur numéro et la raison. Personne n'est nommé sans accord enregistré.
« --essai » montre tout sans rien écrire.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	names := lists.Of(imports.TestimonialColumns(), func(column imports.Column) string { return column.Name })
	c.AddCommand(
		a.importOf("activateurs", "Importe les données ouvertes « Activateurs France Num » dans activateurs/activateurs.csv", `Colonnes lues : Identifiant de la structure, Nom de la structure, Type, Catégorie, Code postal, Ville, Région, Lien url.
L'adresse n'est pas reprise. Le nom d'un indépendant est presque toujours celui d'une personne : il n'est pas écrit, la page mène à sa fiche sur France Num.

Les lignes et les colonnes que vous avez ajoutées au tableau restent à leur place.`, "activateurs-france-num", nil, imports.Advisers),
		a.importOf("aides", "Importe les données ouvertes « Aides-entreprises » dans aides/", `Le fichier JSON tel que téléchargé, ou un tableau qui a les mêmes titres : id_aid, aid_nom, aid_objet, aid_benef, aid_operations_el,
aid_conditions, aid_montant, aid_demarches, couverture_geo, territoires, date_fin, status, effectif, financeurs.

Le HTML devient du Markdown. Chaque aide est marquée « etat: a-verifier » : retirez la ligne quand vous l'avez vérifiée. Les contacts ne sont pas repris.`, "aides-entreprises", imports.AidColumns(), imports.Aids),
		a.importOf("temoignages", "Importe le tableau ou le formulaire d'une fédération dans temoignages/", "Les titres de colonnes sont reconnus avec ou sans accents ni majuscules, et sous leurs noms courants (« Ville » pour commune) :\n\n"+
			storyColumns()+`
Si vos titres sont autres : --colonnes "Parlez-nous de votre problème=besoin". Une colonne « = » vide n'est pas lue : --colonnes "Remarques=".
Redites les mêmes --colonnes chaque fois : une colonne oubliée arrête l'import plutôt que d'ôter ce qu'elle avait donné.
Un tableau par --origine : sans elle, c'est le nom du fichier.`, "", names, imports.Testimonials),
	)
	return c
}

// storyColumns lists what is read of a table of testimonials.
func storyColumns() string {
	var out strings.Builder
	for _, c := range imports.TestimonialColumns() {
		fmt.Fprintf(&out, "  %-13s %s\n", c.Name, c.Says)
	}
	return out.String()
}

// planner plans the import of a source.
type planner func(ctx context.Context, data []byte, opt imports.Options) (*imports.Plan, error)

func (a *app) importOf(kind, short, long, origin string, known []string, plan planner) *cobra.Command {
	var in importing
	c := &cobra.Command{
		Use:   kind + " FICHIER",
		Short: short,
		Long:  short + ".\n\n" + long,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("nommez le fichier à importer : recueil import %s FICHIER", kind)
			}
			return a.imports(c.Context(), in, args[0], known, plan)
		},
	}
	in.treeFlags(c)
	c.Flags().StringVar(&in.origin, "origine", origin, "`NOM` de la source, que gardent les documents importés (par défaut le nom du fichier)")
	if origin != "" {
		c.Flags().Lookup("origine").Usage = "`NOM` de la source, que gardent les documents importés"
	}
	if known != nil {
		c.Flags().StringArrayVar(&in.columns, "colonnes", nil, "`\"TITRE=NOM\"` : ce qu'est une colonne du tableau ; répétable")
	}
	c.Flags().BoolVar(&in.trial, "essai", false, "montre ce qui serait fait, sans rien écrire")
	return c
}

// imports imports a file, or says what importing it would do.
func (a *app) imports(ctx context.Context, in importing, file string, known []string, plan planner) error {
	opt, err := a.importOptions(in, file, known)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	p, err := plan(ctx, data, opt)
	if unreadable := (*imports.UnreadableError)(nil); errors.As(err, &unreadable) {
		fmt.Fprintf(a.stderr, "%s : %s\n", file, unreadable.Message)
		return errProblems
	}
	if err != nil {
		return err
	}
	if !in.trial {
		if err := a.writeImport(in, p); err != nil {
			return err
		}
	}
	a.printImport(p, file, in.trial)
	return nil
}

func (a *app) importOptions(in importing, file string, known []string) (imports.Options, error) {
	date, err := in.today(a)
	if err != nil {
		return imports.Options{}, err
	}
	roots, err := in.roots()
	if err != nil {
		return imports.Options{}, err
	}
	opt := imports.Options{Roots: roots, Origin: in.origin, Date: date, Columns: map[string]string{}}
	if opt.Origin == "" {
		name := filepath.Base(file)
		opt.Origin = french.Slug(strings.TrimSuffix(name, filepath.Ext(name)))
	}
	for _, pair := range in.columns {
		heading, name, ok := strings.Cut(pair, "=")
		if !ok || french.Slug(heading) == "" {
			return opt, usagef("« %s » ne dit pas ce qu'est une colonne : écrivez --colonnes \"Votre colonne=titre\"", pair)
		}
		name = strings.TrimSpace(name)
		if name != "" && !slices.Contains(known, name) {
			return opt, usagef("« %s » n'est pas une colonne ; %s", name, french.DidYouMean(name, known, "choisissez parmi : "+strings.Join(known, ", ")))
		}
		opt.Columns[french.Slug(heading)] = name
	}
	return opt, nil
}

// writeImport writes the files of a plan into the last folder of content.
func (a *app) writeImport(in importing, p *imports.Plan) error {
	for _, f := range p.Files {
		name := filepath.FromSlash(f.Path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		write := replaceInPlace
		if f.New {
			write = writeFile
		}
		if err := write(name, f.Text); err != nil {
			return fmt.Errorf("write document: %w", err)
		}
	}
	return nil
}

// printImport says what an import did, or would do.
func (a *app) printImport(p *imports.Plan, file string, trial bool) {
	for _, n := range p.Notes {
		fmt.Fprintf(a.stdout, "%s:%d : %s\n", filepath.ToSlash(file), n.Line, n.Message)
	}
	made, updated := 0, 0
	for _, f := range p.Files {
		said := []string{"mis à jour"}
		if f.New {
			said = []string{"nouveau"}
		}
		if f.Rows != nil {
			said = f.Rows
		}
		for _, s := range said {
			fmt.Fprintf(a.stdout, "%s : %s\n", f.Path, s)
			if strings.HasPrefix(s, "nouveau") {
				made++
			} else {
				updated++
			}
		}
	}
	for _, k := range p.Kept {
		if k.Diff == "" {
			fmt.Fprintf(a.stdout, "%s : gardé tel que vous l'avez modifié\n", k.Path)
			continue
		}
		fmt.Fprintf(a.stdout, "%s : gardé tel que vous l'avez modifié ; la source dit maintenant :\n%s", k.Path, k.Diff)
	}
	for _, path := range p.Gone {
		fmt.Fprintf(a.stdout, "%s : n'est plus dans la source ; il reste, à vous de voir\n", path)
	}
	fmt.Fprintf(a.stdout, "Nouveaux : %d. Mis à jour : %d. Sans changement : %d. Modifiés par vous : %d. Absents de la source : %d.\n",
		made, updated, p.Same, len(p.Kept), len(p.Gone))
	if trial {
		fmt.Fprintln(a.stdout, "C'était un essai : rien n'est écrit.")
	}
}
