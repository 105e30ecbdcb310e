package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

// TestOutsideLinks asks a site on this machine about the links to it, only when
// wanted, and remembers what it said.
func TestOutsideLinks(t *testing.T) {
	var asked atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.URL.Path != "/ici" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer site.Close()
	t.Chdir(t.TempDir())
	tree := map[string]string{
		"content/recueil.yaml": "titre: Essai\nbase_url: https://recueil.example.org\n",
		"content/fiches/a.md":  "---\ntitre: Un titre\nresume: Un essai.\ndate: 2026-11-22\n---\n[Ici](" + site.URL + "/ici) et [ailleurs](" + site.URL + "/perdu).\n",
	}
	for name, text := range tree {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cache := filepath.Join(t.TempDir(), "recueil")
	run := func(args ...string) (stdout, stderr string, requests int32) {
		var out, errors bytes.Buffer
		before := asked.Load()
		a := newApp(&out, &errors)
		a.system, a.cache = fstest.MapFS{}, cache
		a.now = func() time.Time {
			return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC).Add(time.Duration(asked.Load()) * time.Hour)
		}
		a.run(context.Background(), append([]string{"check", "--date", "2026-11-22"}, args...))
		return out.String(), errors.String(), asked.Load() - before
	}

	if out, _, n := run(); n > 0 || strings.Contains(out, "lien-mort") {
		t.Errorf("without the flag, asked %d times: %s", n, out)
	}
	out, said, n := run("--liens-externes")
	if n != 3 { // HEAD and GET of what is lost
		t.Errorf("asked %d times", n)
	}
	if !strings.Contains(out, "content/fiches/a.md:6:") || strings.Count(out, "[lien-mort]") != 1 || !strings.Contains(out, "vérifié le 22 novembre 2026") {
		t.Errorf("got %s", out)
	}
	if want := "2 liens vers d'autres sites, dont 1 en état ; la plus ancienne réponse est du 22 novembre 2026.\n"; said != want {
		t.Errorf("said %q, want %q", said, want)
	}
	again, _, n := run("--liens-externes")
	if n != 0 || again != out {
		t.Errorf("the second time, asked %d times: %s", n, again)
	}
}

// TestWithoutDictionary checks without a word about spelling, but under
// --verbose, when the machine has no dictionary.
func TestWithoutDictionary(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.CopyFS(".", fstest.MapFS{"content/recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")}}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{nil, ""}, {[]string{"--verbose"}, "orthographe : pas de dictionnaire français sur cet ordinateur (paquet hunspell-fr) ; elle n'est pas vérifiée\n"},
	} {
		var out, said bytes.Buffer
		a := newApp(&out, &said)
		a.system = fstest.MapFS{}
		if code := a.run(context.Background(), append([]string{"check"}, tt.args...)); code != exitOK || said.String() != tt.want {
			t.Errorf("%v: exit code %d, said %q", tt.args, code, said.String())
		}
	}
}
