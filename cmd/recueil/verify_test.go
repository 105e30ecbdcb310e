package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recueil/internal/publish"
)

// TestVerifyOnline compares a site that a server serves with its list.
func TestVerifyOnline(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	out, err := publish.NewFolder(target, false)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"index.html": "accueil", "fiches/é/index.html": "fiche", "flux.xml": "flux"} {
		if err := out.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Commit(); err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(http.StripPrefix("/r", http.FileServer(http.Dir(target))))
	defer site.Close()
	verify := func(address string) (said, complained string, code int) {
		var stdout, stderr bytes.Buffer
		code = newApp(&stdout, &stderr).run(context.Background(), []string{"verifie-site", address})
		return stdout.String(), stderr.String(), code
	}
	if said, _, code := verify(site.URL + "/r"); code != exitOK || said != "3 fichiers, tous comme ils ont été fabriqués.\n" {
		t.Errorf("whole: exit %d, %s", code, said)
	}
	if err := os.WriteFile(filepath.Join(target, "flux.xml"), []byte("autre"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(target, "fiches")); err != nil {
		t.Fatal(err)
	}
	if said, _, code := verify(site.URL + "/r/"); code != exitProblem || said != "absent   fiches/é/index.html\nmodifié  flux.xml\n2 différences sur 3 fichiers.\n" {
		t.Errorf("altered: exit %d, %s", code, said)
	}
	broken := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
	defer broken.Close()
	if _, complained, code := verify(broken.URL); code != exitProblem || !strings.Contains(complained, "le site répond « 502 Bad Gateway »") {
		t.Errorf("broken: exit %d, %s", code, complained)
	}
}
