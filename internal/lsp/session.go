package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// session is all that is known of one editor. Only the goroutine of run touches it.
type session struct {
	opt      Options
	conn     *jsonrpc2.Conn
	requests chan *jsonrpc2.Request
	jobs     chan job
	surveys  chan finding
	findings chan finding
	timer    *time.Timer // rings when nothing was typed for a moment

	started, down bool
	units         units
	snippets      bool // the editor knows how to fill in what it inserts
	watches       bool // the editor can be asked to tell of changes on the disk
	workspace     []string
	tree          *tree

	open       map[string]*document         // by path as printed
	collection *content.Collection          // as last read, or nil
	problems   map[string][]diag.Diagnostic // as last checked, by path
	published  map[string][]byte            // what the editor was told, by URI
	typed      map[string]bool              // files that changed since they were checked
	wanted     job                          // what to check after the job under way
	busy       bool                         // a job is under way
	surveying  bool                         // so is the second part of one
	unsurveyed *finding                     // whose second part waits
	failure    string                       // the last that was told
}

// document is a file that the editor has open.
type document struct {
	uri     string
	version int
	text    *text
	read    content.Alone

	others []diag.Diagnostic // of the last check, beyond what reading the file shows
}

func newSession(opt Options) *session {
	s := &session{
		opt: opt, requests: make(chan *jsonrpc2.Request), jobs: make(chan job, 1), surveys: make(chan finding, 1), findings: make(chan finding), timer: time.NewTimer(opt.Pause),
		open: map[string]*document{}, published: map[string][]byte{}, problems: map[string][]diag.Diagnostic{}, typed: map[string]bool{}, units: utf16Units,
	}
	s.timer.Stop()
	return s
}

func (s *session) run(ctx context.Context, messages *stream) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.conn.DisconnectNotify():
			return messages.err
		case r := <-s.requests:
			if r.Method == "exit" {
				if !s.down {
					return ErrAbrupt
				}
				return nil
			}
			s.handle(ctx, r)
		case <-s.timer.C:
			s.check(job{files: s.typed})
			s.typed = map[string]bool{}
		case f := <-s.findings:
			s.learn(ctx, f)
		}
	}
}

// handle answers a request, or takes note of a notification.
func (s *session) handle(ctx context.Context, r *jsonrpc2.Request) {
	result, fault := s.answer(ctx, r)
	switch {
	case r.Notif: // wants no answer
	case fault != nil:
		_ = s.conn.ReplyWithError(ctx, r.ID, fault) // who does not read any more is gone: run will know
	default:
		_ = s.conn.Reply(ctx, r.ID, result)
	}
}

// notInitialized is the specification's ServerNotInitialized.
const notInitialized = -32002

func (s *session) answer(ctx context.Context, r *jsonrpc2.Request) (any, *jsonrpc2.Error) {
	params := func(p any) *jsonrpc2.Error {
		if r.Params != nil && json.Unmarshal(*r.Params, p) != nil {
			return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: "params of another form than " + r.Method + " has"}
		}
		return nil
	}
	switch {
	case s.down:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "after shutdown"}
	case r.Method == "initialize":
		var p initializeParams
		if fault := params(&p); fault != nil {
			return nil, fault
		}
		return s.initialize(p), nil
	case !s.started:
		return nil, &jsonrpc2.Error{Code: notInitialized, Message: "before initialize"}
	case r.Method == "shutdown":
		s.down = true
		return nil, nil
	}
	act, answer := notifications[r.Method], requests[r.Method]
	if act == nil && answer == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "unknown method " + r.Method}
	}
	var p documentParams
	if fault := params(&p); fault != nil {
		return nil, fault
	}
	if act != nil {
		act(s, ctx, p)
	} else if d := s.document(p.TextDocument.URI); d != nil {
		return answer(s, d, p), nil
	}
	return nil, nil
}

// notifications are what the editor tells.
var notifications = map[string]func(*session, context.Context, documentParams){
	"initialized":                     (*session).initialized,
	"textDocument/didOpen":            (*session).didOpen,
	"textDocument/didChange":          (*session).didChange,
	"textDocument/didSave":            (*session).didSave,
	"textDocument/didClose":           (*session).didClose,
	"workspace/didChangeWatchedFiles": (*session).didChangeWatchedFiles,
}

// requests are what it asks of a document that is open. A nil answer is null.
var requests = map[string]func(*session, *document, documentParams) any{
	"textDocument/completion":     (*session).completion,
	"textDocument/hover":          (*session).hover,
	"textDocument/definition":     (*session).definition,
	"textDocument/codeAction":     (*session).codeActions,
	"textDocument/documentSymbol": (*session).symbols,
}

func (s *session) initialize(p initializeParams) initializeResult {
	s.started = true
	if slices.Contains(p.Capabilities.General.PositionEncodings, string(utf8Units)) {
		s.units = utf8Units
	}
	s.snippets = p.Capabilities.TextDocument.Completion.CompletionItem.SnippetSupport
	s.watches = p.Capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration
	for _, folder := range append(p.WorkspaceFolders, workspaceFolder{p.RootURI}) {
		if dir, ok := fileOf(folder.URI); ok {
			s.workspace = append(s.workspace, dir)
		}
	}
	return initializeResult{
		ServerInfo: serverInfo{"recueil"},
		Capabilities: serverCapabilities{
			PositionEncoding:       string(s.units),
			TextDocumentSync:       syncOptions{OpenClose: true, Change: incremental, Save: true},
			CompletionProvider:     completionOptions{TriggerCharacters: strings.Split(triggers, "")},
			HoverProvider:          true,
			DefinitionProvider:     true,
			DocumentSymbolProvider: true,
			CodeActionProvider:     codeActionOptions{CodeActionKinds: []string{quickFix, fixAll}},
		},
	}
}

// initialized looks at the content of the folder that the editor has open, if it is there.
func (s *session) initialized(ctx context.Context, _ documentParams) {
	if s.watches {
		_, _ = s.conn.DispatchCall(ctx, "client/registerCapability", registrationParams{[]registration{{ // its answer says nothing
			ID: "files", Method: "workspace/didChangeWatchedFiles", Options: watchOptions{[]watcher{{"**/*"}}},
		}}})
	}
	s.find(ctx, "")
}

// find looks for the content: that of a file which is open, or else of the workspace.
func (s *session) find(ctx context.Context, file string) {
	if s.tree != nil {
		return
	}
	tree, err := findTree(s.opt, s.workspace, file)
	if err != nil {
		s.fail(ctx, err)
		return
	}
	if s.tree = tree; tree != nil {
		s.check(job{whole: true})
	}
}

// fail tells the editor of a failure, once.
func (s *session) fail(ctx context.Context, err error) {
	if message := "recueil : " + s.opt.Explain(err); message != s.failure {
		s.failure = message
		_ = s.conn.Notify(ctx, "window/showMessage", messageParams{messageError, message})
	}
}

// document returns the one of a URI, or nil when it is not open, or none of the content.
func (s *session) document(uri string) *document {
	file, ok := fileOf(uri)
	if !ok || s.tree == nil {
		return nil
	}
	path, ok := s.tree.path(file)
	if !ok {
		return nil
	}
	return s.open[path]
}

func (s *session) didOpen(ctx context.Context, p documentParams) {
	file, ok := fileOf(p.TextDocument.URI)
	if !ok {
		return
	}
	s.find(ctx, file)
	if s.tree == nil {
		return
	}
	path, ok := s.tree.path(file)
	if !ok {
		return
	}
	d := &document{uri: p.TextDocument.URI, version: p.TextDocument.Version, text: newText(path, p.TextDocument.Text, s.units)}
	s.open[path] = d
	d.others = carry(s.problems[path], d.text.source)
	s.reread(d)
	d.others = without(d.others, d.read.Problems)
	s.show(ctx, d)
	s.check(job{files: map[string]bool{path: true}})
}

func (s *session) didChange(ctx context.Context, p documentParams) {
	d := s.document(p.TextDocument.URI)
	if d == nil {
		return
	}
	d.version = p.TextDocument.Version
	for _, c := range p.ContentChanges {
		d.text = d.text.apply(c)
	}
	s.reread(d)
	s.show(ctx, d)
	s.typed[d.text.source.Path] = true
	s.timer.Reset(s.opt.Pause)
}

func (s *session) didSave(_ context.Context, p documentParams) {
	if s.document(p.TextDocument.URI) != nil {
		s.check(job{whole: true})
	}
}

// didClose forgets a text: the file is again what the disk holds.
func (s *session) didClose(_ context.Context, p documentParams) {
	if d := s.document(p.TextDocument.URI); d != nil {
		delete(s.open, d.text.source.Path)
		s.check(job{whole: true})
	}
}

// didChangeWatchedFiles reads the content again when files of it changed on the disk. Those
// that are open are the editor's to tell of, and were.
func (s *session) didChangeWatchedFiles(_ context.Context, p documentParams) {
	for _, event := range p.Changes {
		file, ok := fileOf(event.URI)
		if !ok || s.tree == nil || s.document(event.URI) != nil {
			continue
		}
		if _, ok := s.tree.path(file); ok {
			s.check(job{whole: true})
			return
		}
	}
}

// reread reads a document by itself.
func (s *session) reread(d *document) {
	var glossary []content.Definition
	if s.collection != nil {
		glossary = s.collection.Glossary
	}
	d.read, _ = content.ReadAlone(s.tree.roots, d.text.source.Path, []byte(d.text.raw), glossary)
}

// all lists what is wrong in a document, as far as it is known.
func (s *session) all(d *document) []diag.Diagnostic {
	found := slices.Clone(d.read.Problems)
	if s.collection != nil {
		found = check.Accept(s.collection, found)
	}
	return diag.Sort(append(found, carry(d.others, d.read.Source)...))
}

// check wants something more to be checked, as soon as the checker is free.
func (s *session) check(more job) {
	s.wanted.whole = s.wanted.whole || more.whole
	for path := range more.files {
		if s.wanted.files == nil {
			s.wanted.files = map[string]bool{}
		}
		s.wanted.files[path] = true
	}
	if s.busy || s.tree == nil || !s.wanted.whole && len(s.wanted.files) == 0 {
		return
	}
	next := s.wanted
	next.roots, next.texts = s.tree.roots, map[string]*text{}
	for path, d := range s.open {
		next.texts[path] = d.text
	}
	s.busy, s.wanted = true, job{}
	s.jobs <- next
}

// learn takes what was found, shows it, and begins what waited for it.
func (s *session) learn(ctx context.Context, f finding) {
	switch {
	case f.err != nil:
		s.fail(ctx, f.err)
	case f.everywhere:
		s.learnAll(ctx, f)
	default:
		s.failure, s.collection = "", f.collection
		for _, path := range slices.Sorted(maps.Keys(f.problems)) {
			s.problems[path] = f.problems[path]
			s.showChecked(ctx, path, f.texts[path])
		}
	}
	if !f.everywhere {
		if s.busy = false; f.whole && f.err == nil {
			s.unsurveyed = &f
		}
		s.check(job{})
	} else {
		s.surveying = false
	}
	if s.unsurveyed != nil && !s.surveying {
		s.surveys <- *s.unsurveyed
		s.surveying, s.unsurveyed = true, nil
	}
}

// learnAll takes what is wrong in all files; of those that were changed meanwhile, more is
// known already, or will be.
func (s *session) learnAll(ctx context.Context, f finding) {
	former := s.problems
	s.problems = f.problems
	paths := map[string]bool{}
	for _, list := range []map[string][]diag.Diagnostic{former, f.problems} {
		for path := range list {
			paths[path] = true
		}
	}
	for path, d := range s.open {
		if d.text != f.texts[path] {
			s.problems[path] = former[path]
			delete(paths, path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		s.showChecked(ctx, path, f.texts[path])
	}
}

// showChecked shows what was found in a file, which had a text if it was open.
func (s *session) showChecked(ctx context.Context, path string, checked *text) {
	problems := s.problems[path]
	d := s.open[path]
	if d == nil {
		s.publish(ctx, s.tree.uri(path), nil, s.closed(path), problems)
		return
	}
	if checked != nil {
		read, _ := content.ReadAlone(s.tree.roots, path, []byte(checked.raw), s.collection.Glossary)
		problems = without(problems, read.Problems)
	}
	d.others = problems
	s.reread(d)
	s.show(ctx, d)
}

// closed returns the text of a file that is not open, as an editor will show it: without
// the byte-order mark.
func (s *session) closed(path string) *text {
	if problems := s.problems[path]; len(problems) > 0 {
		return newText(path, strings.TrimPrefix(string(problems[0].Source.Text), "\ufeff"), s.units)
	}
	return newText(path, "", s.units)
}

// without returns the problems that are none of others.
func without(problems, others []diag.Diagnostic) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Diagnostic) bool {
		return slices.ContainsFunc(others, func(o diag.Diagnostic) bool {
			return o.Span == p.Span && o.Rule == p.Rule && o.Message == p.Message
		})
	})
}

// show tells the editor what is wrong in a document that it has open.
func (s *session) show(ctx context.Context, d *document) {
	s.publish(ctx, d.uri, &d.version, d.text, s.all(d))
}

// publish tells the editor what is wrong in a file, unless it knows.
func (s *session) publish(ctx context.Context, uri string, version *int, t *text, problems []diag.Diagnostic) {
	p := publishParams{URI: uri, Version: version, Diagnostics: []diagnostic{}}
	for _, one := range carry(problems, t.source) {
		p.Diagnostics = append(p.Diagnostics, s.shown(one, t))
	}
	told, err := json.Marshal(p)
	if err != nil || bytes.Equal(told, s.published[uri]) || s.published[uri] == nil && len(p.Diagnostics) == 0 && version == nil {
		return
	}
	s.published[uri] = told
	_ = s.conn.Notify(ctx, "textDocument/publishDiagnostics", json.RawMessage(told))
}

// shown is a problem as the editor shows it, in a text.
func (s *session) shown(p diag.Diagnostic, t *text) diagnostic {
	d := diagnostic{Range: t.rangeOf(p.Span), Severity: severityError, Code: p.Rule.Name, Source: "recueil", Message: p.Message}
	if p.Severity == diag.Warning {
		d.Severity = severityWarning
	}
	if p.Hint != "" {
		d.Message += "\n→ " + p.Hint
	}
	for _, r := range p.Related {
		d.Related = append(d.Related, related{s.place(r.Source, r.Span), r.Message})
	}
	return d
}

// place is where a span of any file is, for the editor.
func (s *session) place(src *diag.Source, span diag.Span) location {
	raw := strings.TrimPrefix(string(src.Text), "\ufeff")
	t, uri := newText(src.Path, raw, s.units), s.tree.uri(src.Path)
	if d := s.open[src.Path]; d != nil {
		t, uri = d.text, d.uri
	}
	if moved, ok := shiftBetween(src.Text, t.source.Text).move(span); ok {
		span = moved
	} else {
		span = diag.Span{}
	}
	return location{uri, t.rangeOf(span)}
}
