// Package assets bundles the styles and scripts that browsers load.
//
// The input is the tree of the assets folder, as any fs.FS: embedded in the
// binary, or a folder that replaces some of its files. [Build] bundles each
// entry with esbuild (its imports from the same tree, minified), names the
// result by its content and returns it, with what is wrong in the sources as
// diagnostics that have file, line and column, in French (french.go) with what
// esbuild said as their cause. esbuild is called as a Go
// package: nobody needs Node to build a site. It drops TypeScript's types
// unchecked; checking them is the browser tests' work.
//
// The entries are css/site.css, each script of js/, and in search/ the ones
// that searchEntries names. A file whose name starts with an underscore, tests
// and tsconfig.json never ship. Scripts of js/ leave no name behind, since pages
// may run them as they are read. Those of search/ are modules, and share what one
// entry imports of another: who has used the field of a page has the script of
// the search page already.
//
// Names carry a hash of the content, so that a host may keep them for ever.
// One does not: recherche/recueil-recherche.js, the module that other sites
// import by that name.
package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"recueil/internal/diag"
)

// Folder is where bundles go, from the root of the site.
const Folder = "ressources"

// Module is the one bundle with a fixed name, from the root of the site.
const Module = "recherche/recueil-recherche.js"

// styleEntry is the style sheet of every page.
const styleEntry = "css/site.css"

// searchEntries are the scripts of search/ that pages load, and the name of
// each bundle ("" for one made of the entry and its hash).
var searchEntries = map[string]string{
	"search/main.ts":              "",
	"search/box.ts":               "",
	"search/facets.ts":            "",
	"search/corrections.ts":       "",
	"search/panel.ts":             "",
	"search/recueil-recherche.ts": Module,
}

// File is one file to publish.
type File struct {
	Name string // from the root of the site, with slashes
	Data []byte
}

// Bundle is everything that browsers load.
type Bundle struct {
	Files []File // by name
	names map[string]string
}

// Addresses maps each entry to where it was put, from the root of the site.
func (b Bundle) Addresses() map[string]string { return maps.Clone(b.names) }

// Styled returns the bundle with CSS added after css/site.css, such as the
// colours of an edition. The bundle itself stays as it is.
func (b Bundle) Styled(css string) Bundle {
	plain, ok := b.names[styleEntry]
	if !ok || css == "" {
		return b
	}
	styled := Bundle{Files: slices.Clone(b.Files), names: maps.Clone(b.names)}
	for i, f := range styled.Files {
		if f.Name == plain {
			data := slices.Concat(bytes.TrimSpace(f.Data), []byte(css))
			styled.names[styleEntry] = bundleName(styleEntry, data)
			styled.Files[i] = File{styled.names[styleEntry], data}
		}
	}
	return styled
}

// Beside returns the bundle of a site that lies below another, to whose root up leads from
// its own: without the files that the other has, and with the addresses of these there.
func (b Bundle) Beside(other Bundle, up string) Bundle {
	own := Bundle{names: maps.Clone(b.names)}
	var moves []string // what a module says of where another is
	for _, f := range b.Files {
		if !slices.ContainsFunc(other.Files, func(o File) bool { return o.Name == f.Name && f.Name != Module }) {
			own.Files = append(own.Files, f)
			continue
		}
		moves = append(moves, `"../`+f.Name+`"`, `"../`+up+f.Name+`"`)
		for entry, name := range own.names {
			if name == f.Name {
				own.names[entry] = up + name
			}
		}
	}
	moved := strings.NewReplacer(moves...)
	for i, f := range own.Files {
		if path.Ext(f.Name) == ".js" {
			own.Files[i].Data = []byte(moved.Replace(string(f.Data)))
		}
	}
	return own
}

// Build bundles every entry of a tree. A source that esbuild refuses or warns
// of gives diagnostics and no file; an error means that the tree could not be
// read.
func Build(fsys fs.FS) (Bundle, []diag.Diagnostic, error) {
	entries, err := entries(fsys)
	if err != nil {
		return Bundle{}, nil, fmt.Errorf("read assets: %w", err)
	}
	b := builder{fsys: fsys, bundle: Bundle{names: map[string]string{}}}
	for _, entry := range entries {
		b.build(entry)
	}
	slices.SortFunc(b.bundle.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return b.bundle, diag.Sort(b.problems), nil
}

// builder is the state of Build.
type builder struct {
	fsys     fs.FS
	bundle   Bundle
	problems []diag.Diagnostic
}

// build bundles an entry, once, and returns its name; "" when it has problems,
// or when it is being built: two entries that import each other have no names.
func (b *builder) build(entry string) string {
	if name, ok := b.bundle.names[entry]; ok {
		return name
	}
	b.bundle.names[entry] = ""
	data, problems := b.compile(entry)
	if b.problems = append(b.problems, problems...); len(problems) > 0 {
		delete(b.bundle.names, entry)
		return ""
	}
	name := bundleName(entry, data)
	b.bundle.names[entry] = name
	b.bundle.Files = append(b.bundle.Files, File{name, data})
	return name
}

// entries lists the sources that pages load, by name.
func entries(fsys fs.FS) ([]string, error) {
	var list []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && isEntry(name) {
			list = append(list, name)
		}
		return err
	})
	return list, err
}

func isEntry(name string) bool {
	if base := path.Base(name); strings.HasPrefix(base, "_") || strings.HasSuffix(base, ".test.ts") {
		return false
	}
	switch dir, ext := path.Dir(name), path.Ext(name); {
	case name == styleEntry:
		return true
	case dir == "js":
		return ext == ".ts" || ext == ".js"
	}
	_, ok := searchEntries[name]
	return ok
}

// bundleName returns the name under which an entry's bundle is published.
func bundleName(entry string, data []byte) string {
	if fixed := searchEntries[entry]; fixed != "" {
		return fixed
	}
	base, ext := strings.TrimSuffix(path.Base(entry), path.Ext(entry)), ".js"
	if path.Ext(entry) == ".css" {
		ext = ".css"
	}
	if path.Dir(entry) == "search" {
		base = "recherche-" + base
	}
	sum := sha256.Sum256(data)
	return fmt.Sprintf("%s/%s-%s%s", Folder, base, hex.EncodeToString(sum[:4]), ext)
}

// format returns the form of an entry's bundle.
func format(entry string) api.Format {
	if path.Dir(entry) == "js" {
		return api.FormatIIFE
	}
	return api.FormatESModule
}

// compile bundles one entry, after those that it imports.
func (b *builder) compile(entry string) ([]byte, []diag.Diagnostic) {
	var one sync.Mutex // esbuild resolves in parallel
	address := func(other string) string {
		one.Lock()
		defer one.Unlock()
		return "../" + b.build(other) // every bundle is one folder below the root
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Format:            format(entry),
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Outdir:            "/",
		Plugins:           []api.Plugin{treePlugin(b.fsys, address)},
		TsconfigRaw:       `{"compilerOptions": {"useDefineForClassFields": false}}`,
	})
	problems := diagnostics(b.fsys, entry, append(result.Errors, result.Warnings...))
	if len(problems) > 0 || len(result.OutputFiles) != 1 {
		return nil, problems
	}
	return result.OutputFiles[0].Contents, nil
}
