package assets

import (
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"recueil/internal/diag"
)

// treeSpace marks the paths that come from the tree, so that esbuild never
// looks for them on the disk.
const treeSpace = "assets"

// treePlugin makes esbuild read a tree and nothing else: an import that leaves
// it, or names a package, is an error.
//
// An import of another entry stays one, of the bundle's address; address returns
// it.
func treePlugin(fsys fs.FS, address func(entry string) string) api.Plugin {
	return api.Plugin{Name: "tree", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return resolve(fsys, args, address), nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: treeSpace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := fs.ReadFile(fsys, args.Path)
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: loader(args.Path)}, err
		})
	}}
}

func resolve(fsys fs.FS, args api.OnResolveArgs, address func(entry string) string) api.OnResolveResult {
	name := args.Path
	if args.Kind == api.ResolveCSSURLToken {
		return api.OnResolveResult{Path: name, External: true}
	}
	if args.Kind != api.ResolveEntryPoint {
		name = path.Join(path.Dir(args.Importer), name)
	}
	for _, candidate := range []string{name, name + ".ts"} {
		if info, err := fs.Stat(fsys, candidate); err == nil && !info.IsDir() {
			if args.Kind != api.ResolveEntryPoint && isEntry(candidate) && path.Ext(candidate) != ".css" {
				return api.OnResolveResult{Path: address(candidate), External: true}
			}
			return api.OnResolveResult{Path: candidate, Namespace: treeSpace}
		}
	}
	return api.OnResolveResult{Errors: []api.Message{{Text: ours + args.Path + " » n'existe pas dans le dossier des ressources"}}}
}

func loader(name string) api.Loader {
	switch path.Ext(name) {
	case ".css":
		return api.LoaderCSS
	case ".ts":
		return api.LoaderTS
	}
	return api.LoaderJS
}

// diagnostics turns esbuild's messages into ours. A message without a place is
// put at the start of the entry.
func diagnostics(fsys fs.FS, entry string, messages []api.Message) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, m := range messages {
		name, line, column, length := entry, 1, 0, 0
		if l := m.Location; l != nil {
			name, line, column, length = strings.TrimPrefix(l.File, treeSpace+":"), l.Line, l.Column, l.Length
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			text = nil
		}
		source := diag.NewSource(path.Join("assets", name), text)
		start := min(source.Offset(line, 1)+column, len(text)) // esbuild's columns count bytes
		span := diag.Span{Start: start, End: min(start+length, len(text))}
		what, hint := frenchMistake(m)
		d := diag.New(diag.BadAsset, source, span, what, hint)
		if !strings.HasPrefix(m.Text, ours) {
			d.Cause = m.Text
		}
		list = append(list, d)
	}
	return list
}
