package bench

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	measured = flag.String("mesure", "", "numbers of generated documents to build: 1000,10000,50000")
	withHugo = flag.Bool("hugo", false, "build the same documents with Hugo, in turn")
	rounds   = flag.Int("tours", 3, "how often each is built; the median counts")
)

// run is what a whole process took.
type run struct {
	wall, cpu time.Duration
	memory    int64 // peak, bytes
	stages    map[string]int64
	files     int
}

// TestMeasure prints what building generated documents takes; "make bench" and
// "make bench-hugo" run it.
func TestMeasure(t *testing.T) {
	if *measured == "" {
		t.Skip("a benchmark: make bench")
	}
	recueil := build(t, "recueil/cmd/recueil", nil)
	hugo := ""
	if *withHugo {
		hugo = buildHugo(t)
	}
	fmt.Printf("%d cores, %s/%s; medians of %d rounds\n", runtime.GOMAXPROCS(0), runtime.GOOS, runtime.GOARCH, *rounds)
	for _, field := range strings.Split(*measured, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := writeRecueil(filepath.Join(dir, "content"), n); err != nil {
			t.Fatal(err)
		}
		if hugo != "" {
			if err := writeHugo(filepath.Join(dir, "hugo"), n); err != nil {
				t.Fatal(err)
			}
		}
		var ours, theirs []run
		for range *rounds {
			ours = append(ours, buildRecueil(t, recueil, dir))
			if hugo != "" {
				theirs = append(theirs, runHugo(t, hugo, dir))
			}
		}
		report(n, ours, theirs)
		reportChange(t, recueil, dir, n)
	}
}

// reportChange prints how much of the site is other once one document has a
// sentence more: what an upload of the changed files sends.
func reportChange(t *testing.T, recueil, dir string, n int) {
	edited := newAuthor(1).article(n / 2) // whose folder and name depend on the number alone
	before := contents(t, filepath.Join(dir, "public"))
	name := filepath.Join(dir, "content", edited.folder, edited.slug+".md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(text, "\nLa boutique vend aussi en ligne.\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	buildRecueil(t, recueil, dir)
	after := contents(t, filepath.Join(dir, "public"))
	size, total := 0, 0
	var changed []string
	for name, now := range after {
		total += now.size
		if before[name] != now {
			changed = append(changed, name)
			size += now.size
		}
	}
	fmt.Printf("  a sentence more changes %d of %d files (%.2f %%), %.2f of %.2f MB (%.2f %%)\n",
		len(changed), len(after), 100*float64(len(changed))/float64(len(after)), float64(size)/1e6, float64(total)/1e6, 100*float64(size)/float64(total))
	slices.SortFunc(changed, func(a, b string) int { return cmp.Or(after[b].size-after[a].size, strings.Compare(a, b)) })
	for _, name := range changed[:min(len(changed), 8)] {
		fmt.Printf("    %9.3f MB %s\n", float64(after[name].size)/1e6, name)
	}
}

// content is what tells one file from another.
type content struct {
	size int
	sum  [sha256.Size]byte
}

// contents reads the files of a folder, by name.
func contents(t *testing.T, dir string) map[string]content {
	found := map[string]content{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		found[name] = content{len(data), sha256.Sum256(data)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func buildRecueil(t *testing.T, binary, dir string) run {
	out := filepath.Join(dir, "public")
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	r, text := watch(t, exec.Command(binary, "build", "--content", filepath.Join(dir, "content"), "--out", out, "--date", "2026-01-01", "--format", "json", "--sans-cache"))
	var said struct {
		Files  int              `json:"fichiers"`
		Stages map[string]int64 `json:"durees_ms"`
	}
	if err := json.Unmarshal(text, &said); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	r.files, r.stages = said.Files, said.Stages
	return r
}

// watch runs a command to its end and returns what it took and printed.
func watch(t *testing.T, c *exec.Cmd) (run, []byte) {
	var out, complaints bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaints
	start := time.Now()
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", c.Args, err, out.Bytes(), complaints.Bytes())
	}
	r := run{wall: time.Since(start), cpu: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.memory = int64(usage.Maxrss) << 10 // Linux counts kilobytes
	}
	return r, out.Bytes()
}

// build compiles a command of this module, or of the one that dir holds.
func build(t *testing.T, pkg string, env []string) string {
	binary := filepath.Join(t.TempDir(), "binary")
	c := exec.Command("go", "build", "-trimpath", "-o", binary, pkg)
	c.Env = append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	return binary
}

// report prints a table of medians and, with a second command, ratios of pairs.
func report(n int, ours, theirs []run) {
	fmt.Printf("\n%d documents\n", n)
	figures := []struct {
		name string
		of   func(run) float64
	}{
		{"wall (s)", func(r run) float64 { return r.wall.Seconds() }},
		{"processor (s)", func(r run) float64 { return r.cpu.Seconds() }},
		{"processor a document (ms)", func(r run) float64 { return r.cpu.Seconds() * 1000 / float64(n) }},
		{"peak memory (MB)", func(r run) float64 { return float64(r.memory) / 1e6 }},
		{"files", func(r run) float64 { return float64(r.files) }},
	}
	for _, f := range figures {
		fmt.Printf("  %-28s %10.2f", f.name, median(ours, f.of))
		if len(theirs) > 0 {
			i := -1
			ratio := median(ours, func(r run) float64 { i++; return f.of(r) / f.of(theirs[i]) })
			fmt.Printf("   Hugo %10.2f   ratio %.2f", median(theirs, f.of), ratio)
		}
		fmt.Println()
	}
	for _, stage := range []string{"lecture", "ressources", "images", "recherche", "pages", "exports"} {
		fmt.Printf("  %-28s %10.2f\n", stage+" (s)", median(ours, func(r run) float64 { return float64(r.stages[stage]) / 1000 }))
	}
}

// median is the middle value of a figure over runs, in their order.
func median(runs []run, of func(run) float64) float64 {
	var values []float64
	for _, r := range runs {
		values = append(values, of(r))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
