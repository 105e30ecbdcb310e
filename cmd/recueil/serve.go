package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"recueil/internal/diag"
	"recueil/internal/editor"
	"recueil/internal/export"
	"recueil/internal/french"
	"recueil/internal/serve"
	"recueil/internal/site"
)

// serveFlags are the flags of serve, and those it has in common with build.
type serveFlags struct {
	buildFlags
	port         int
	portGiven    bool
	drafts, open bool
	readOnly     bool
	poll         time.Duration
	polled       polled // why, when nobody asked for it
}

// polled is a folder that is looked at because its file system does not tell.
type polled struct{ folder, system string }

func (a *app) serveCommand() *cobra.Command {
	f := serveFlags{buildFlags: buildFlags{jobs: defaultJobs(), format: "texte"}}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Montre le site pendant que vous l'écrivez",
		Long: `serve fabrique le site, le montre à cette machine seulement et le refait dès qu'un fichier change : enregistrez, la page se met à jour.

« Modifier » et « Nouvelle page », au bas de chaque page, ouvrent un formulaire qui change les fichiers : ces deux boutons ne sont jamais dans le site publié.

Une erreur s'affiche dans la page et dans le terminal, et la dernière version réussie du site reste en place. Ctrl-C arrête tout.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			f.portGiven = c.Flags().Changed("port")
			if !c.Flags().Changed("sonder") {
				f.pollRemote(serve.Remote)
			}
			return a.serve(c.Context(), f)
		},
	}
	f.source.flags(c)
	flags := c.Flags()
	templatesFlag(c, &f.templates)
	flags.StringVar(&f.assets, "assets", "", "`DOSSIER` de styles et de scripts, qui remplacent ceux de recueil fichier par fichier")
	flags.IntVar(&f.port, "port", firstPort, "`PORT` de l'adresse ; sans cette option, le suivant s'il est pris ; 0 : n'importe lequel qui est libre")
	flags.BoolVar(&f.drafts, "brouillons", false, "montre aussi les brouillons")
	flags.DurationVar(&f.poll, "sonder", 0, "regarde tous les `TEMPS` (1s) si un fichier a changé ; sans cette option, toutes les 2s les dossiers d'un disque du réseau ou partagé, qui ne prévient pas ; 0 : jamais")
	flags.BoolVar(&f.readOnly, "sans-atelier", false, "montre le site sans permettre d'y modifier les pages")
	flags.BoolVar(&f.open, "ouvrir", false, "ouvre le site dans votre navigateur")
	return c
}

func (a *app) serve(ctx context.Context, f serveFlags) error {
	if f.poll < 0 || f.poll > 0 && f.poll < shortestPoll {
		return usagef("--sonder attend un temps d'au moins %s, comme --sonder 1s", shortestPoll)
	}
	listener, err := listen(f.port, f.portGiven)
	if err != nil {
		return err
	}
	f.baseURL = "http://" + listener.Addr().String()
	s := &server{app: a, flags: f, desk: site.NewDesk(time.Now)}
	atelier, err := s.editor()
	if err != nil {
		return err
	}
	return serve.Run(ctx, listener, serve.Options{
		Guards:  export.Guards,
		Folders: f.folders(),
		Editor:  atelier,
		Poll:    f.poll,
		Build:   s.build,
		Explain: explain,
		Report:  s.report,
	})
}

// pollRemote polls when one of the folders is on a file system that others change
// without this machine hearing of it.
func (f *serveFlags) pollRemote(remote func(folder string) (system string, ok bool)) {
	for _, folder := range f.folders() {
		if system, ok := remote(folder); ok {
			f.poll, f.polled = remotePoll, polled{folder, system}
			return
		}
	}
}

// remotePoll is how often a folder of a network is looked at, unless asked otherwise.
const remotePoll = 2 * time.Second

// shortestPoll leaves the disk and the network some rest.
const shortestPoll = 100 * time.Millisecond

// folders lists what the site is made from.
func (f serveFlags) folders() []string {
	folders := slices.Clone(f.content)
	for _, dir := range []string{f.templates, f.assets} {
		if dir != "" {
			folders = append(folders, dir)
		}
	}
	return folders
}

// The ports tried when none is asked for.
const (
	firstPort = 8080
	lastPort  = 8099
)

// listen takes a port of the loopback: the one given and no other, or else the
// first that is free.
func listen(port int, given bool) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, usagef("--port attend un nombre de 0 à 65535")
	}
	last := port
	if !given {
		last = lastPort
	}
	for ; ; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		switch {
		case err == nil:
			return l, nil
		case port == last:
			return nil, refusedPort(port, given, err)
		}
	}
}

func refusedPort(port int, given bool, err error) error {
	switch {
	case errors.Is(err, syscall.EACCES):
		return usagef("le port %d est réservé au système : demandez-en un autre, comme --port 8080", port)
	case given:
		return usagef("le port %d est déjà pris par un autre programme : demandez-en un autre, ou retirez --port", port)
	}
	return usagef("les ports %d à %d sont tous pris : demandez-en un autre, comme --port 9000", firstPort, lastPort)
}

// server makes the builds of a session and tells the terminal of them.
type server struct {
	app    *app
	flags  serveFlags
	desk   *site.Desk
	watch  *stopwatch
	served bool // the address has been said
}

// build opens the folders anew each time, since any of them may have been removed
// and made again.
func (s *server) build(ctx context.Context) (serve.Site, []diag.Diagnostic, error) {
	s.watch = newStopwatch(s.app)
	defer s.watch.stop()
	in, opt, err := s.app.prepare(s.flags.buildFlags)
	if err != nil {
		return nil, nil, err
	}
	opt.Drafts, opt.Progress = s.flags.drafts, s.watch.progress
	proof, problems, err := s.desk.Proof(ctx, in, opt)
	return proof, problems, frenchChoice(err)
}

// editor returns what changes the files from the browser, or nil when it is not wanted.
func (s *server) editor() (serve.Editor, error) {
	if s.flags.readOnly {
		return nil, nil
	}
	dictionary, err := s.app.dictionary()
	if err != nil {
		return nil, err
	}
	return editor.New(editor.Options{
		Folders:    s.flags.content,
		Prepare:    func() (site.Input, site.Options, error) { return s.app.prepare(s.flags.buildFlags) },
		Choices:    s.flags.choices,
		Dictionary: dictionary,
		Explain:    explain,
		Now:        time.Now,
	}), nil
}

// report says how a build ended; after the first one, where the site is.
func (s *server) report(r serve.Result) {
	first := !s.served
	s.served = true
	switch {
	case diag.HasErrors(r.Problems):
		consequence := "la dernière version réussie du site reste en place"
		if first {
			consequence = "le site n'a pas pu être fabriqué ; corrigez et enregistrez, il le sera aussitôt"
		}
		_ = s.app.refuse(r.Problems, "texte", consequence) // what it returns is for exit codes
	case r.Err != nil:
		fmt.Fprintf(s.app.stderr, "recueil : %s\n", explain(r.Err))
		if s.app.verbose {
			fmt.Fprintf(s.app.stderr, "  = %v\n", r.Err)
		}
	case !first:
		fmt.Fprintf(s.app.stdout, "Site refait en %s.\n", seconds(s.watch.total()))
	}
	if first {
		s.welcome(r)
	}
}

func (s *server) welcome(r serve.Result) {
	address := s.flags.baseURL + "/"
	if r.Good() {
		fmt.Fprintf(s.app.stdout, "Site fabriqué en %s.\n", seconds(s.watch.total()))
		if n := len(r.Problems); n > 0 {
			fmt.Fprintf(s.app.stdout, "%s : « recueil check » les montre.\n", french.Count(n, "avertissement"))
		}
	}
	switch by := s.flags.polled; {
	case by.system != "":
		fmt.Fprintf(s.app.stdout, "%s est sur un disque partagé (%s), qui ne prévient pas de ce que d'autres y changent : les fichiers sont regardés toutes les %s (« --sonder 10s » pour un autre temps, « --sonder 0 » pour jamais).\n", by.folder, by.system, s.flags.poll)
	case s.flags.poll > 0:
		fmt.Fprintf(s.app.stdout, "Les fichiers sont regardés toutes les %s, au cas où leur dossier ne préviendrait pas de ses changements.\n", s.flags.poll)
	}
	fmt.Fprintf(s.app.stdout, "Ouvrez %s dans votre navigateur ; Ctrl-C arrête tout.\n", address)
	if s.flags.open {
		openBrowser(address)
	}
}

// openBrowser asks the system to show an address. Without a browser the address
// printed is enough, so nothing is said.
func openBrowser(address string) {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"cmd", "/c", "start", ""},
	}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	c := exec.Command(command[0], append(command[1:], address)...)
	if c.Start() == nil {
		_ = c.Process.Release() // it may last as long as the browser does
	}
}

// explain says an error of a build under way, for the terminal and the page.
func explain(err error) string {
	var usage *usageError
	if errors.As(err, &usage) {
		return usage.message
	}
	return inFrench(err)
}

// unwatched says that changes will not be seen.
func unwatched(err *serve.WatchError) string {
	cause := frenchCause(err.Err)
	for _, limit := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE} {
		if errors.Is(err.Err, limit) {
			cause = "le système n'accepte pas d'en surveiller davantage"
		}
	}
	return fmt.Sprintf("les changements ne seront pas vus dans %s : %s ; arrêtez et relancez « recueil serve » pour les voir",
		cmp.Or(err.Folder, "le contenu"), cause)
}
