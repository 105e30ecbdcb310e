package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func wantRefused(t *testing.T, err error, want Reason) {
	t.Helper()
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want a RefusedError (%v)", err, want)
	}
	if refused.Reason != want {
		t.Errorf("got %v, want %v", refused.Reason, want)
	}
}

func TestRefusedTargets(t *testing.T) {
	for _, test := range []struct {
		name   string
		target func(t *testing.T, top string) string
		want   Reason
	}{
		{"file", func(t *testing.T, top string) string {
			makeFiles(t, top, site{"public": "x"})
			return filepath.Join(top, "public")
		}, NotAFolder},
		{"link to nothing", func(t *testing.T, top string) string {
			symlink(t, "nowhere", filepath.Join(top, "public"))
			return filepath.Join(top, "public")
		}, NotAFolder},
		{"documents", func(t *testing.T, top string) string {
			makeFiles(t, top, site{"public/these.odt": "x"})
			return filepath.Join(top, "public")
		}, NotOurs},
		{"another program's .recueil", func(t *testing.T, top string) string {
			makeFiles(t, top, site{"public/.recueil": "port: 80\n", "public/x": "x"})
			return filepath.Join(top, "public")
		}, NotOurs},
		{"an empty .recueil among documents", func(t *testing.T, top string) string {
			makeFiles(t, top, site{"public/.recueil": "", "public/x": "x"})
			return filepath.Join(top, "public")
		}, NotOurs},
		{"a folder named .recueil", func(t *testing.T, top string) string {
			makeFiles(t, top, site{"public/.recueil/x": "x"})
			return filepath.Join(top, "public")
		}, NotOurs},
		{"our site, become a repository", func(t *testing.T, top string) string {
			makeSite(t, filepath.Join(top, "public"), "x")
			makeFiles(t, top, site{"public/.git/HEAD": "x"})
			return filepath.Join(top, "public")
		}, HoldsRepository},
		{"root", func(t *testing.T, top string) string {
			return filepath.VolumeName(top) + string(filepath.Separator)
		}, FileSystemRoot},
		{"home", func(t *testing.T, top string) string {
			setHome(t, top)
			return top
		}, HoldsHome},
		{"home by a link", func(t *testing.T, top string) string {
			home := filepath.Join(top, "home")
			if err := os.Mkdir(home, 0o755); err != nil {
				t.Fatal(err)
			}
			setHome(t, home)
			symlink(t, home, filepath.Join(top, "public"))
			return filepath.Join(top, "public")
		}, HoldsHome},
		{"parent of home", func(t *testing.T, top string) string {
			makeSite(t, top, "x")
			makeFiles(t, top, site{"someone/note": "x"})
			setHome(t, filepath.Join(top, "someone"))
			return top
		}, HoldsHome},
		{"working directory", func(t *testing.T, top string) string {
			t.Chdir(top)
			return "."
		}, HoldsWorkingFolder},
		{"empty name", func(t *testing.T, top string) string {
			t.Chdir(top)
			return ""
		}, HoldsWorkingFolder},
		{"parent of the working directory", func(t *testing.T, top string) string {
			makeSite(t, top, "x")
			makeFiles(t, top, site{"a/b/c": "x"})
			t.Chdir(filepath.Join(top, "a", "b"))
			return "../.."
		}, HoldsWorkingFolder},
	} {
		t.Run(test.name, func(t *testing.T) {
			target := test.target(t, t.TempDir())
			f, err := NewFolder(target, false)
			if err == nil {
				f.Abort()
			}
			wantRefused(t, err, test.want)
		})
	}
}

// setHome makes dir the user's home, under each system's name for it.
func setHome(t *testing.T, dir string) {
	t.Helper()
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
}

func symlink(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
}

// What a link points to is replaced, and the link stays.
func TestTargetIsALink(t *testing.T) {
	top := t.TempDir()
	target := filepath.Join(top, "www", "site")
	publishSite(t, target, site{"index.html": "un"})
	link := filepath.Join(top, "public")
	symlink(t, target, link)
	publishSite(t, link, site{"index.html": "deux"})
	wantSite(t, target, site{"index.html": "deux"})
	wantBeside(t, link, "public", "www")
}

func TestReasonsAreSaid(t *testing.T) {
	seen := map[string]bool{}
	for r := NotAFolder; r <= HoldsWorkingFolder; r++ {
		seen[r.String()] = true
	}
	if len(seen) != int(HoldsWorkingFolder) {
		t.Errorf("reasons share a text: %v", seen)
	}
	err := &RefusedError{Target: "/x", Reason: FileSystemRoot}
	if got, want := err.Error(), "/x cannot be replaced by a site: the root of the file system"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
