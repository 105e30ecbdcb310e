package serve

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"recueil/internal/diag"
)

// serve answers a request for a file of the site, as a static host would.
func (s state) serve(w http.ResponseWriter, r *http.Request) {
	if s.site == nil {
		html, version := pageOf(s.trouble)
		sendPage(w, http.StatusServiceUnavailable, inject(html, version))
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
		sendPage(w, http.StatusServiceUnavailable, inject(html, s.site.Version()))
	default:
		if isHTML(name) {
			data = inject(data, s.site.Version())
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
	sendPage(w, http.StatusNotFound, inject(page, s.site.Version()))
}

// sendPage sends a page whose status says that something is wrong; no part of it
// can be asked for.
func sendPage(w http.ResponseWriter, status int, html []byte) {
	w.Header().Set("Content-Type", contentType("index.html"))
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	w.Write(html) // an error is the reader's, who left
}

// send sends a file, or the part of it that is asked for.
func send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func isHTML(name string) bool { return path.Ext(name) == ".html" }

// inject adds the script to a page, at the end of its body.
func inject(html []byte, version string) []byte {
	tag := fmt.Appendf(nil, "<script src=%q data-version=%q data-evenements=%q defer></script>\n", scriptPath, version, Events)
	at := bytes.LastIndex(html, []byte("</body>"))
	if at < 0 {
		at = len(html)
	}
	return bytes.Join([][]byte{html[:at], tag, html[at:]}, nil)
}

// contentTypes are those of what sites hold. The system's own table is not asked,
// since it differs from one machine to the next.
var contentTypes = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".geojson":     "application/geo+json",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
	".csv":         "text/csv; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".md":          "text/markdown; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".gif":         "image/gif",
	".webp":        "image/webp",
	".avif":        "image/avif",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
	".pdf":         "application/pdf",
	".zip":         "application/zip",
	".mp3":         "audio/mpeg",
	".mp4":         "video/mp4",
	".webm":        "video/webm",
	".vtt":         "text/vtt; charset=utf-8",
	".odt":         "application/vnd.oasis.opendocument.text",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
}

// contentType returns the type of a file by its name: Atom for a feed, raw bytes
// for what is not known.
func contentType(name string) string {
	if path.Base(name) == "flux.xml" {
		return "application/atom+xml"
	}
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
