package site_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

// The texts that the repository's content takes its facts from may not all be
// committed, so testdata/sources.bin holds only the hashes of their runs of words.
var sources = flag.String("sources", "", "folder of the sources' texts, whose runs of words testdata/sources.bin is made of anew")

const (
	// runLength is the words that two texts may not have in common in a row: facts
	// may be taken, sentences are ours.
	runLength = 10
	// hashBytes of a run are kept: of 200,000 runs of the content, one in a hundred
	// thousand such tests would be taken for another of the sources.
	hashBytes = 6
	hashFile  = "testdata/sources.bin"
	// allowedFile lists names, which have no other words.
	allowedFile = "testdata/sources-permis.txt"
)

// TestContentIsInOurWords finds no ten words in a row of the content in any text
// that its facts come from.
func TestContentIsInOurWords(t *testing.T) {
	if *sources != "" {
		writeHashes(t, *sources)
	}
	known, err := os.ReadFile(hashFile)
	if err != nil {
		t.Fatal(err)
	}
	allowed, err := os.ReadFile(allowedFile)
	if err != nil {
		t.Fatal(err)
	}
	names := strings.NewReplacer(namesApart(string(allowed))...)
	root := content.Root{Name: "content", FS: os.DirFS("../../content")}
	coll, problems, err := content.Load(context.Background(), []content.Root{root}, 2)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	checked := 0
	for _, d := range coll.Documents {
		for _, text := range append(strings.Split(d.Body.Text(), "\n"), d.Title, d.Summary, d.Teaser) {
			for part := range strings.SplitSeq(names.Replace(plain(text)), "|") {
				for _, run := range runs(part) {
					checked++
					if holds(known, run) {
						t.Errorf("%s: « %s » stands in a source", d.Source.Path, run)
					}
				}
			}
		}
	}
	if checked < 40_000 {
		t.Errorf("only %d runs of words were looked at", checked)
	}
}

// namesApart lists each name and the mark that takes its place, and parts the words
// around it.
func namesApart(list string) (pairs []string) {
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") {
			pairs = append(pairs, plain(line), "|")
		}
	}
	return pairs
}

// plain writes the words of a text without accents, capitals or signs.
func plain(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(french.Fold(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// runs lists the runs of words of a plain text.
func runs(plain string) []string {
	words := strings.Fields(plain)
	var list []string
	for i := range max(0, len(words)-runLength+1) {
		list = append(list, strings.Join(words[i:i+runLength], " "))
	}
	return list
}

func hashOf(run string) []byte {
	h := fnv.New64a()
	h.Write([]byte(run))
	return binary.BigEndian.AppendUint64(nil, h.Sum64())[:hashBytes]
}

// holds reports whether a run's hash is among the sorted ones.
func holds(known []byte, run string) bool {
	want, n := hashOf(run), len(known)/hashBytes
	at := func(i int) []byte { return known[i*hashBytes:][:hashBytes] }
	i := sort.Search(n, func(i int) bool { return bytes.Compare(at(i), want) >= 0 })
	return i < n && bytes.Equal(at(i), want)
}

// writeHashes makes the file of hashes anew from the texts under a folder.
func writeHashes(t *testing.T, dir string) {
	var hashes []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		for _, run := range runs(plain(string(text))) {
			hashes = append(hashes, string(hashOf(run)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(hashes)
	if err := os.WriteFile(hashFile, []byte(strings.Join(slices.Compact(hashes), "")), 0o644); err != nil {
		t.Fatal(err)
	}
}
