package editor

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/site"
	"recueil/templates"
)

// desk is an editor of a small content, and its folder.
type desk struct {
	*testing.T
	*Editor
	dir string
}

const host = "127.0.0.1:8080"

const sheet = "---\ntitre: Choisir une caisse\nresume: Un essai.\ndate: 2026-11-22\n---\nUne caisse.\n"

func newDesk(t *testing.T) desk {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	d := desk{T: t, dir: dir}
	d.write("recueil.yaml", "titre: Essai\nbase_url: https://recueil.example.org\n")
	d.write("fiches/caisse.md", sheet)
	d.Editor = New(Options{
		Folders: []string{dir},
		Prepare: func() (site.Input, site.Options, error) {
			root, err := os.OpenRoot(dir)
			if err != nil {
				return site.Input{}, site.Options{}, err
			}
			roots := []content.Root{{Name: filepath.ToSlash(dir), FS: root.FS()}}
			return site.Input{Content: roots, Templates: templates.FS, Assets: fs.FS(assets.FS)}, site.Options{Today: "2026-11-28"}, nil
		},
		Choices: func(e edition.Editions) ([]edition.Choice, error) { return []edition.Choice{e.National()}, nil },
		Explain: error.Error,
		Now:     time.Now,
	})
	return d
}

func (d desk) file(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// printed is the path of a file as the editor names it.
func (d desk) printed(name string) string { return filepath.ToSlash(d.file(name)) }

func (d desk) write(name, text string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.file(name)), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(d.file(name), []byte(text), 0o644); err != nil {
		d.Fatal(err)
	}
}

func (d desk) read(name string) string {
	d.Helper()
	text, err := os.ReadFile(d.file(name))
	if err != nil {
		d.Fatal(err)
	}
	return string(text)
}

// ask sends a question as the editor's own page does, but for what change does to it.
func (d desk) ask(name string, question map[string]any, change func(*http.Request)) *httptest.ResponseRecorder {
	d.Helper()
	body, err := json.Marshal(question)
	if err != nil {
		d.Fatal(err)
	}
	r := httptest.NewRequest("POST", root+name, bytes.NewReader(body))
	r.Host = host
	r.Header.Set("Origin", "http://"+host)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Recueil-Jeton", d.token)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// draft is a question about the sheet, with a title.
func (d desk) draft(title string) map[string]any {
	return map[string]any{"fichier": d.printed("fiches/caisse.md"), "base": sheet, "depart": sheet, "entete": map[string]any{"titre": title}}
}

func TestSave(t *testing.T) {
	d := newDesk(t)
	if w := d.ask("enregistrer", d.draft("Choisir : une caisse"), nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"page":"/fiches/caisse/"`) {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if got, want := d.read("fiches/caisse.md"), strings.Replace(sheet, "Choisir une caisse", `"Choisir : une caisse"`, 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	left, err := filepath.Glob(d.file("fiches/.*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSaveRefusesWhatChangedMeanwhile(t *testing.T) {
	d := newDesk(t)
	other := strings.Replace(sheet, "Une caisse.", "Deux caisses.", 1)
	d.write("fiches/caisse.md", other)
	w := d.ask("enregistrer", d.draft("Ma caisse"), nil)
	var both conflict
	if err := json.Unmarshal(w.Body.Bytes(), &both); err != nil || w.Code != http.StatusConflict {
		t.Fatalf("%d: %s (%v)", w.Code, w.Body, err)
	}
	if both.Now != other || !strings.Contains(both.Mine, "Ma caisse") || d.read("fiches/caisse.md") != other {
		t.Errorf("%+v; the file is %q", both, d.read("fiches/caisse.md"))
	}
}

// TestSaveNew makes a document named after its title, and never takes another's place.
func TestSaveNew(t *testing.T) {
	d := newDesk(t)
	question := map[string]any{"type": "temoignages", "depart": fresh, "entete": map[string]any{"titre": "L'été : à deux", "resume": "Un."}}
	for i, want := range []int{http.StatusOK, http.StatusUnprocessableEntity} {
		if w := d.ask("enregistrer", question, nil); w.Code != want {
			t.Errorf("time %d: %d: %s", i+1, w.Code, w.Body)
		}
	}
	if got, want := d.read("temoignages/l-ete-a-deux.md"), "---\ntitre: \"L'été : à deux\"\nresume: Un.\n---\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	delete(question, "entete")
	if w := d.ask("enregistrer", question, nil); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "titre") {
		t.Errorf("without a title: %d: %s", w.Code, w.Body)
	}
}

// TestStrangersChangeNothing sends what pages of other sites, other programs and other
// runs may send.
func TestStrangersChangeNothing(t *testing.T) {
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"no token":             {header("X-Recueil-Jeton", ""), http.StatusForbidden},
		"the token of another": {header("X-Recueil-Jeton", strings.Repeat("A", 26)), http.StatusForbidden},
		"a token in the URL": {func(r *http.Request) {
			r.URL.RawQuery = "jeton=" + r.Header.Get("X-Recueil-Jeton")
			r.Header.Del("X-Recueil-Jeton")
		}, http.StatusForbidden},
		"another site":       {header("Origin", "https://example.org"), http.StatusForbidden},
		"another port":       {header("Origin", "http://127.0.0.1:9090"), http.StatusForbidden},
		"a sandboxed page":   {header("Origin", "null"), http.StatusForbidden},
		"no origin":          {func(r *http.Request) { r.Header.Del("Origin") }, http.StatusForbidden},
		"fetched from aside": {header("Sec-Fetch-Site", "same-site"), http.StatusForbidden},
		"a form":             {header("Content-Type", "text/plain"), http.StatusUnsupportedMediaType},
		"no method for it":   {func(r *http.Request) { r.Method = "PUT" }, http.StatusMethodNotAllowed},
		"a question by GET":  {func(r *http.Request) { r.Method = "GET" }, http.StatusNotFound},
	} {
		d := newDesk(t)
		if w := d.ask("enregistrer", d.draft("Volé"), c.change); w.Code != c.want {
			t.Errorf("%s: %d, want %d: %s", name, w.Code, c.want, w.Body)
		}
		if d.read("fiches/caisse.md") != sheet {
			t.Errorf("%s: the file changed", name)
		}
	}
}

// TestNothingOutsideTheContent asks to read and to write what is no document of the
// folder.
func TestNothingOutsideTheContent(t *testing.T) {
	d := newDesk(t)
	outside := filepath.Join(filepath.Dir(d.dir), "dehors.md")
	if err := os.WriteFile(outside, []byte(sheet), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"fiches/lien.md": outside, "fiches/dedans.md": "caisse.md", "pages": filepath.Dir(outside)} {
		if err := os.Symlink(target, d.file(name)); err != nil {
			t.Skip(err)
		}
	}
	d.write("fiches/protege.md", sheet)
	if err := os.Chmod(d.file("fiches/protege.md"), 0o444); err != nil {
		t.Fatal(err)
	}
	d.write("images/a.md", sheet)
	for _, file := range []string{
		"../dehors.md", "fiches/../../dehors.md", "fiches/../recueil.yaml", "fiches/lien.md", "fiches/dedans.md", "fiches/protege.md", "pages/dehors.md",
		"recueil.yaml", "images/a.md", "fiches/.cache.md/x.md", "fiches/absent.md", "/etc/passwd", "fiches/sous/x.md",
	} {
		question := d.draft("Dehors")
		question["fichier"] = d.dir + "/" + file
		if w := d.ask("enregistrer", question, nil); w.Code < 400 {
			t.Errorf("%s is written: %d: %s", file, w.Code, w.Body)
		}
		r := httptest.NewRequest("GET", d.EditAddress(d.dir+"/"+file), nil)
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		if w.Code < 400 || strings.Contains(w.Body.String(), "Une caisse.") {
			t.Errorf("%s is shown: %d", file, w.Code)
		}
	}
	question := map[string]any{"type": "../..", "depart": fresh, "entete": map[string]any{"titre": "Dehors"}}
	if w := d.ask("enregistrer", question, nil); w.Code < 400 {
		t.Errorf("a document of no type is written: %s", w.Body)
	}
	if got, err := os.ReadFile(outside); err != nil || string(got) != sheet || d.read("fiches/protege.md") != sheet {
		t.Errorf("%q, %v", got, err)
	}
}

func TestQuestionsAreBounded(t *testing.T) {
	d := newDesk(t)
	question := d.draft("Un titre")
	question["texte"] = strings.Repeat("a", mostText)
	if w := d.ask("enregistrer", question, nil); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
	for name, body := range map[string]string{"no JSON": "{", "a number": `{"fichier": 1}`, "a part of a number in a header": `{"entete": {"titre": 1.5}}`} {
		w := d.ask("verifier", nil, func(r *http.Request) { r.Body = nopCloser{strings.NewReader(body)} })
		if w.Code < 400 || !strings.Contains(w.Body.String(), "erreur") {
			t.Errorf("%s: %d: %s", name, w.Code, w.Body)
		}
	}
}

type nopCloser struct{ *strings.Reader }

func (nopCloser) Close() error { return nil }

// TestVerify says what check says of a text that is not saved, and where.
func TestVerify(t *testing.T) {
	d := newDesk(t)
	question := d.draft("Choisir une caisse")
	question["entete"] = map[string]any{"date": "hier", "secteurs": []string{"comerce"}}
	question["texte"] = "Voir [là](../fiches/absente.md).\n"
	w := d.ask("verifier", question, nil)
	var v verdict
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s: %v", w.Body, err)
	}
	found := map[string]problem{}
	for _, p := range v.Problems {
		found[p.Rule] = p
	}
	if p := found["date-invalide"]; p.Key != "date" || !p.Grave || p.Line != 4 {
		t.Errorf("the date: %+v among %s", p, w.Body)
	}
	if p := found["lien-casse"]; p.From == nil || *p.From != (place{1, 11}) {
		t.Errorf("the link: %+v among %s", p, w.Body)
	}
	if d.read("fiches/caisse.md") != sheet || v.Preview != "" {
		t.Errorf("the preview is %q", v.Preview)
	}
}

// TestPreview shows the page of a text that is not saved, with the files that it asks
// for.
func TestPreview(t *testing.T) {
	d := newDesk(t)
	question := d.draft("Une autre caisse")
	question["texte"] = "Deux caisses.\n"
	var v verdict
	if err := json.Unmarshal(d.ask("verifier", question, nil).Body.Bytes(), &v); err != nil || v.Preview == "" {
		t.Fatalf("%+v, %v", v, err)
	}
	page := d.get(v.Preview)
	if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "Deux caisses.") || !strings.Contains(page.Body.String(), "Une autre caisse") {
		t.Errorf("%d: %s", page.Code, page.Body)
	}
	style := regexp.MustCompile(`href="\.\./\.\./(\S+?\.css)"`).FindStringSubmatch(page.Body.String())
	if style == nil {
		t.Fatal("no style in the page")
	}
	if css := d.get(strings.TrimSuffix(v.Preview, "fiches/caisse/") + style[1]); css.Code != http.StatusOK || css.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("%s: %d", style[1], css.Code)
	}
	if w := d.get(root + "apercu/99/"); w.Code != http.StatusNotFound {
		t.Errorf("no such preview: %d", w.Code)
	}
}

func (d desk) get(address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	d.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	return w
}

// TestPages holds that the editor's pages run nothing but its own scripts.
func TestPages(t *testing.T) {
	d := newDesk(t)
	d.write("fiches/script.md", strings.Replace(sheet, "Choisir", `"</script><script>alert(1)</script><img src=x onerror=alert(1)>`+`"`, 1))
	d.write("fiches/caisse.md", strings.Replace(sheet, "Choisir", "</textarea><script>alert(1)</script>", 1))
	for _, address := range []string{d.NewAddress(), d.EditAddress(d.printed("fiches/caisse.md")), d.EditAddress(d.printed("fiches/script.md"))} {
		w := d.get(address)
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<script>") || strings.Contains(w.Body.String(), "<img") {
			t.Errorf("%s: %d: %s", address, w.Code, w.Body)
		}
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'; script-src 'self';") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: %s", address, policy)
		}
	}
	for _, name := range []string{"page.html", "absent.js", "..%2feditor.go"} {
		if w := d.get(root + name); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// TestAddPicture keeps a picture no larger than pages show it, beside those of the same
// name.
func TestAddPicture(t *testing.T) {
	d := newDesk(t)
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 2400, 300))); err != nil {
		t.Fatal(err)
	}
	question := map[string]any{"nom": "../../Été à deux.PNG", "donnees": base64.StdEncoding.EncodeToString(data.Bytes())}
	for _, want := range []string{"images/ete-a-deux", "images/ete-a-deux-2"} {
		w := d.ask("image", question, nil)
		var got added
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || strings.TrimSuffix(got.File, filepath.Ext(got.File)) != want {
			t.Fatalf("%s, want %s: %v", w.Body, want, err)
		}
		file, err := os.Open(d.file(got.File))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if config, _, err := image.DecodeConfig(file); err != nil || config.Width != 1600 {
			t.Errorf("%s is %d wide (%v)", got.File, config.Width, err)
		}
	}
	question["donnees"] = base64.StdEncoding.EncodeToString([]byte("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"))
	if w := d.ask("image", question, nil); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a drawing with a script: %d: %s", w.Code, w.Body)
	}
}
