package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"recueil/internal/diag"
)

// patience bounds the wait for an event that never comes.
const patience = time.Minute

// visitor is a browser with one page open, as far as tests need one.
type visitor struct {
	t      *testing.T
	ctx    context.Context
	base   string
	stream *bufio.Reader
}

// visit runs a server until the end of the test, opens its stream of events, and
// checks that nothing of it remains.
func visit(t *testing.T, opt Options) *visitor {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if opt.Explain == nil {
		opt.Explain = error.Error
	}
	if opt.Report == nil {
		opt.Report = func(Result) {}
	}
	ctx, stop := context.WithTimeout(context.Background(), patience)
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, l, opt) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		nothingRuns(t)
	})
	v := &visitor{t: t, ctx: ctx, base: "http://" + l.Addr().String()}
	v.stream = v.openStream()
	return v
}

func (v *visitor) openStream() *bufio.Reader {
	v.t.Helper()
	return bufio.NewReader(v.ask(Events).Body)
}

// nothingRuns fails when a goroutine of the server stays. The watcher's own may
// have its last instructions to run, so it gets a moment.
func nothingRuns(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if !ours.Match(stacks) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s still runs:\n%s", ours.Find(stacks), stacks)
		}
	}
}

var ours = regexp.MustCompile(`serve\.\(\*session\)|serve\.\(\*watcher\)|serve\.gather|serve\.streamEvents|fsnotify\.\S+`)

func (v *visitor) ask(path string) *http.Response {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.ctx, "GET", v.base+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func (v *visitor) get(path string) (status int, body string) {
	v.t.Helper()
	answer := v.ask(path)
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// next waits for the next message of the stream.
func (v *visitor) next() message {
	v.t.Helper()
	for {
		line, err := v.stream.ReadString('\n')
		if err != nil {
			v.t.Fatalf("no more events: %v", err)
		}
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok {
			continue
		}
		var m message
		if err := json.Unmarshal([]byte(data), &m); err != nil {
			v.t.Fatalf("%q: %v", data, err)
		}
		return m
	}
}

// untilShown waits until a page is as ok wants it.
func (v *visitor) untilShown(path string, ok func(status int, body string) bool) {
	v.t.Helper()
	for {
		if ok(v.get(path)) {
			return
		}
		v.next()
	}
}

// untilTrouble waits for a text about what is wrong that has words, or for none
// if words is "".
func (v *visitor) untilTrouble(words string) message {
	v.t.Helper()
	for {
		m := v.next()
		if text := textOf(m.Trouble); strings.Contains(text, words) && (text == "") == (words == "") {
			return m
		}
	}
}

func textOf(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Text)
	}
	return b.String()
}

// listing is a site of one page, which lists the files of a folder with their text.
func listing(folder string) (string, error) {
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || hidden(d.Name()) {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		fmt.Fprintf(&b, "%s: %s\n", name, data)
		return err
	})
	return b.String(), err
}

// list is a Build that publishes the listing of folder; a file named "faux" in it
// is an author's mistake.
func list(folder string) func(context.Context) (Site, []diag.Diagnostic, error) {
	return func(context.Context) (Site, []diag.Diagnostic, error) {
		if text, err := os.ReadFile(filepath.Join(folder, "faux")); err == nil {
			source := diag.NewSource("contenu/faux", text)
			return nil, []diag.Diagnostic{diag.New(diag.BadTemplate, source, diag.Span{End: len(text)}, "c'est faux", "")}, nil
		}
		text, err := listing(folder)
		if err != nil {
			return nil, nil, err
		}
		return &finished{fstest.MapFS{"index.html": {Data: []byte(text)}}, text}, nil, nil
	}
}

// finished is a site of files that are made.
type finished struct {
	fstest.MapFS
	version string
}

func (s *finished) Read(_ context.Context, name string) ([]byte, []diag.Diagnostic, error) {
	if file := s.MapFS[name]; file != nil {
		return file.Data, nil, nil
	}
	return nil, nil, fs.ErrNotExist
}

// FileOf says that the pages of sheets have files.
func (s *finished) FileOf(name string) string {
	if key, ok := strings.CutSuffix(name, "/index.html"); ok && strings.HasPrefix(key, "fiches/") {
		return key + ".md"
	}
	return ""
}

func (s *finished) HasPage(name string) bool { return s.MapFS[name] != nil }
func (s *finished) Version() string          { return s.version }

func (s *finished) Settle(context.Context) ([]diag.Diagnostic, error) { return nil, nil }

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}
