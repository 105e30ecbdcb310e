package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestManPages holds that every command has its page, with all its options, and that groff,
// where there is one, has nothing to say of it.
func TestManPages(t *testing.T) {
	var stdout, stderr bytes.Buffer
	dir := t.TempDir()
	a := newApp(&stdout, &stderr)
	if code := a.run(t.Context(), []string{"man", "--out", dir}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	groff, _ := exec.LookPath("groff")
	everyCommand(a.rootCommand(), func(c *cobra.Command) {
		if c.HasParent() && !c.IsAvailableCommand() {
			return
		}
		page := filepath.Join(dir, manName(c)+".1")
		text, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
			return
		}
		for _, option := range strings.Fields(c.LocalFlags().FlagUsages()) {
			if name, ok := strings.CutPrefix(option, "--"); ok && c.LocalFlags().Lookup(name) != nil && !strings.Contains(string(text), roff(option)) {
				t.Errorf("%s does not explain %s", filepath.Base(page), option)
			}
		}
		if groff == "" {
			return
		}
		said, err := exec.Command(groff, "-man", "-Kutf8", "-Tutf8", "-ww", "-z", page).CombinedOutput()
		if err != nil || len(said) > 0 {
			t.Errorf("%s: %v\n%s", filepath.Base(page), err, said)
		}
	})
}

// TestRoff holds that a text is never taken for a request, nor its hyphens for others.
func TestRoff(t *testing.T) {
	for text, want := range map[string]string{
		"recueil --out":       `recueil \-\-out`,
		".gitlab-ci.yml\n'a'": "\\&.gitlab\\-ci.yml\n\\&'a'",
		`C:\recueil`:          `C:\erecueil`,
	} {
		if got := roff(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
