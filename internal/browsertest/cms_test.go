package browsertest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"recueil/internal/authoring"
	"recueil/internal/content"
	"recueil/internal/markdown"
)

var (
	edited  = flag.Int("editeurs", 0, "documents of the repository that the journey of each web editor edits; 0: no journey")
	modules = flag.String("paquets", "", "the folder node_modules that has the web editors; else they come from npm")
)

// webEditor is a web editor in a tab, on its own test backend: a repository in the browser.
type webEditor struct {
	*tab
	name        string
	title, body string // selectors of the fields
	signIn      string
	closes      bool     // the form, once it is saved, and shows the list
	save        []string // the buttons to press, by what they say
	setup       string   // a script before the page's own
	seed, read  string   // scripts, of the files and of a path
}

var webEditors = map[string]webEditor{
	"sveltia": {
		title: `[data-key-path="titre"] input`, body: `[data-key-path="body"] textarea`, signIn: "test", closes: true, save: []string{"enregistrer"},
		setup: still,
		seed: `(async (files) => {
			for (const [path, text] of Object.entries(files)) {
				const file = await (await file_(path, true)).createWritable();
				await file.write(text); await file.close();
			}
			return true;
		})`,
		read: `(async (path) => (await (await file_(path, false)).getFile()).text().catch(() => ""))`, // "" while it is written
	},
	"decap": {
		title: `input[id^=titre]`, body: `textarea[id^=body]`, signIn: "connecter", save: []string{"publier", "publier maintenant"},
		read: `(async (path) => { let at = window.repoFiles; for (const name of path.split("/")) at = at[name]; return at.content?.raw ?? at.content; })`,
	},
}

// still takes from the page the transitions between two views, which not every browser has.
// Sveltia changes its page in the middle of one, once the browser has drawn the old view: on
// a busy machine, whole seconds after the address has changed. A form that is opened by its
// address meanwhile is made twice, and loses what was typed in it first; or it is left, by
// the way back to the list that the form saved before had still to go.
const still = `Object.defineProperty(Document.prototype, "startViewTransition", {value: undefined});`

// opfs finds a file where Sveltia's test backend keeps its repository.
const opfs = `const file_ = async (path, create) => {
	let at = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", {create});
	const names = path.split("/"), name = names.pop();
	for (const folder of names) at = await at.getDirectoryHandle(folder, {create});
	return at.getFileHandle(name, {create});
};`

// TestWebEditors edits the title of documents of the repository in each web editor, then a
// word of their text, and saves: the file then says what it said, but for that edit. It
// takes minutes, and the web editors from npm: « make editeurs ».
func TestWebEditors(t *testing.T) {
	if *edited == 0 {
		t.Skip("« make editeurs » runs it")
	}
	files, names := sample(t, *edited)
	for _, c := range authoring.CMSes() {
		t.Run(c.Name, func(t *testing.T) {
			e := webEditors[c.Name]
			e.name = c.Name
			e.start(t, c, files)
			for _, name := range names {
				e.edit(name, files[name])
			}
		})
	}
}

// sample names documents of every type in turn, as many as there are of those that have
// few, and returns their files, with those that their keys name.
func sample(t *testing.T, n int) (files map[string]string, names []string) {
	t.Helper()
	ours := os.DirFS("../../content")
	files = map[string]string{}
	order := rand.New(rand.NewPCG(1, 1)) // the same each time, and not the first of the alphabet
	var lists [][]string
	for _, of := range content.Types() {
		if of == content.Quizzes {
			continue // no web editor is given them: see authoring
		}
		paths, err := fs.Glob(ours, string(of)+"/*.md")
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, name := range paths {
			text, err := fs.ReadFile(ours, name)
			if err != nil {
				t.Fatal(err)
			}
			if of == content.Sectors || of == content.Themes {
				files["content/"+name] = string(text)
			}
			if _, body, _ := strings.Cut(string(text), "\n---\n"); word.MatchString(body) {
				list = append(list, name)
			}
		}
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		lists = append(lists, list)
	}
	for i := 0; len(names) < n && i < n*len(lists); i++ {
		list, at := lists[i%len(lists)], i/len(lists)
		if at >= len(list) {
			continue
		}
		name := list[at]
		text, err := fs.ReadFile(ours, name)
		if err != nil {
			t.Fatal(err)
		}
		files["content/"+name], names = string(text), append(names, "content/"+name)
	}
	return files, names
}

// start serves the page of a web editor, fills its repository, and signs in.
func (e *webEditor) start(t *testing.T, c authoring.CMS, files map[string]string) {
	t.Helper()
	page, err := c.Configured(&content.Site{Title: "Essai", BaseURL: "https://recueil.example.org"}, authoring.Forge{Content: "content"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Packages {
		page = append(page, unpacked(t, p)...)
	}
	tree := fstest.MapFS{}
	for _, f := range page {
		tree[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	host := httptest.NewServer(http.FileServerFS(tree))
	t.Cleanup(host.Close)
	e.tab = open(t, &server{URL: host.URL + "/"})
	for _, known := range []string{"request outside the site: blob:", "request outside the site: data:", "cdn.jsdelivr.net", "console: ", "favicon.ico", "404"} {
		e.expect(known) // the font that the page refuses; both editors talk to themselves
	}
	e.do(chromedp.EmulateViewport(1280, 8000)) // Sveltia makes a field when its place comes into view
	if e.setup != "" {
		e.before(e.setup)
	}
	if e.seed == "" {
		e.before("window.repoFiles ??= " + asJSON(t, nested(files)) + ";")
	} else {
		e.visit("fr.json")
		value[bool](e.tab, "{"+opfs+e.seed+"("+asJSON(t, files)+")}")
	}
	e.visit("index.html")
	e.press(e.signIn)
	e.waitFor(`!document.querySelector("[type=password]") && location.hash.length > 2`)
}

func unpacked(t *testing.T, p authoring.Package) []authoring.File {
	t.Helper()
	if *modules != "" {
		files, err := p.Installed(os.DirFS(*modules))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	answer, err := http.Get(p.Archive())
	if err != nil {
		lacking(t, "npm does not answer: "+err.Error())
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		lacking(t, "npm answers "+answer.Status+" for "+p.Archive())
	}
	archive, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	files, err := p.Unpack(archive)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// nested is the repository of Decap's test backend: folders in folders.
func nested(files map[string]string) map[string]any {
	root := map[string]any{}
	for name, text := range files {
		at := root
		folder, file := path.Split(name)
		for part := range strings.SplitSeq(strings.Trim(folder, "/"), "/") {
			if at[part] == nil {
				at[part] = map[string]any{}
			}
			at = at[part].(map[string]any)
		}
		at[file] = map[string]any{"content": text}
	}
	return root
}

// long is how long a web editor may take for one thing, on a machine that may do much
// besides. Nothing waits for it unless the editor has stalled.
const long = time.Minute

// waitFor looks until a condition holds.
func (e *webEditor) waitFor(condition string) {
	e.Helper()
	if !e.holds(condition, long) {
		e.Fatalf("%s: still not %s in %q", e.name, condition, e.text("body"))
	}
}

// soon looks for a while whether a condition holds, in a form that may be left meanwhile.
func (e *webEditor) soon(condition string) bool {
	e.Helper()
	return e.holds(condition, long/4)
}

func (e *webEditor) holds(condition string, wait time.Duration) bool {
	e.Helper()
	for end := time.Now().Add(wait); time.Now().Before(end); time.Sleep(time.Second / 20) {
		if value[bool](e.tab, "Promise.resolve("+condition+").then(Boolean).catch(() => false)") {
			return true
		}
	}
	return false
}

// button finds a button that can be pressed, by its words.
func button(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("button,[role=button],[role=menuitem]")].find((b) => b.innerText.trim().toLowerCase().includes(%q) && !b.disabled && b.getAttribute("aria-disabled") !== "true")`, words)
}

// press presses a button.
func (e *webEditor) press(words string) {
	e.Helper()
	find := button(words)
	e.waitFor(find)
	value[bool](e.tab, `(`+find+`.click(), true)`)
}

// word is where a word is typed: before the first of the text.
var word = regexp.MustCompile(`\pL{4,}`)

// edit changes the title of a document and saves, then a word of its text.
func (e *webEditor) edit(name, before string) {
	e.Helper()
	was := document(name, before)
	if was == nil {
		e.Errorf("%s cannot be read", name)
		return
	}
	e.types(name, e.title, "0", "Neuf : ")
	after := e.saved(name, "Neuf : ")
	want := *was
	want.Title = "Neuf : " + was.Title
	e.same(name, "title", &want, after)

	e.types(name, e.body, `at.value.search(/\p{L}{4,}/u)`, "motneuf ")
	after = e.saved(name, "motneuf ")
	body := strings.Index(before, "\n---") + len("\n---")
	at := body + word.FindStringIndex(before[body:])[0]
	typed := *document(name, before[:at]+"motneuf "+before[at:])
	typed.Title = want.Title
	e.same(name, "body", &typed, after)
}

// goTo opens the form of a file, without loading the page again: Decap would forget what
// was saved.
func (e *webEditor) goTo(name string) {
	e.Helper()
	value[bool](e.tab, fmt.Sprintf(`(location.hash = %q, true)`, listOf(name)))
	e.waitFor(`!document.querySelector('` + e.title + `')`)
	value[bool](e.tab, fmt.Sprintf(`(location.hash = "%s/entries/%s", true)`, listOf(name), strings.TrimSuffix(path.Base(name), ".md")))
}

// listOf is the address of the list that has a file.
func listOf(name string) string {
	of, _, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
	return "#/collections/" + of
}

// types opens the form of a file, and puts a text in a field at a place, in one go as an
// input method does: an editor has noted all of it or nothing. It begins again where the
// form was left: Decap goes back to its list some time after it saved.
func (e *webEditor) types(name, selector, place, text string) {
	e.Helper()
	field := `document.querySelector('` + selector + `')`
	// A button to save that can be pressed: what was put in is noted.
	noted := fmt.Sprintf(`(%s?.value.includes(%s) && %s)`, field, asJSON(e.T, text), button(e.save[0]))
	for range 5 {
		e.goTo(name)
		if !e.soon(field+`?.value`) || !e.soon(fmt.Sprintf(stayed, selector, place)) {
			continue
		}
		e.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
			return err
		}))
		if e.soon(noted) {
			return
		}
	}
	e.Fatalf("%s: nothing could be typed in %s; the page says %q", e.name, name, e.text("body"))
}

// stayed puts the caret at a place of a field, and holds once it stays there: Decap puts it
// back where it last saw it.
const stayed = `(async () => {
	const at = document.querySelector('%s'), place = %s;
	at.focus(); at.setSelectionRange(place, place);
	for (let i = 0; i < 4; i++) {
		await new Promise((done) => setTimeout(done, 50));
		if (!at.isConnected || document.activeElement !== at || at.selectionStart !== place) return false;
	}
	return true;
})()`

// saved presses the buttons, and returns the file when it has a text.
func (e *webEditor) saved(name, text string) string {
	e.Helper()
	for _, button := range e.save {
		e.press(button)
	}
	now := e.file(name)
	for end := time.Now().Add(long); !strings.Contains(now, text); now = e.file(name) {
		if time.Now().After(end) {
			e.Fatalf("%s: %s was not saved; the page says %q", e.name, name, e.text("body"))
		}
		time.Sleep(time.Second / 20)
	}
	if e.closes {
		e.waitFor(fmt.Sprintf(`location.hash === %q && !document.querySelector('%s')`, listOf(name), e.title))
	}
	return now
}

func (e *webEditor) file(name string) string {
	e.Helper()
	return value[string](e.tab, "{"+opfs+e.read+"("+asJSON(e.T, name)+")}")
}

// same holds that a file says what a document does, when it has the canonical form too.
func (e *webEditor) same(name, edit string, want *content.Document, text string) {
	e.Helper()
	def, _ := content.DefinitionAt(strings.TrimPrefix(name, "content/"))
	formed, ok := authoring.Form(def, []byte(text))
	if !ok {
		e.Errorf("%s: %s: the file has no form:\n%s", name, edit, text)
		return
	}
	is := document(name, string(formed))
	if is == nil || !reflect.DeepEqual(is.Front, want.Front) || !reflect.DeepEqual(is.Own, want.Own) || is.Body.HTML(nowhere{}) != want.Body.HTML(nowhere{}) {
		e.Errorf("%s: %s: the file says something else:\n%s", name, edit, formed)
	}
}

func document(name, text string) *content.Document {
	read, _ := content.ReadAlone([]content.Root{{Name: "content", FS: fstest.MapFS{}}}, name, []byte(text), nil)
	return read.Document
}

// nowhere shows where each link leads, and nothing else.
type nowhere struct{}

func (nowhere) Link(dest string) (string, bool)       { return dest, true }
func (nowhere) Image(string) (markdown.Picture, bool) { return markdown.Picture{}, false }
func (nowhere) Term(id string) (string, bool)         { return id, true }
