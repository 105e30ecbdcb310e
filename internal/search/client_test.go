package search

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
)

var update = flag.Bool("update", false, "rewrite what the tests compare with, and the client's tables")

const clientDir = "../../assets/search"

// newClient returns a JavaScript engine that holds the client's pure modules as
// the global object "client".
func newClient(t testing.TB) *goja.Runtime {
	t.Helper()
	program, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	// goja lacks the one browser class that decoding needs.
	decode := func(bytes []byte) string { return string(bytes) }
	if err := vm.Set("TextDecoder", vm.ToValue(func(goja.ConstructorCall) *goja.Object {
		decoder := vm.NewObject()
		if err := decoder.Set("decode", decode); err != nil {
			panic(err)
		}
		return decoder
	})); err != nil {
		t.Fatal(err)
	}
	vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
	if _, err := vm.RunProgram(program); err != nil {
		t.Fatal(err)
	}
	return vm
}

// bundled is the client's pure modules, compiled once for all engines: fuzzing makes one
// for each text.
var bundled = sync.OnceValues(func() (*goja.Program, error) {
	dir, err := filepath.Abs(clientDir)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		Stdin:       &api.StdinOptions{Contents: pureModules, ResolveDir: dir, Loader: api.LoaderTS},
		Bundle:      true,
		Format:      api.FormatIIFE,
		GlobalName:  "client",
		Target:      api.ES2019,
		TsconfigRaw: "{}",
	})
	if all := append(result.Errors, result.Warnings...); len(all) > 0 {
		return nil, fmt.Errorf("bundle the client: %s", api.FormatMessages(all, api.FormatMessagesOptions{}))
	}
	return goja.Compile("client", string(result.OutputFiles[0].Contents), false)
})

const pureModules = `export * from "./analyze"; export * from "./engine"; export * from "./excerpt"; export * from "./facets"; export * from "./format"; export * from "./score";`

// function returns a Go function that calls a JavaScript one.
func function(t testing.TB, vm *goja.Runtime, expression string) func(args ...any) goja.Value {
	t.Helper()
	value, err := vm.RunString(expression)
	if err != nil {
		t.Fatal(err)
	}
	call, ok := goja.AssertFunction(value)
	if !ok {
		t.Fatalf("%s is not a function", expression)
	}
	return func(args ...any) goja.Value {
		values := make([]goja.Value, len(args))
		for i, a := range args {
			values[i] = vm.ToValue(a)
		}
		result, err := call(goja.Undefined(), values...)
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		return result
	}
}

func TestClientTablesAreOurs(t *testing.T) {
	path := filepath.Join(clientDir, "tables.ts")
	if *update {
		if err := os.WriteFile(path, clientTables(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, clientTables()) {
		t.Errorf("%s is not what the constants here make (%v): run go test ./internal/search -update", path, err)
	}
}
