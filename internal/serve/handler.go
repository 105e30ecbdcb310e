package serve

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"path"
	"strings"
)

// Where the server's own files are. No page of a site can be there: a slug has no
// underscore.
const (
	Events     = "/_recueil/evenements"
	scriptPath = "/_recueil/direct.js"
)

//go:embed direct.js
var script []byte

// newHandler answers with what the board holds at the time of each request. Of the
// options, it takes the editor and the guards.
func newHandler(b *board, opt Options) http.Handler {
	editor := opt.Editor
	mux := http.NewServeMux()
	if editor != nil {
		mux.Handle(editor.Root(), editor)
	}
	mux.HandleFunc(Events, func(w http.ResponseWriter, r *http.Request) { streamEvents(w, r, b) })
	mux.HandleFunc(scriptPath, func(w http.ResponseWriter, r *http.Request) { send(w, r, scriptPath, script) })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if opt.Guards != nil {
			for name, value := range opt.Guards(strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")) {
				w.Header().Set(name, value)
			}
		}
		current, _ := b.look()
		current.editor = editor
		current.serve(w, r)
	})
	return guard(mux, editor)
}

// guard refuses what is not a question asked by a browser of this machine, and
// sets the headers that every answer has. Only the editor is told anything.
func guard(next http.Handler, editor Editor) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		switch {
		case !ownHost(r.Host):
			http.Error(w, "Cette adresse n'est pas celle de « recueil serve » : ouvrez http://127.0.0.1 ou http://localhost, avec son port.", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead && (editor == nil || !strings.HasPrefix(r.URL.Path, editor.Root())):
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "« recueil serve » ne reçoit rien : il ne fait que montrer le site.", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownHost reports whether a Host header names this machine, with any port: the way
// here may lead through another one (a container's, an ssh tunnel's).
func ownHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == "127.0.0.1" || strings.EqualFold(host, "localhost")
}

// message is what an event tells a page.
type message struct {
	Version string  `json:"version"`
	Trouble []piece `json:"texte"`
}

func (s state) message() message {
	if s.site == nil {
		return message{troubleVersion(s.trouble), []piece{}} // the page itself shows them
	}
	return message{s.site.Version(), append([]piece{}, s.trouble...)}
}

// streamEvents sends the current state, then each new one, until the page is left
// or the server stops.
func streamEvents(w http.ResponseWriter, r *http.Request, b *board) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	out := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 1000\n\n")
	for {
		current, changed := b.look()
		data, err := json.Marshal(current.message())
		if err == nil {
			_, err = fmt.Fprintf(w, "event: etat\ndata: %s\n\n", data)
		}
		if err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}
