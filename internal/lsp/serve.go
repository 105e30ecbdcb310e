package lsp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"recueil/internal/content"
	"recueil/internal/spelling"
)

// Options say what to serve. All are required but Folders, Dictionary and Jobs.
type Options struct {
	// Folders of content, from the folder that the editor has open or else from Dir. When
	// there are none, the content is that of the first file that is opened: the folder of
	// its recueil.yaml.
	Folders []string
	// Dir is where the command was called.
	Dir string
	// Today is the date of the editions.
	Today func() content.Date
	// Now is the time, for the dates of files.
	Now func() time.Time
	// Pause is how long nothing must be typed before a file is checked.
	Pause time.Duration
	// Dictionary is for spelling, or nil.
	Dictionary *spelling.Dictionary
	// Jobs bounds the files parsed at once; 0 is one.
	Jobs int
	// Explain says an error of the machine in French.
	Explain func(error) string
}

// The errors of Serve that are the editor's.
var (
	// ErrProtocol says that what was read is not the protocol.
	ErrProtocol = errors.New("not the language server protocol")
	// ErrAbrupt says that the editor asked for the end without announcing it, which the
	// protocol wants to be a failure.
	ErrAbrupt = errors.New("exit without shutdown")
)

// Serve answers an editor that writes to in and reads out, until it asks for the end, or
// in ends, or ctx does.
func Serve(ctx context.Context, in io.Reader, out io.Writer, opt Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newSession(opt)
	c := checker{opt: opt, memory: content.Memory{Now: opt.Now}}
	go c.read(ctx, s.jobs, s.findings)
	go c.survey(ctx, s.surveys, s.findings)
	messages := &stream{ObjectStream: jsonrpc2.NewBufferedStream(pipes{in, out}, jsonrpc2.VSCodeObjectCodec{})}
	s.conn = jsonrpc2.NewConn(ctx, messages, inTurn{s.requests}, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	defer s.conn.Close()
	return s.run(ctx, messages)
}

// inTurn hands each message to the session, and waits until it is taken.
type inTurn struct{ requests chan<- *jsonrpc2.Request }

func (h inTurn) Handle(ctx context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	select {
	case <-ctx.Done():
	case h.requests <- r:
	}
}

// pipes are the two ways. Whoever opened them closes them.
type pipes struct {
	io.Reader
	io.Writer
}

func (pipes) Close() error { return nil }

// stream remembers why there is nothing more to read: the library only logs it.
type stream struct {
	jsonrpc2.ObjectStream
	err error
}

func (s *stream) ReadObject(v any) error {
	err := s.ObjectStream.ReadObject(v)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		s.err = fmt.Errorf("%w: %w", ErrProtocol, err)
	}
	return err
}
