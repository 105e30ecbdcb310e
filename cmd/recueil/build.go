package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/images"
	"recueil/internal/lists"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// buildFlags are the flags of build.
type buildFlags struct {
	source
	out, baseURL      string
	keep              bool // the files of others in out
	cache             string
	forgetful         bool // uses no cache
	templates, assets string
	jobs              int
	format            string
	sets              edition.Sets
}

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: "Fabrique le site",
		Long: `build lit le contenu, le vérifie et fabrique le site d'une édition : toutes ses pages, sa recherche, ses exports.

Une erreur dans le contenu arrête tout, et le site déjà en place reste comme il était.

Les options --toutes-les-… fabriquent plusieurs éditions à la fois : l'édition nationale dans le dossier du site,
les autres dans son sous-dossier editions/. Ce qui y serait pareil n'est écrit qu'une fois : pour un texte d'aucun
territoire, une édition mène à la page de l'édition nationale ; ses données et ses flux n'ont en entier que ce qui lui est
propre. Une édition qui a sa propre base_url, ou qui est fabriquée seule (--edition), a toutes ses pages et ses données.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return a.build(c.Context(), f) },
	}
	f.source.flags(c)
	setFlags(c, &f.sets)
	flags := c.Flags()
	flags.StringVar(&f.out, "out", "public", "`DOSSIER` du site")
	flags.BoolVar(&f.keep, "garder", false, "garde les fichiers que recueil n'a pas faits dans le dossier du site (.htaccess, preuve de propriété…)")
	flags.StringVar(&f.baseURL, "base-url", "", "`ADRESSE` du site publié, à la place de celle de recueil.yaml")
	flags.StringVar(&f.cache, "cache", "", "`DOSSIER` de ce qui sert à refaire le site plus vite (par défaut .recueil-cache, à côté du site) ; l'effacer ne change rien au site")
	flags.BoolVar(&f.forgetful, "sans-cache", false, "refait tout et ne garde rien pour la fois suivante")
	templatesFlag(c, &f.templates)
	flags.StringVar(&f.assets, "assets", "", "`DOSSIER` de styles et de scripts, qui remplacent ceux de recueil fichier par fichier")
	flags.IntVar(&f.jobs, "jobs", defaultJobs(), "`NOMBRE` de fichiers traités à la fois")
	flags.StringVar(&f.format, "format", "texte", "`FORMAT` du bilan : texte ou json")
	return c
}

func (a *app) build(ctx context.Context, f buildFlags) error {
	in, opt, err := a.prepare(f)
	if err != nil {
		return err
	}
	out, err := publish.NewFolder(f.out, f.keep)
	if err != nil {
		return err
	}
	defer out.Abort()
	if opt.Scratch, err = out.Scratch(); err != nil {
		return err
	}
	watch := newStopwatch(a)
	opt.Progress, opt.Past = watch.progress, f.past()
	if !f.sets.Several() { // what many editions take at once, their content does not tell
		var lift func()
		opt.Progress, lift = boundMemory(opt.Progress)
		defer lift()
	}
	made, problems, err := makeSites(ctx, in, out, opt, f)
	watch.stop()
	if err != nil {
		return frenchChoice(err)
	}
	if diag.HasErrors(problems) {
		return a.refuse(problems, f.format, "le site n'a pas été fabriqué, et celui en place n'a pas changé")
	}
	if err := out.Commit(); err != nil {
		return fmt.Errorf("put the site in place: %w", err)
	}
	print := func() error { return a.printReport(made[0].Report, watch, f) }
	if f.sets.Several() {
		print = func() error { return a.printEditions(made, watch, f) }
	}
	if err := print(); err != nil || f.format == "json" {
		return err
	}
	a.printUnsigned(made, problems)
	return nil
}

// printUnsigned says that pages of a site with a real address wait for its publisher.
func (a *app) printUnsigned(made []site.Made, problems []diag.Diagnostic) {
	var pages []string
	for _, p := range problems {
		if name := path.Base(p.Source.Path); p.Rule == diag.UnfilledPage && !slices.Contains(pages, name) {
			pages = append(pages, name)
		}
	}
	opened := slices.ContainsFunc(made, func(m site.Made) bool { return !content.URL(m.Address).IsPlaceholder() })
	if opened && len(pages) > 0 {
		fmt.Fprintf(a.stdout, "Avant d'ouvrir ce site, faites dire à son éditeur ce qu'attendent %s (%s) : « recueil check » montre quoi.\n",
			french.Count(len(pages), "page"), strings.Join(pages, ", "))
	}
}

// makeSites makes the editions that the flags name.
func makeSites(ctx context.Context, in site.Input, out publish.Sink, opt site.Options, f buildFlags) ([]site.Made, []diag.Diagnostic, error) {
	if !f.sets.Several() {
		report, problems, err := site.Build(ctx, in, out, opt)
		return []site.Made{{Report: report}}, problems, err
	}
	src, problems, err := site.Open(ctx, in, opt)
	if err != nil {
		return nil, problems, err
	}
	made, more, err := src.BuildAll(ctx, src.Every(f.sets), out)
	return made, diag.Sort(append(problems, more...)), err
}

// prepare turns flags into what a build takes.
func (a *app) prepare(f buildFlags) (in site.Input, opt site.Options, err error) {
	if err := cmp.Or(format(f.format, "texte", "json"), checkBaseURL(f.baseURL), checkJobs(f.jobs)); err != nil {
		return in, opt, err
	}
	if f.sets.Several() && (f.edition != "" || f.territory != "") {
		return in, opt, usagef("--edition et --territoire ne vont pas avec --toutes-les-… : choisissez")
	}
	opt = site.Options{Slug: f.edition, Territory: f.territory, BaseURL: f.baseURL, Jobs: f.jobs, Cache: pictureCache()}
	if opt.Today, err = f.today(a); err != nil {
		return in, opt, err
	}
	if in.Content, err = f.roots(); err != nil {
		return in, opt, err
	}
	if in.Templates, err = layer(templates.FS, "des gabarits", "--templates", f.templates); err != nil {
		return in, opt, err
	}
	in.Assets, err = layer(fs.FS(assets.FS), "des styles et des scripts", "--assets", f.assets)
	return in, opt, err
}

func checkBaseURL(s string) error {
	if s == "" || content.ValidURL(s) {
		return nil
	}
	return usagef("« %s » n'est pas une adresse web : écrivez --base-url https://…", s)
}

func checkJobs(n int) error {
	if n > 0 {
		return nil
	}
	return usagef("--jobs attend un nombre d'au moins 1")
}

// pictureCache keeps resized pictures in the user's cache folder; where there
// is none, nothing is kept.
func pictureCache() images.Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return images.Dir(filepath.Join(dir, "recueil", "images"))
}

// refuse prints the errors that stop a command, since check is there for the
// warnings, and says what did not happen.
func (a *app) refuse(problems []diag.Diagnostic, form, consequence string) error {
	stopping := diag.Errors(problems)
	if form == "json" {
		if err := diag.PrintJSON(a.stderr, stopping); err != nil {
			return err
		}
		return errProblems
	}
	if err := diag.Print(a.stderr, stopping, a.style(a.stderr)); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "%s : %s.\n", french.Count(len(stopping), "erreur"), consequence)
	return errProblems
}

// printReport prints what was made.
func (a *app) printReport(r site.Report, w *stopwatch, f buildFlags) error {
	if f.format == "json" {
		return json.NewEncoder(a.stdout).Encode(map[string]any{
			"dossier": f.out, "documents": r.Documents, "pages": r.Pages, "fichiers": r.Files, "octets": r.Bytes,
			"octets_recherche": r.IndexBytes, "avertissements": r.Warnings, "durees_ms": w.milliseconds(),
		})
	}
	fmt.Fprintf(a.stdout, "documents   %s\n", documents(r))
	fmt.Fprintf(a.stdout, "pages       %d (%s en %d fichiers)\n", r.Pages, size(r.Bytes), r.Files)
	fmt.Fprintf(a.stdout, "recherche   %s\n", size(r.IndexBytes))
	fmt.Fprintf(a.stdout, "durée       %s\n", w)
	if r.Warnings > 0 {
		fmt.Fprintf(a.stdout, "%s : « recueil check » les montre.\n", french.Count(r.Warnings, "avertissement"))
	}
	fmt.Fprintf(a.stdout, "Le site est dans %s.\n", f.out)
	return nil
}

// printEditions prints what was made of each edition.
func (a *app) printEditions(made []site.Made, w *stopwatch, f buildFlags) error {
	if f.format == "json" {
		list := lists.Of(made, func(m site.Made) map[string]any {
			return map[string]any{"edition": m.Slug, "titre": m.Title, "documents": m.Documents, "pages": m.Pages,
				"fichiers": m.Files, "octets": m.Bytes, "octets_recherche": m.IndexBytes}
		})
		return json.NewEncoder(a.stdout).Encode(map[string]any{"dossier": f.out, "editions": list, "durees_ms": w.milliseconds()})
	}
	for _, m := range made {
		total := 0
		for _, n := range m.Documents {
			total += n
		}
		fmt.Fprintf(a.stdout, "%-28s %4d documents, %4d pages, %s\n", edition.NameOf(m.Slug), total, m.Pages, size(m.Bytes))
	}
	fmt.Fprintf(a.stdout, "durée %s\n", w)
	fmt.Fprintf(a.stdout, "%s dans %s.\n", french.Count(len(made), "édition"), f.out)
	return nil
}

// documents counts documents by type: "189 : témoignages 44, …".
func documents(r site.Report) string {
	total, parts := 0, []string{}
	for _, t := range content.Types() {
		if n := r.Documents[t]; n > 0 {
			total += n
			parts = append(parts, fmt.Sprintf("%s %d", strings.ToLower(t.Plural()), n))
		}
	}
	return fmt.Sprintf("%d (%s)", total, strings.Join(parts, ", "))
}

// size writes a number of bytes as the French do: "12,3 Ko".
func size(n int64) string {
	const kilo, mega = 1000, 1000 * 1000
	switch {
	case n < kilo:
		return fmt.Sprintf("%d octets", n)
	case n < mega:
		return strings.Replace(fmt.Sprintf("%.1f Ko", float64(n)/kilo), ".", ",", 1)
	}
	return strings.Replace(fmt.Sprintf("%.1f Mo", float64(n)/mega), ".", ",", 1)
}
