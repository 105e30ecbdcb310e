package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"golang.org/x/tools/txtar"

	"recueil/internal/content"
)

// client is an editor that has a folder open.
type client struct {
	*testing.T
	dir    string
	conn   *jsonrpc2.Conn
	heard  chan *jsonrpc2.Request
	ended  chan error
	result initializeResult
	end    func() // of what the server reads
}

// patience ends a test that waits for what never comes.
const patience = 20 * time.Second

// begin writes the files of a txtar archive to a folder, and starts a server of it. With
// is what the editor says of itself, as JSON.
func begin(t *testing.T, archive, with string) *client {
	t.Helper()
	c := &client{T: t, dir: t.TempDir(), heard: make(chan *jsonrpc2.Request, 1000), ended: make(chan error, 1)}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		c.write(f.Name, string(f.Data))
	}
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	c.end = func() { toServer.Close() }
	go func() {
		err := Serve(ctx, fromClient, toClient, Options{
			Dir: c.dir, Today: func() content.Date { return "2026-11-22" }, Now: time.Now, Pause: time.Millisecond,
			Jobs: 1, Explain: error.Error,
		})
		toClient.Close()
		c.ended <- err
	}()
	c.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(pipes{fromServer, toServer}, jsonrpc2.VSCodeObjectCodec{}), hearing{c.heard})
	t.Cleanup(func() {
		cancel()
		toServer.Close()
		fromServer.Close()
		c.conn.Close()
	})
	var params map[string]any
	if err := json.Unmarshal([]byte(`{"capabilities": {`+with+`}}`), &params); err != nil {
		t.Fatal(err)
	}
	params["rootUri"] = c.uri("")
	c.ask("initialize", params, &c.result)
	c.tell("initialized", struct{}{})
	return c
}

// hearing keeps what the server says by itself, and agrees to what it asks.
type hearing struct{ heard chan<- *jsonrpc2.Request }

func (h hearing) Handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) {
	if !r.Notif {
		_ = conn.Reply(ctx, r.ID, nil)
	}
	h.heard <- r
}

func (c *client) write(name, text string) {
	c.Helper()
	file := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		c.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		c.Fatal(err)
	}
}

func (c *client) uri(name string) string {
	t := tree{dirs: []string{c.dir}}
	t.roots = []content.Root{{Name: "."}}
	return t.uri(name)
}

func (c *client) ask(method string, params, result any) {
	c.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.conn.Call(ctx, method, params, result); err != nil {
		c.Fatalf("%s: %v", method, err)
	}
}

func (c *client) tell(method string, params any) {
	c.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.Fatalf("%s: %v", method, err)
	}
}

// open opens a file with a text of its own, in which a place may be marked by ‸; it returns
// the place.
func (c *client) open(name, marked string) position {
	c.Helper()
	text, at := c.marked(marked)
	c.tell("textDocument/didOpen", documentParams{TextDocument: textDocument{URI: c.uri(name), Version: 1, Text: text}})
	return at
}

func (c *client) marked(text string) (string, position) {
	before, after, _ := strings.Cut(text, "‸")
	t := newText("", before, units(c.result.Capabilities.PositionEncoding))
	return before + after, t.position(len(before))
}

// about are the parameters of a question about a place of a file.
func (c *client) about(name string, at position) documentParams {
	return documentParams{TextDocument: textDocument{URI: c.uri(name)}, Position: at, Range: textRange{at, at}}
}

// until waits until the problems of a file are those wanted, by their rules.
func (c *client) until(name string, rules ...string) []diagnostic {
	c.Helper()
	want, last := strings.Join(rules, " "), "nothing"
	deadline := time.After(patience)
	for {
		select {
		case <-deadline:
			c.Fatalf("%s: %s; want %s", name, last, want)
		case r := <-c.heard:
			var p publishParams
			if r.Method != "textDocument/publishDiagnostics" || json.Unmarshal(*r.Params, &p) != nil || p.URI != c.uri(name) {
				continue
			}
			var got []string
			for _, d := range p.Diagnostics {
				got = append(got, d.Code)
			}
			if last = strings.Join(got, " "); last == want {
				return p.Diagnostics
			}
		}
	}
}

// TestLife holds how a session ends.
func TestLife(t *testing.T) {
	finish := func(c *client) error {
		select {
		case err := <-c.ended:
			return err
		case <-time.After(patience):
			return errors.New("still there")
		}
	}
	t.Run("shutdown, exit", func(t *testing.T) {
		c := begin(t, "", "")
		c.ask("shutdown", nil, nil)
		c.tell("exit", nil)
		if err := finish(c); err != nil {
			t.Error(err)
		}
	})
	t.Run("exit alone", func(t *testing.T) {
		c := begin(t, "", "")
		c.tell("exit", nil)
		if err := finish(c); !errors.Is(err, ErrAbrupt) {
			t.Error(err)
		}
	})
	t.Run("the pipe ends", func(t *testing.T) {
		c := begin(t, "", "")
		c.end()
		if err := finish(c); err != nil {
			t.Error(err)
		}
	})
	t.Run("what is no message", func(t *testing.T) {
		err := Serve(t.Context(), strings.NewReader("bonjour\r\n\r\n"), io.Discard, Options{})
		if !errors.Is(err, ErrProtocol) {
			t.Error(err)
		}
	})
}

func (c *client) change(name string, at textRange, text string) {
	c.tell("textDocument/didChange", documentParams{TextDocument: textDocument{URI: c.uri(name), Version: 2}, ContentChanges: []change{{&at, text}}})
}

func (c *client) replace(name, text string) {
	c.tell("textDocument/didChange", documentParams{TextDocument: textDocument{URI: c.uri(name), Version: 3}, ContentChanges: []change{{nil, text}}})
}
