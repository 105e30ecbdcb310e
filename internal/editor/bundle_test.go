package editor

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

var update = flag.Bool("update", false, "rewrite page/texte.js")

// TestBundle holds that the component of the text's field is what its sources give, at
// the versions that package-lock.json pins; -update rewrites it. Without the packages, it
// is skipped: neither a build nor a site needs them.
func TestBundle(t *testing.T) {
	if _, err := os.Stat("texte/node_modules"); err != nil {
		t.Skip("the packages of texte/ are not installed: npm ci in internal/editor/texte")
	}
	banner, err := licences("texte")
	if err != nil {
		t.Fatal(err)
	}
	made := api.Build(api.BuildOptions{
		EntryPoints: []string{"texte/texte.js"}, Bundle: true, Format: api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Banner: map[string]string{"js": banner}, LogLevel: api.LogLevelSilent,
	})
	if len(made.Errors)+len(made.Warnings) > 0 {
		t.Fatalf("%v %v", made.Errors, made.Warnings)
	}
	fresh := made.OutputFiles[0].Contents
	if *update {
		if err := os.WriteFile("page/texte.js", fresh, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile("page/texte.js"); err != nil || !bytes.Equal(kept, fresh) {
		t.Errorf("page/texte.js is not what its sources give: make atelier (%v)", err)
	}
}

// licences is a comment with what the packages in a folder ask to be said with them, at
// the versions that its lockfile pins.
func licences(dir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return "", err
	}
	var lock struct {
		Packages map[string]struct{ Version, License string }
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		return "", err
	}
	var names []string
	byText := map[string][]string{}
	for path, pinned := range lock.Packages {
		name, ok := strings.CutPrefix(path, "node_modules/")
		if !ok {
			continue
		}
		if pinned.License != "MIT" {
			return "", fmt.Errorf("%s: licence %s", name, pinned.License)
		}
		var installed struct{ Version string }
		manifest, err := os.ReadFile(filepath.Join(dir, path, "package.json"))
		if err != nil {
			return "", err
		}
		if err := json.Unmarshal(manifest, &installed); err != nil || installed.Version != pinned.Version {
			return "", fmt.Errorf("%s %s is installed, and %s pinned", name, installed.Version, pinned.Version)
		}
		text, err := os.ReadFile(filepath.Join(dir, path, "LICENSE"))
		if err != nil {
			return "", err
		}
		byText[string(text)] = append(byText[string(text)], name+" "+pinned.Version)
	}
	for text, packages := range byText {
		slices.Sort(packages)
		names = append(names, strings.Join(packages, ", ")+"\n\n"+strings.TrimSpace(text))
	}
	slices.Sort(names)
	return "/*!\n" + strings.Join(names, "\n\n---\n\n") + "\n*/", nil
}
