package site_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/publish"
	"recueil/internal/reference"
	"recueil/internal/site"
)

// syllables make words; a word's rank decides how often it is drawn, as in
// languages.
var syllables = []string{"ba", "co", "di", "fé", "gra", "hô", "jou", "la", "mar", "no", "pri", "que", "ré", "son", "tel", "vi"}

// author writes documents that nobody would read, always the same for a seed.
type author struct{ *rand.Rand }

func (a author) word() string {
	rank := int(a.ExpFloat64() * 400)
	word := syllables[rank%16] + syllables[rank/16%16]
	if rank >= 256 {
		word += syllables[rank/256%16]
	}
	return word
}

func (a author) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = a.word()
	}
	return strings.Join(list, " ")
}

func (a author) pick(list ...string) string { return list[a.IntN(len(list))] }

// document writes one file: half of them are testimonials.
func (a author) document(n int) (name, text string) {
	folder := []string{"temoignages", "fiches", "temoignages", "aides", "temoignages", "formations"}[n%6]
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitre: \"%s %d\"\nresume: \"%s.\"\ndate: 2026-%02d-%02d\n", a.words(5), n, a.words(20), 1+a.IntN(11), 1+a.IntN(28))
	fmt.Fprintf(&b, "secteurs: [%s]\nthemes: [%s]\n", a.pick("commerce", "batiment", "services"), a.pick("vendre", "gerer"))
	fmt.Fprintf(&b, "territoires: [%s]\ntailles: [%s]\n---\n", a.pick("bretagne", "normandie", "35", "69", "guyane"), a.pick("1-9", "10-49"))
	for _, heading := range []string{"Le besoin", "La démarche", "Les résultats"} {
		fmt.Fprintf(&b, "## %s\n\n%s.\n\n%s.\n\n", heading, a.words(80), a.words(80))
	}
	return fmt.Sprintf("%s/doc-%d.md", folder, n), b.String()
}

// documents writes a content of n documents of about 500 words.
func documents(n int, seed uint64) fs.FS {
	a := author{rand.New(rand.NewPCG(seed, 0))}
	tree := fstest.MapFS{"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://essai.example.org\n")}}
	for _, key := range []string{"secteurs/commerce", "secteurs/batiment", "secteurs/services", "themes/vendre", "themes/gerer"} {
		tree[key+".md"] = &fstest.MapFile{Data: []byte("---\ntitre: " + strings.ToUpper(key[8:9]) + key[9:] + "\nresume: Un terme.\n---\n")}
	}
	for i := range n {
		name, text := a.document(i)
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := inputOf(content.Root{Name: "content", FS: documents(n, 1)})
			var report site.Report
			for b.Loop() {
				var err error
				if report, _, err = site.Build(context.Background(), in, publish.NewMemory(), site.Options{Today: goldenDay, Jobs: 2}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(report.Bytes), "site-bytes")
			b.ReportMetric(float64(report.IndexBytes), "index-bytes")
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

// editionsContent is a content of n documents for 120 editions: six in ten
// documents are national, the others are spread over the departments.
func editionsContent(n int, seed uint64) fs.FS {
	tree := documents(n, seed).(fstest.MapFS)
	departments := reference.Territories()[18:119]
	i := 0
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		text := string(tree[name].Data)
		at := strings.Index(text, "territoires: [")
		if at < 0 {
			continue
		}
		end := at + strings.IndexByte(text[at:], '\n') + 1
		line := ""
		if i%10 >= 6 {
			line = "territoires: [" + departments[i%len(departments)].Code + "]\n"
		}
		tree[name] = &fstest.MapFile{Data: []byte(text[:at] + line + text[end:])}
		i++
	}
	return tree
}

// discard is a sink that keeps nothing: the benchmark is of the making.
type discard struct{}

func (discard) Write(string, []byte) error { return nil }

// BenchmarkEditions makes the national edition alone, then a run of all the editions, of
// generated content and of the repository's own. It reports how much of the time of the
// first an edition more takes, and how many times its files and its bytes the others make.
func BenchmarkEditions(b *testing.B) {
	for _, of := range []struct {
		name string
		root content.Root
		sets edition.Sets
		most int
	}{
		{"generated", content.Root{Name: "content", FS: editionsContent(2_000, 1)}, edition.Sets{Of: reference.Kinds()}, 120},
		{"repository", content.Root{Name: "content", FS: os.DirFS("../../content")}, edition.Sets{Declared: true, Of: reference.Kinds()}, 1_000},
	} {
		b.Run(of.name, func(b *testing.B) {
			in, opt := inputOf(of.root), site.Options{Today: goldenDay, Jobs: 2}
			for b.Loop() {
				start := time.Now()
				one, problems, err := site.Build(b.Context(), in, discard{}, opt)
				if err != nil || diag.HasErrors(problems) {
					b.Fatal(err, problems)
				}
				first := time.Since(start)
				src, _, err := site.Open(b.Context(), in, opt)
				if err != nil {
					b.Fatal(err)
				}
				choices := src.Every(of.sets)
				made, _, err := src.BuildAll(b.Context(), choices[:min(of.most, len(choices))], discard{})
				if err != nil {
					b.Fatal(err)
				}
				further := made[1:]
				var files, bytes float64
				for _, m := range further {
					files, bytes = files+float64(m.Files), bytes+float64(m.Bytes)
				}
				b.ReportMetric(float64(len(made)), "editions")
				b.ReportMetric((time.Since(start)-2*first).Seconds()/first.Seconds()/float64(len(further)), "of-the-first")
				b.ReportMetric(files/float64(one.Files), "times-its-files")
				b.ReportMetric(bytes/float64(one.Bytes), "times-its-bytes")
			}
		})
	}
}
