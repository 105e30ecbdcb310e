package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"recueil/internal/check"
	"recueil/internal/check/checktest"
	"recueil/internal/diag"
)

// web is the other sites of the examples: those whose name says that they are
// alive have every page.
type web struct{}

func (web) RoundTrip(r *http.Request) (*http.Response, error) {
	status := http.StatusNotFound
	if strings.HasPrefix(r.URL.Host, "vivant.") {
		status = http.StatusOK
	}
	return &http.Response{StatusCode: status, Body: http.NoBody, Request: r}, nil
}

// TestExamples runs the example of every rule through its command: what it says
// of the wrong files is what --explique shows, and of the right ones it says
// nothing by that rule.
func TestExamples(t *testing.T) {
	dictionaries, err := filepath.Abs("../../internal/spelling/testdata")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Abs("../../internal/check/examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range diag.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			e, err := check.ExampleOf(rule)
			if err != nil {
				t.Fatal(err)
			}
			system := t.TempDir() // without a dictionary, but for the rule that needs one
			if rule == diag.Misspelt {
				install(t, dictionaries, filepath.Join(system, "usr/share/hunspell"))
			}
			got, code := runExample(t, system, e.Command, e.Wrong)
			if *update {
				rewrite(t, filepath.Join(sources, rule.Name+".txtar"), got)
			} else if got != e.Output {
				t.Errorf("got:\n%s\nwant:\n%s", got, e.Output)
			}
			want := exitOK
			if strings.Contains(got, ": "+diag.Error.String()+" : ") {
				want = exitProblem
			}
			if code != want || !strings.Contains(got, ": "+rule.Severity.String()+" : ") {
				t.Errorf("exit code %d, want %d, of a rule that is an %s:\n%s", code, want, rule.Severity, got)
			}
			if got, _ := runExample(t, system, e.Command, e.Right); strings.Contains(got, "["+rule.Name+"]") {
				t.Errorf("the right files break the rule:\n%s", got)
			}
		})
	}
}

func install(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// runExample runs a command on files, and returns the diagnostics that it
// prints, without the line that counts them.
func runExample(t *testing.T, system string, command []string, files []txtar.File) (output string, code int) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, data := range checktest.Tree(files) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	a := newApp(&out, io.Discard)
	if command[0] == "build" {
		a = newApp(io.Discard, &out)
	}
	a.system, a.web, a.cache = os.DirFS(system), web{}, ""
	a.now = func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	code = a.run(context.Background(), append(slices.Clone(command), "--date", "2026-11-22"))
	text := strings.TrimSuffix(out.String(), "\n")
	return text[:strings.LastIndex(text, "\n")+1], code
}

// rewrite puts the output of an example in its archive.
func rewrite(t *testing.T, file, output string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	for i, f := range archive.Files {
		if f.Name == "sortie" {
			archive.Files[i].Data = []byte(output)
		}
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
