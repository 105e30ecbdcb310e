package browsertest

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"
)

// TestHTMLIsValid gives the pages of the golden site to html-validate.
func TestHTMLIsValid(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "Node 20 is missing: apt-get install nodejs")
	}
	validator := filepath.Join("node_modules", "html-validate", "bin", "html-validate.mjs")
	if _, err := os.Stat(validator); err != nil {
		lacking(t, "html-validate is missing: npm ci in internal/browsertest")
	}
	folder := t.TempDir()
	writePages(t, built(t, goldenSite), folder)
	out, err := exec.Command(node, validator, "--config", "htmlvalidate.json", folder).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// writePages writes the HTML files of a site into a folder.
func writePages(t *testing.T, fsys fs.FS, folder string) {
	t.Helper()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}
