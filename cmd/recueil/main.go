// Command recueil turns Markdown testimonials and practice sheets into a static
// site with its search.
//
// Each subcommand has a file of its own, which reads flags, calls one room and
// prints. Exit codes: 0; 1 for problems in the content or a failure; 2 for
// wrong usage. Everything it prints is in French; french.go says there what
// libraries and the system say in English.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), stops()...)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// stops are the signals after which a command cleans up and ends: those of Ctrl-C, of a
// service or a container that is stopped, and of a window that is closed, unless whoever
// started the command had it survive the window.
func stops() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// The exit codes that scripts may rely on.
const (
	exitOK      = 0
	exitProblem = 1 // in the content, or a failure
	exitUsage   = 2
)

// errProblems ends a command whose diagnostics are already printed.
var errProblems = errors.New("problems in the content")

// run runs the command and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return newApp(stdout, stderr).run(ctx, args)
}

func newApp(stdout, stderr io.Writer) *app {
	a := &app{stdin: os.Stdin, stdout: stdout, stderr: stderr, now: time.Now, system: os.DirFS("/"), web: http.DefaultTransport}
	if dir, err := os.UserCacheDir(); err == nil {
		a.cache = filepath.Join(dir, "recueil")
	}
	return a
}

func (a *app) run(ctx context.Context, args []string) int {
	stderr := a.stderr
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetContext(ctx)
	command, err := root.ExecuteC()
	err = errors.Join(err, a.endProfile())
	switch usage := (*usageError)(nil); {
	case err == nil:
		return exitOK
	case errors.Is(err, errProblems):
		return exitProblem
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "recueil : %s\n", usage.message)
		fmt.Fprintf(stderr, "essayez « %s --help »\n", command.CommandPath())
		return exitUsage
	}
	fmt.Fprintf(stderr, "recueil : %s\n", inFrench(err))
	if a.verbose {
		fmt.Fprintf(stderr, "  = %v\n", err)
	}
	return exitProblem
}

// app is what every subcommand shares.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time // the only clock
	system         fs.FS            // the root of the disk, where dictionaries are
	web            http.RoundTripper
	cache          string // folder of what may be forgotten, or "" for none
	verbose        bool
	profile        *os.File // where the processor's profile goes, or nil
}
