package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"recueil/internal/diag"
	"recueil/internal/publish"
)

// serve answers a request for a file of the site, as a static host would.
func (s state) serve(w http.ResponseWriter, r *http.Request) {
	if s.site == nil {
		html, version := pageOf(s.trouble)
		sendPage(w, http.StatusServiceUnavailable, s.inject(html, version, ""))
		return
	}
	address := path.Clean("/" + r.URL.Path)
	name := strings.TrimPrefix(address, "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	if s.site.HasPage(path.Join(name, "index.html")) {
		to := url.URL{Path: address + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	data, problems, err := s.site.Read(r.Context(), name)
	switch result := (Result{problems, err}); {
	case errors.Is(err, fs.ErrNotExist):
		s.serveNotFound(w, r)
	case !result.Good():
		html, _ := pageOf(trouble(result, s.explain))
		sendPage(w, http.StatusServiceUnavailable, s.inject(html, s.site.Version(), name))
	default:
		if isHTML(name) {
			data = s.inject(data, s.site.Version(), name)
		}
		send(w, r, name, data)
	}
}

// serveNotFound answers with the site's own page.
func (s state) serveNotFound(w http.ResponseWriter, r *http.Request) {
	page, problems, err := s.site.Read(r.Context(), "404.html")
	if err != nil || diag.HasErrors(problems) {
		http.Error(w, "Cette page n'existe pas.", http.StatusNotFound)
		return
	}
	sendPage(w, http.StatusNotFound, s.inject(page, s.site.Version(), ""))
}

// sendPage sends a page whose status says that something is wrong; no part of it
// can be asked for.
func sendPage(w http.ResponseWriter, status int, html []byte) {
	w.Header().Set("Content-Type", publish.ContentType("index.html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	w.Write(html) // an error is the reader's, who left
}

// send sends a file, or the part of it that is asked for.
func send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	w.Header().Set("Content-Type", publish.ContentType(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func isHTML(name string) bool { return path.Ext(name) == ".html" }

// inject adds the script to a page, at the end of its body, with what it needs to know:
// with an editor, where the page's own file is changed, and where another is begun.
func (s state) inject(html []byte, version, name string) []byte {
	tag := fmt.Appendf(nil, "<script src=%q data-version=%q data-evenements=%q", scriptPath, version, Events)
	if s.editor != nil {
		tag = fmt.Appendf(tag, " data-nouvelle=%q", s.editor.NewAddress())
	}
	if s.editor != nil && name != "" {
		if file := s.site.FileOf(name); file != "" {
			tag = fmt.Appendf(tag, ` data-modifier="%s"`, template.HTMLEscapeString(s.editor.EditAddress(file)))
		}
	}
	tag = append(tag, " defer></script>\n"...)
	at := bytes.LastIndex(html, []byte("</body>"))
	if at < 0 {
		at = len(html)
	}
	return bytes.Join([][]byte{html[:at], tag, html[at:]}, nil)
}
