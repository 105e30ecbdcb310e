package authoring

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
)

func configOf(t *testing.T, c CMS, at Forge) (cmsConfig, map[string]string) {
	t.Helper()
	files, err := c.Configured(&content.Site{Title: "L'essai & <moi>", BaseURL: "https://recueil.example.org"}, at)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range files {
		texts[f.Path] = string(f.Data)
	}
	var config cmsConfig
	if err := yaml.Unmarshal([]byte(texts["config.yml"]), &config); err != nil {
		t.Fatal(err)
	}
	return config, texts
}

// TestWebEditorsKnowAllKeys holds that each editor is given every key of every sort of file
// that it has, in the manual's order: one that it did not know would be moved, or lost.
func TestWebEditorsKnowAllKeys(t *testing.T) {
	for _, c := range CMSes() {
		config, _ := configOf(t, c, Forge{Content: "content"})
		known := 0
		for _, def := range content.Definitions() {
			for _, col := range config.Collections {
				fields := col.Fields
				if col.Files != nil {
					fields = col.Files[0].Fields
				}
				if col.Name != def.Name && !(col.Name == "site" && def.Name == "recueil.yaml") {
					continue
				}
				known++
				sameKeys(t, c.Name+" "+def.Name, def.Keys, fields)
			}
		}
		if left := len(CMSLeavesOut()); known+left != len(content.Definitions()) || left != 1 {
			t.Errorf("%s: %d sorts of file, and %d left out", c.Name, known, left)
		}
	}
}

func sameKeys(t *testing.T, where string, keys []content.KeyDefinition, fields []cmsField) {
	t.Helper()
	for i, k := range keys {
		if i >= len(fields) || fields[i].Name != k.Name {
			t.Errorf("%s: %s is not at its place", where, k.Name)
			return
		}
		if k.Kind == content.KindGroup {
			sameKeys(t, where+"."+k.Name, k.Keys, fields[i].Fields)
		}
	}
	if more := fields[len(keys):]; len(more) > 1 || len(more) == 1 && (more[0].Name != "body" || more[0].Widget != "text") {
		t.Errorf("%s: fields beside the keys: %+v", where, more)
	}
}

// TestBackends leads each repository to its forge, and lets the page ask no other site.
func TestBackends(t *testing.T) {
	repo := func(address string) *content.Repo { return &content.Repo{URL: content.URL(address), Branch: "main"} }
	for _, tt := range []struct {
		name  string
		at    Forge
		want  cmsBackend
		hosts string
	}{
		{"a trial", Forge{}, cmsBackend{Name: "test-repo"}, ""},
		{"GitHub", Forge{Repository: repo("https://github.com/a/b.git")}, cmsBackend{Name: "github", Repository: "a/b", Branch: "main"},
			"https://api.github.com https://github.com https://avatars.githubusercontent.com https://raw.githubusercontent.com"},
		{"GitHub and a service", Forge{Repository: repo("https://github.com/a/b"), SignIn: "https://cle.example.org/x"}, cmsBackend{Name: "github", Repository: "a/b", Branch: "main", SignIn: "https://cle.example.org/x"},
			"https://api.github.com https://github.com https://avatars.githubusercontent.com https://raw.githubusercontent.com https://cle.example.org"},
		{"GitLab", Forge{Repository: repo("https://gitlab.com/a/b/c"), Application: "123"}, cmsBackend{Name: "gitlab", Repository: "a/b/c", Branch: "main", Method: "pkce", App: "123"}, "https://gitlab.com"},
		{"a GitLab of one's own", Forge{Repository: repo("https://forge.example.org/a/b")},
			cmsBackend{Name: "gitlab", Repository: "a/b", Branch: "main", API: "https://forge.example.org/api/v4", SignIn: "https://forge.example.org"}, "https://forge.example.org"},
	} {
		config, texts := configOf(t, CMSes()[0], tt.at)
		if config.Backend != tt.want {
			t.Errorf("%s: %+v", tt.name, config.Backend)
		}
		if !strings.Contains(texts["_headers"], strings.TrimSuffix("connect-src 'self' blob: data: "+tt.hosts, " ")+";") {
			t.Errorf("%s: %s", tt.name, texts["_headers"])
		}
		if workflow := config.Mode == "editorial_workflow"; workflow != (tt.at.Repository != nil) {
			t.Errorf("%s: %s", tt.name, config.Mode)
		}
	}
}

// TestUnpack takes of an archive what is known of it, and nothing of another.
func TestUnpack(t *testing.T) {
	var archive bytes.Buffer
	zipped := gzip.NewWriter(&archive)
	files := tar.NewWriter(zipped)
	for _, name := range []string{"package/a.js", "package/b.js"} {
		if err := files.WriteHeader(&tar.Header{Name: name, Size: 3, Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		files.Write([]byte("1;\n"))
	}
	files.Close()
	zipped.Close()
	sum := sha512.Sum512(archive.Bytes())
	p := Package{Name: "@a/b", Version: "1.0.0", Integrity: "sha512-" + base64.StdEncoding.EncodeToString(sum[:]), Files: []PackageFile{{"b.js", "c.js", integrityOf([]byte("1;\n"))}}}
	if got, err := p.Unpack(archive.Bytes()); err != nil || len(got) != 1 || got[0].Path != "c.js" || string(got[0].Data) != "1;\n" {
		t.Errorf("%+v, %v", got, err)
	}
	if p.Archive() != "https://registry.npmjs.org/@a/b/-/b-1.0.0.tgz" {
		t.Error(p.Archive())
	}
	if got, err := p.Installed(fstest.MapFS{"@a/b/b.js": {Data: []byte("1;\n")}}); err != nil || len(got) != 1 {
		t.Errorf("installed: %+v, %v", got, err)
	}
	altered := slices.Clone(archive.Bytes())
	altered[len(altered)-1]++
	if _, err := p.Unpack(altered); !errors.Is(err, ErrAltered) {
		t.Errorf("an altered archive: %v", err)
	}
	if _, err := p.Installed(fstest.MapFS{"@a/b/b.js": {Data: []byte("2;\n")}}); !errors.Is(err, ErrAltered) {
		t.Errorf("an altered file: %v", err)
	}
	p.Files[0].From = "absent.js"
	if _, err := p.Unpack(archive.Bytes()); !errors.Is(err, ErrAltered) {
		t.Errorf("an absent file: %v", err)
	}
}
