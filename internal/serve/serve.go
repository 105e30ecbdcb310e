package serve

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"recueil/internal/diag"
)

// Options say what to serve. All are required but Editor and Poll.
type Options struct {
	// Folders are those that the site is made from. One that does not exist is
	// watched for, if the folder above it does.
	Folders []string
	// Build returns the site as the folders now make it. It is never called twice
	// at once. Errors among the problems, or an error, leave the last good site in
	// place.
	Build func(ctx context.Context) (Site, []diag.Diagnostic, error)
	// Editor, if any, changes the files: see [Editor].
	Editor Editor
	// Guards are the headers that a host is to send with a file of the site, by name, for
	// the safety of readers; nil: none.
	Guards func(name string) map[string]string
	// Poll is how often to look for changes that give no event, 0 for never.
	Poll time.Duration
	// Explain says an error to the author.
	Explain func(error) string
	// Report is told the result of each build, after browsers can see it.
	Report func(Result)
}

// Editor answers all that is asked under its root, whatever the method, and keeps
// strangers out by itself; the host of each question was looked at.
type Editor interface {
	http.Handler
	// Root is the address under which its pages are, with a slash at both ends.
	Root() string
	// NewAddress is where a page is begun, and EditAddress where the file that a page is
	// made from is edited.
	NewAddress() string
	EditAddress(file string) string
}

// Site is a site whose files are made as they are asked for. It is immutable and safe
// for use by several goroutines.
type Site interface {
	// Read returns a file by its path from the root, or an error that is
	// [fs.ErrNotExist]. With an error among the problems, there is no file.
	Read(ctx context.Context, name string) ([]byte, []diag.Diagnostic, error)
	// FileOf returns the file that a page is made from, "" when it is of no file of its own.
	FileOf(name string) string
	// HasPage reports whether there is an HTML page at the path of its file.
	HasPage(name string) bool
	// Version is the same for sites made from the same files.
	Version() string
	// Settle ends the work that showing a page need not wait for. Errors among the
	// problems mean that the site is not good.
	Settle(ctx context.Context) ([]diag.Diagnostic, error)
}

// Result is how a build ended.
type Result struct {
	Problems []diag.Diagnostic
	// Err is a failure of the build or, as a [*WatchError], of the watch; after the
	// latter alone, the site is nevertheless the new one.
	Err error
}

// Good reports whether the site is now what the folders say, and will remain so.
func (r Result) Good() bool { return r.built() && r.Err == nil }

// built reports whether the build made a site.
func (r Result) built() bool {
	var watch *WatchError
	return (r.Err == nil || errors.As(r.Err, &watch)) && !diag.HasErrors(r.Problems)
}

// Run builds the site, serves it on l and builds it again at each change, until
// ctx ends, which is no error; it closes l. A first build that the author's
// files make fail is served as a page that says so; one that ends with an error
// ends Run with it, because the command was then called wrongly.
func Run(ctx context.Context, l net.Listener, opt Options) error {
	defer l.Close()
	w, err := newWatcher(opt.Folders)
	if err != nil {
		return err
	}
	defer w.close()
	s := session{opt: opt, watcher: w, board: newBoard()}
	if err := s.first(ctx); err != nil || ctx.Err() != nil {
		return unlessEnded(ctx, err)
	}
	return unlessEnded(ctx, s.run(ctx, l))
}

// unlessEnded forgets the errors that the end of ctx causes.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// session is one run of the server.
type session struct {
	opt     Options
	watcher *watcher
	board   *board

	posting sync.Mutex
	good    Site // the last that settled, or else that was built

	seen [sha256.Size]byte // what poll compares with first

	watchErr error // of the last cover
}

// first makes the first build, whose failure is the caller's to hear of.
func (s *session) first(ctx context.Context) error {
	if s.opt.Poll > 0 {
		s.seen = s.watcher.fingerprint() // before it reads them: what changes meanwhile is then found
	}
	result := s.rebuild(ctx)
	if !result.built() && !diag.HasErrors(result.Problems) {
		return result.Err
	}
	s.report(ctx, result)
	return nil
}

// run runs the goroutines until one fails or ctx ends.
func (s *session) run(ctx context.Context, l net.Listener) error {
	group, ctx := errgroup.WithContext(ctx)
	signals, changed := make(chan struct{}), make(chan struct{}, 1)
	group.Go(func() error {
		s.watcher.listen(ctx, signals)
		return nil
	})
	if every := s.opt.Poll; every > 0 {
		group.Go(func() error {
			s.watcher.poll(ctx, every, s.seen, signals)
			return nil
		})
	}
	group.Go(func() error {
		gather(ctx, signals, func() { announce(changed) })
		return nil
	})
	group.Go(func() error {
		s.follow(ctx, changed)
		return nil
	})
	server := s.server(ctx)
	group.Go(func() error { return serveOn(server, l) })
	group.Go(func() error { return stopWith(ctx, server) })
	return group.Wait()
}

// announce leaves a word for who will read it; one is enough, however many times.
func announce(changed chan<- struct{}) {
	select {
	case changed <- struct{}{}:
	default:
	}
}

// follow builds after each change. Changes that come during a build give one
// more build after it; those that come while a site settles end that.
func (s *session) follow(ctx context.Context, changed <-chan struct{}) {
	for {
		settling, stop := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			s.settle(settling)
		}()
		select {
		case <-ctx.Done():
		case <-changed:
			stop()
			s.report(ctx, s.rebuild(ctx))
		}
		stop()
		<-ended
		if ctx.Err() != nil {
			return
		}
	}
}

// settle ends the work on the site shown. When it turns out not to be good, the one
// before is shown again, with what is wrong.
func (s *session) settle(ctx context.Context) {
	shown, _ := s.board.look()
	if shown.site == nil || shown.site == s.good {
		return
	}
	problems, err := shown.site.Settle(ctx)
	result := Result{Problems: problems, Err: err}
	s.posting.Lock()
	defer s.posting.Unlock()
	if ctx.Err() != nil {
		return
	}
	if result.Good() {
		s.good = shown.site
		return
	}
	shown.site, shown.trouble = s.good, trouble(result, s.opt.Explain)
	s.board.post(shown)
	s.opt.Report(result)
}

func (s *session) report(ctx context.Context, r Result) {
	if ctx.Err() == nil {
		s.opt.Report(r)
	}
}

// rebuild watches what there is to watch now, builds, and posts the result.
func (s *session) rebuild(ctx context.Context) Result {
	if s.watcher.moved.Swap(false) {
		if s.watchErr = s.watcher.cover(); s.watchErr != nil {
			s.watcher.moved.Store(true) // there may be room for it next time
		}
	}
	site, problems, err := s.opt.Build(ctx)
	result := Result{Problems: problems, Err: err}
	if err == nil {
		result.Err = s.watchErr
	}
	if ctx.Err() == nil {
		s.post(result, site)
	}
	return result
}

// post shows a result to the browsers.
func (s *session) post(r Result, site Site) {
	s.posting.Lock()
	defer s.posting.Unlock()
	next, _ := s.board.look()
	next.trouble = trouble(r, s.opt.Explain)
	if r.built() {
		next.site, next.explain = site, s.opt.Explain
	}
	s.board.post(next)
}

// server answers browsers; its requests end with ctx, event streams included.
func (s *session) server(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:           newHandler(s.board, s.opt),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // broken connections: nothing an author can mend
	}
}

func serveOn(server *http.Server, l net.Listener) error {
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// stopWith stops the server when ctx ends, and waits a second for the answers
// being sent.
func stopWith(ctx context.Context, server *http.Server) error {
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if server.Shutdown(last) != nil {
		server.Close() // the listener is closed already; what is cut is the reader's to ask again
	}
	return nil
}
