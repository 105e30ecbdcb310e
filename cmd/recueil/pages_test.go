package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// block is a block of code of a page.
type block struct{ language, text string }

var fenced = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var list []block
	for _, m := range fenced.FindAllStringSubmatch(string(data), -1) {
		list = append(list, block{m[1], m[2]})
	}
	return list
}

// named finds where a file to copy goes: its first line says so, or the first of its front
// matter.
var named = regexp.MustCompile(`\A(?:---\n)?# (\S+)\n`)

// TestFilesToCopy does what the page « Animer un territoire » tells, in a copy of the
// content: its files are copied where they say, then each of its commands is run, and those
// of the files that publish.
func TestFilesToCopy(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh to run the commands of the page")
	}
	dir, repository := t.TempDir(), "../.."
	install(t, filepath.Join(repository, "content"), filepath.Join(dir, "content"))
	var commands []string
	for _, b := range blocksOf(t, filepath.Join(repository, "content/pages/animer-un-territoire.md")) {
		if b.language == "sh" {
			commands = append(commands, strings.Split(strings.TrimSpace(b.text), "\n")...)
			continue
		}
		m := named.FindStringSubmatch(b.text)
		if m == nil {
			t.Errorf("a block does not say where to copy it:\n%s", b.text)
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(m[1]))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(m[1], "content/") {
			commands = append(commands, commandsOf(t, b.text)...)
		}
	}
	bin(t, dir)
	var ran []string
	for _, command := range commands {
		if !slices.Contains(ran, command) {
			ran = append(ran, command)
			runLine(t, shell, dir, command)
		}
	}
	if len(ran) < 10 {
		t.Errorf("the page has %d commands: %q", len(ran), ran)
	}
	for _, path := range []string{"public/index.html", "public/contacts/animation-centre-val-de-loire/index.html",
		"public/temoignages/hotel-la-roseraie-fouras/index.html", "livret.html", "affiche.html", "couverture.html", "lettre.html"} {
		if _, err := os.Stat(filepath.Join(dir, path)); err != nil {
			t.Errorf("nothing made %s", path)
		}
	}
	guide, err := os.ReadFile(filepath.Join(dir, "public/secteurs/commerce/index.html"))
	if err != nil || bytes.Count(guide, []byte("Nom de votre structure")) < 2 {
		t.Errorf("the guide tells neither who keeps it nor who publishes it: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "public/contacts/label-expertcyber")); err == nil {
		t.Error("what the edition removes is there")
	}
}

// commandsOf lists the commands of a file that a forge runs: a text under run, the texts
// under script.
func commandsOf(t *testing.T, file string) []string {
	t.Helper()
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte(file), &tree); err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	var commands []string
	var look func(n *yaml.Node)
	look = func(n *yaml.Node) {
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 && (child.Value == "run" || child.Value == "script") {
				for _, text := range append([]*yaml.Node{n.Content[i+1]}, n.Content[i+1].Content...) {
					if text.Kind == yaml.ScalarNode {
						commands = append(commands, text.Value)
					}
				}
			}
			look(child)
		}
	}
	look(&tree)
	if len(commands) == 0 {
		t.Errorf("no command in\n%s", file)
	}
	return commands
}

// bin puts the command where the Makefile does.
func bin(t *testing.T, dir string) {
	t.Helper()
	program, err := exec.LookPath("recueil")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "bin", "recueil")); err != nil {
		t.Fatal(err)
	}
}

// runLine runs a command of the page. What make does is not done again: it has only to be
// there.
func runLine(t *testing.T, shell, dir, line string) {
	t.Helper()
	if target, ok := strings.CutPrefix(line, "make "); ok {
		makefile, err := os.ReadFile("../../Makefile")
		if err != nil || !bytes.Contains(makefile, []byte("\n"+target+":")) {
			t.Errorf("the Makefile has no %s: %v", target, err)
		}
		return
	}
	command := exec.CommandContext(t.Context(), shell, "-euc", line)
	command.Dir = dir
	command.Env = append(os.Environ(), "HOME="+dir)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", line, err, out)
	}
}

// TestSheetsForAdvisers wants every sheet that is for advisers on the page that gathers them.
func TestSheetsForAdvisers(t *testing.T) {
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: os.DirFS("../../content")}}, 2)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	var page *content.Document
	for _, d := range coll.Documents {
		if d.Key() == "pages/vous-accompagnez" {
			page = d
		}
	}
	linked := map[string]bool{}
	for _, link := range page.Body.Links() {
		linked[link.Dest] = true
	}
	for _, d := range coll.Documents {
		if d.Type == content.Sheets && d.For() == content.ForAdvisers && !linked[d.Address()] {
			t.Errorf("the page does not lead to %s", d.Address())
		}
	}
}
