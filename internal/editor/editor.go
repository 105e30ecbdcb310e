package editor

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/lists"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/internal/spelling"
)

// root is where the editor's pages are. No page of a site can be there: a slug has no
// underscore.
const root = "/_recueil/atelier/"

// Options say what to edit. All are required but Dictionary.
type Options struct {
	// Folders of content, as they are named. What is new goes to the last.
	Folders []string
	// Prepare opens what the site is made from.
	Prepare func() (site.Input, site.Options, error)
	// Choices are the editions that documents are checked in.
	Choices func(edition.Editions) ([]edition.Choice, error)
	// Dictionary is for spelling, or nil.
	Dictionary *spelling.Dictionary
	// Explain says an error of the machine in French.
	Explain func(error) string
	// Now is the time, for the dates of files.
	Now func() time.Time
}

// Editor answers the editor's pages, which change files of the folders. Whoever may ask
// it a question may read the content; only who has read one of its pages, at the same
// address, may change anything: see doc.go.
type Editor struct {
	opt   Options
	roots []content.Root // the folders, by the names under which their files are printed
	token string
	pages http.Handler

	mu         sync.Mutex // one question at a time
	memory     content.Memory
	desk       *site.Desk
	collection *content.Collection // as last read, or nil
	previews   []*preview
	last       int // number of the last preview
}

// New returns an editor, whose token is its own.
func New(opt Options) *Editor {
	e := &Editor{opt: opt, token: rand.Text(), memory: content.Memory{Now: opt.Now}, desk: site.NewDesk(opt.Now)}
	for _, dir := range opt.Folders {
		e.roots = append(e.roots, content.Root{Name: filepath.ToSlash(filepath.Clean(dir))})
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+root+"{$}", e.inTurn(e.showForm))
	mux.HandleFunc("GET "+root+"nouvelle", e.showTypes)
	mux.HandleFunc("GET "+root+"apercu/{number}/{name...}", e.inTurn(e.showPreview))
	mux.HandleFunc("GET "+root+"{name}", sendResource)
	for name, answer := range map[string]answer{"formulaire": e.form, "verifier": e.verify, "corriger": e.mend, "enregistrer": e.save, "image": e.addPicture} {
		mux.Handle("POST "+root+name, e.guarded(answer))
	}
	e.pages = mux
	return e
}

// ServeHTTP answers a request.
func (e *Editor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Referrer-Policy", "same-origin")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	e.pages.ServeHTTP(w, r)
}

// inTurn answers one request at a time, once it is whole: a slow one keeps nobody waiting.
func (e *Editor) inTurn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		e.mu.Lock()
		defer e.mu.Unlock()
		next(w, r)
	}
}

// Root is the address under which the editor's pages are.
func (e *Editor) Root() string { return root }

// EditAddress is where the document of a file is edited.
func (e *Editor) EditAddress(file string) string { return root + "?fichier=" + url.QueryEscape(file) }

// NewAddress is where a document is begun.
func (e *Editor) NewAddress() string { return root + "nouvelle" }

// The most bytes that a question may have.
const (
	mostText    = 4 << 20 // three times what a long document has
	mostPicture = images.MaxBytes*4/3 + 4096
)

// answer makes of a question what is sent as JSON.
type answer func(ctx context.Context, q question) (any, error)

// question is a request, once it was found to come from a page of the editor.
type question struct {
	draft
	Problem *int   `json:"probleme"` // among those of the draft
	Message string `json:"message"`  // its message, lest it be another by now
	Picture string `json:"donnees"`  // in base 64
	Name    string `json:"nom"`      // of the picture's file
}

// guarded refuses what a page of another site, or another program, may send: only the
// editor's own pages know the token, and only browsers that show them say so.
func (e *Editor) guarded(next answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		fetched := r.Header.Get("Sec-Fetch-Site")
		switch {
		case r.Header.Get("Origin") != "http://"+r.Host || fetched != "" && fetched != "same-origin",
			subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Recueil-Jeton")), []byte(e.token)) != 1:
			sendJSON(w, http.StatusForbidden, fault{"Cette page n'est plus reliée à « recueil serve », qui a peut-être été relancé : copiez ce que vous avez tapé, puis rechargez la page."})
			return
		case kind != "application/json":
			sendJSON(w, http.StatusUnsupportedMediaType, fault{"L'atelier ne reçoit que du JSON."})
			return
		}
		most := int64(mostText)
		if path.Base(r.URL.Path) == "image" {
			most = mostPicture
		}
		var q question
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, most)).Decode(&q); err != nil {
			e.refuse(w, err)
			return
		}
		e.inTurn(func(w http.ResponseWriter, r *http.Request) {
			if result, err := next(r.Context(), q); err != nil {
				e.refuse(w, err)
			} else {
				sendJSON(w, http.StatusOK, result)
			}
		})(w, r)
	})
}

// fault is what went wrong, in French.
type fault struct {
	Message string `json:"erreur"`
}

// refuse says why a question has no answer.
func (e *Editor) refuse(w http.ResponseWriter, err error) {
	var refusal *Refusal
	var conflict *conflict
	var large *http.MaxBytesError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &conflict):
		sendJSON(w, http.StatusConflict, conflict)
	case errors.As(err, &refusal):
		sendJSON(w, http.StatusUnprocessableEntity, fault{sentence(refusal.Error())})
	case errors.As(err, &large):
		sendJSON(w, http.StatusRequestEntityTooLarge, fault{"C'est trop grand pour être enregistré d'ici : réduisez-le."})
	case errors.As(err, &syntax):
		sendJSON(w, http.StatusBadRequest, fault{"Ce que la page a envoyé ne peut pas être lu."})
	case errors.Is(err, fs.ErrNotExist):
		sendJSON(w, http.StatusNotFound, fault{"Ce fichier n'existe plus : il a été déplacé ou supprimé."})
	default:
		sendJSON(w, http.StatusInternalServerError, fault{sentence(e.opt.Explain(err))})
	}
}

// conflict is a file that changed since it was opened.
type conflict struct {
	Now  string `json:"actuel"` // on disk
	Mine string `json:"mien"`   // what was to be saved
}

func (*conflict) Error() string { return "the file changed meanwhile" }

// verdict is what is told of a draft while it is written.
type verdict struct {
	Problems  []problem `json:"problemes"`
	Missing   []string  `json:"manquent"`        // required keys of the header that say nothing
	Refusal   string    `json:"refus,omitempty"` // why it cannot be saved as it is
	Elsewhere int       `json:"ailleurs"`        // errors of other files
	File      string    `json:"fichier"`
	Preview   string    `json:"apercu,omitempty"` // address of its page, if it can be made
}

// verify says what is wrong with a draft.
func (e *Editor) verify(ctx context.Context, q question) (any, error) {
	text, err := q.text(e.order(q.draft))
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return verdict{Problems: []problem{}, Missing: []string{}, Refusal: sentence(refusal.Error()), File: q.File}, nil
	}
	if err != nil {
		return nil, err
	}
	name, err := e.name(q.draft, text)
	if err != nil {
		name = path.Join(e.roots[len(e.roots)-1].Name, string(q.Type), "nouvelle-page.md")
	}
	if _, ok := e.typeOf(name); !ok {
		return nil, unknown(name)
	}
	found, err := e.inspect(ctx, name, text)
	if err != nil {
		return nil, err
	}
	v := verdict{Problems: append([]problem{}, found.problems...), Missing: e.missing(name, text), Elsewhere: found.elsewhere, File: name}
	for _, p := range found.problems {
		if p.Grave {
			return v, nil
		}
	}
	if found.address != "" && found.elsewhere == 0 {
		v.Preview = root + "apercu/" + strconv.Itoa(e.keep(name, text)) + found.address
	}
	return v, nil
}

// missing lists the required keys that a text does not have.
func (e *Editor) missing(name string, text []byte) []string {
	list := []string{}
	f, err := Open(text)
	if err != nil {
		return list // the problems say more
	}
	t, _ := e.typeOf(name)
	for _, field := range fieldsOf(t) {
		if field.Required && !f.Value(field.Key).says() {
			list = append(list, field.Key)
		}
	}
	return list
}

// mend makes the fix of a problem of a draft, and shows what it gives.
func (e *Editor) mend(ctx context.Context, q question) (any, error) {
	name, text, err := e.composed(q.draft)
	if err != nil {
		return nil, err
	}
	found, err := e.inspect(ctx, name, text)
	if err != nil {
		return nil, err
	}
	if i := q.Problem; i == nil || *i < 0 || *i >= len(found.problems) || found.problems[*i].Message != q.Message || len(found.problems[*i].fix.Edits) == 0 {
		return nil, &Refusal{Message: "le texte a changé entre-temps : choisissez de nouveau la correction"}
	}
	text, _ = diag.Apply(text, []diag.Fix{found.problems[*q.Problem].fix})
	q.Start, q.Header, q.Body, q.Raw = string(text), Value{}, nil, nil
	return e.formOf(q.draft)
}

// saved is where what was saved is.
type saved struct {
	File string `json:"fichier"`
	Text string `json:"base"`           // of the file now
	Page string `json:"page,omitempty"` // its address on the site
	Edit string `json:"atelier"`        // where it is edited
}

// save writes a draft in its file, unless that changed since it was opened.
func (e *Editor) save(ctx context.Context, q question) (any, error) {
	name, text, err := e.composed(q.draft)
	if err != nil {
		return nil, err
	}
	if _, ok := e.typeOf(name); !ok {
		return nil, unknown(name)
	}
	dir, inside := e.folder(name)
	if q.isNew() {
		err = create(dir, inside, text)
		if errors.Is(err, fs.ErrExist) {
			err = &Refusal{Message: "une page de ce titre existe déjà (" + name + ") : changez le titre"}
		}
	} else {
		err = e.overwrite(q.draft, dir, inside, text)
	}
	if err != nil {
		return nil, err
	}
	found, err := e.inspect(ctx, name, text)
	return saved{name, string(text), found.address, e.EditAddress(name)}, err
}

// overwrite saves what was opened from a file.
func (e *Editor) overwrite(d draft, dir, name string, text []byte) error {
	now, err := e.read(d.File)
	if err != nil {
		return err
	}
	if string(now) != d.Base {
		return &conflict{Now: string(now), Mine: string(text)}
	}
	if string(now) == string(text) {
		return nil
	}
	return replace(dir, name, text)
}

// composed returns the path of a draft's file, and the whole of it.
func (e *Editor) composed(d draft) (name string, text []byte, err error) {
	if text, err = d.text(e.order(d)); err == nil {
		name, err = e.name(d, text)
	}
	return name, text, err
}

// kind is the type of a draft's document.
func (e *Editor) kind(d draft) content.Type {
	if d.isNew() {
		return d.Type
	}
	t, _ := e.typeOf(d.File)
	return t
}

// order lists the keys of a draft's type, in the order in which they are written.
func (e *Editor) order(d draft) []string {
	return lists.Of(fieldsOf(e.kind(d)), func(f field) string { return f.Key })
}

// showPreview shows a page, or a file of its site, as the draft would make it.
func (e *Editor) showPreview(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.PathValue("number"))
	name := cmp.Or(strings.TrimSuffix(r.PathValue("name"), "/"), "index.html")
	data, name, err := e.look(r.Context(), number, name)
	switch {
	case errors.Is(err, errNoPage):
		http.Error(w, "L'aperçu attend que les erreurs soient corrigées.", http.StatusServiceUnavailable)
	case errors.Is(err, fs.ErrNotExist):
		http.Error(w, "Cette page n'est pas dans l'édition montrée.", http.StatusNotFound)
	case err != nil:
		http.Error(w, sentence(e.opt.Explain(err)), http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", publish.ContentType(name))
		_, _ = w.Write(data) // the reader may be gone
	}
}

func sendJSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"erreur":"La réponse ne peut pas être écrite."}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the reader may be gone
}
