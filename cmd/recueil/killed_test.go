package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recueil/internal/publish"
)

var kills = flag.Int("pannes", 6, "how many builds to kill")

// TestKilledBuilds kills builds that would put one site in the place of another. What
// stands there is then the former site or the new one, whole, and the next build leaves
// nothing beside it, nor in its cache. When to kill is seen from outside, by what the
// build has put on the disk: nothing in the program knows of it. Many more, of which
// enough must fall in each moment: make pannes
func TestKilledBuilds(t *testing.T) {
	t.Parallel()
	s := newSwitched(t)
	s.measure(t)
	r := rand.New(rand.NewPCG(17, 2026))
	seen := map[string]int{}
	for i := range *kills {
		to := 1 - s.stands
		moment := moments[i%len(moments)]
		died := s.kill(t, to, moment, r)
		former := s.stands
		s.look(t)
		if died {
			seen["killed "+moment.name]++
			seen[map[bool]string{true: "the former site stays", false: "the new site stands"}[s.stands == former]]++
		}
		if i%3 != 0 { // else the build killed next finds what this one left
			s.build(t, to)
		}
		if t.Failed() {
			t.Fatalf("in round %d, killed %s", i, moment.name)
		}
	}
	s.build(t, 0)
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		t.Logf("%s: %d", what, seen[what])
	}
	if *kills < 200 {
		return
	}
	for what, least := range map[string]int{"killed " + whileWriting: 100, "killed " + aroundExchange: 20, "killed " + whileIndexing: 20, "the former site stays": 1, "the new site stands": 1} {
		if seen[what] < least {
			t.Errorf("%s: %d times, want %d: give a larger -pannes", what, seen[what], least)
		}
	}
}

const (
	whileWriting   = "between the first file and the end"
	aroundExchange = "around the exchange"
	whileIndexing  = "while the search is on the disk"
)

// A moment is when a build is killed: so long after it has made a file, a share of the
// time that it takes from there to its end.
type moment struct {
	name  string
	made  string // beside the site, as a pattern; "": it has begun
	share float64
}

var moments = []moment{
	{whileWriting, ".public.recueil-neuf/.recueil", 1},
	{whileIndexing, "../*/*/recueil-recherche-*", 0}, // wherever that is
	{whileWriting, ".public.recueil-neuf/.recueil", 0.8},
	{aroundExchange, ".public.recueil-neuf/recueil.sha256", 0},
	{"at any time", "", 1},
	{aroundExchange, ".public.recueil-neuf/recueil.sha256", 1},
}

// switched is a site that two contents take in turn.
type switched struct {
	dir      string // with a folder of each content
	site     string // the folder in it that holds public
	manifest [2][]byte
	stands   int                      // which site is in place
	lasts    map[string]time.Duration // from a file of moments to the end
}

// newSwitched writes the two contents, and learns the files of their sites.
func newSwitched(t *testing.T) *switched {
	t.Helper()
	s := &switched{dir: t.TempDir(), site: "site"}
	if err := os.MkdirAll(filepath.Join(s.dir, temporary), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, words := range []string{"vendre en ligne", "répondre aux avis"} {
		files := map[string]string{
			"recueil.yaml":         "titre: Essai\nbase_url: https://essai.example.org/\n",
			"secteurs/commerce.md": "---\ntitre: Le commerce\nresume: Un métier.\n---\n",
		}
		for n := range 8 + 3*i {
			files[fmt.Sprintf("fiches/fiche-%d.md", n*(1+i))] = fmt.Sprintf("---\ntitre: Fiche %d pour %s\nresume: Par où commencer.\ndate: 2026-05-01\nsecteurs: [commerce]\n---\n%s.\n",
				n, words, strings.Repeat("Pour "+words+", il faut du temps et un essai. ", 30))
		}
		for name, text := range files {
			s.write(t, filepath.Join("contenu", fmt.Sprint(i), name), text)
		}
		s.run(t, s.command(i, "ailleurs/public"))
		manifest, err := os.ReadFile(filepath.Join(s.dir, "ailleurs/public", publish.ManifestName))
		if err != nil {
			t.Fatal(err)
		}
		s.manifest[i] = manifest
	}
	return s
}

// measure puts a site in place, and learns how long the next ones take.
func (s *switched) measure(t *testing.T) {
	t.Helper()
	s.build(t, 0)
	s.lasts = map[string]time.Duration{}
	for _, m := range moments {
		if _, known := s.lasts[m.made]; known {
			continue
		}
		_, end := s.after(t, s.command(1-s.stands, filepath.Join(s.site, "public")), m.made)
		from := time.Now()
		if err := end(); err != nil {
			t.Fatal(err)
		}
		s.lasts[m.made] = time.Since(from)
		s.look(t)
	}
}

func (s *switched) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(s.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func (s *switched) command(version int, out string) *exec.Cmd {
	c := exec.Command("recueil", "build", "--date", "2026-06-01", "--content", filepath.Join("contenu", fmt.Sprint(version)), "--out", out)
	c.Dir = s.dir
	c.Env = append(os.Environ(), "TMPDIR="+filepath.Join(s.dir, temporary))
	return c
}

// temporary is the system's temporary folder for the builds.
const temporary = "systeme/temporaire"

func (s *switched) run(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// build makes a version, and fails unless it stands alone.
func (s *switched) build(t *testing.T, version int) {
	t.Helper()
	s.run(t, s.command(version, filepath.Join(s.site, "public")))
	if s.look(t); s.stands != version {
		t.Errorf("the site is not the one that was built")
	}
	s.wantAlone(t)
}

// wantAlone fails if builds have left anything beside the site, or half of something
// in the cache.
func (s *switched) wantAlone(t *testing.T) {
	t.Helper()
	if beside := s.names(t, s.site); beside != "[.recueil-cache public]" {
		t.Errorf("beside the site: %s", beside)
	}
	if kept := s.names(t, filepath.Join(s.site, pastName, "public")); strings.Contains(kept, ".neuf") {
		t.Errorf("in the cache: %s", kept)
	}
}

func (s *switched) names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(s.dir, dir))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return fmt.Sprint(names)
}

// look fails unless the site in place is one of the two, whole, and remembers which.
func (s *switched) look(t *testing.T) {
	t.Helper()
	site := os.DirFS(filepath.Join(s.dir, s.site, "public"))
	manifest, err := fs.ReadFile(site, publish.ManifestName)
	if err != nil {
		t.Fatal(err)
	}
	s.stands = slices.IndexFunc(s.manifest[:], func(m []byte) bool { return bytes.Equal(m, manifest) })
	if s.stands < 0 {
		t.Fatalf("the site has another list of files than either:\n%s", manifest)
	}
	differences, _, err := publish.VerifyFolder(t.Context(), site, 2)
	if err != nil || len(differences) > 0 {
		t.Fatalf("the site is not as its list says: %v, %v", differences, err)
	}
}

// kill starts a build of a version, kills it, and reports whether the blow came before
// the end. What it leaves is beside the site, where the next build finds it.
func (s *switched) kill(t *testing.T, version int, m moment, r *rand.Rand) bool {
	t.Helper()
	c := s.command(version, filepath.Join(s.site, "public"))
	if m.name == whileIndexing { // which a build that remembers the texts need not do
		c.Args = append(c.Args, "--sans-cache")
	}
	process, end := s.after(t, c, m.made)
	time.Sleep(time.Duration(r.Float64() * m.share * float64(s.lasts[m.made])))
	process.Kill()
	died := end() != nil
	if left := s.names(t, temporary); left != "[]" {
		t.Errorf("in the system's temporary folder: %s", left)
	}
	return died
}

// after starts a build and returns when it has made a file, or has ended; end waits
// for that.
func (s *switched) after(t *testing.T, c *exec.Cmd, made string) (process *os.Process, end func() error) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for made != "" && len(ended) == 0 {
		if found, _ := filepath.Glob(filepath.Join(s.dir, s.site, made)); found != nil {
			break
		}
		time.Sleep(20 * time.Microsecond)
	}
	return c.Process, func() error { return <-ended }
}

// TestSecondBuildStops builds where another build is at work, and where what stands is
// not a site: neither is touched.
func TestSecondBuildStops(t *testing.T) {
	t.Parallel()
	s := newSwitched(t)
	s.build(t, 0)
	target := filepath.Join(s.dir, s.site, "public")
	first, err := publish.NewFolder(target, false)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Abort()
	s.refused(t, filepath.Join(s.site, "public"), "recueil : une autre fabrication de ce site est en cours ; attendez qu'elle finisse\n")
	if err := first.Abort(); err != nil {
		t.Fatal(err)
	}
	if s.look(t); s.stands != 0 {
		t.Error("the site has changed")
	}
	s.build(t, 1)
	s.write(t, "these/chapitre.odt", "un an de travail")
	s.refused(t, "these", "recueil : le site ne peut pas prendre la place de "+filepath.Join(s.dir, "these")+
		" : ce dossier contient des fichiers que recueil n'a pas faits ; choisissez un dossier vide ou nouveau\n")
	if names := s.names(t, "these"); names != "[chapitre.odt]" {
		t.Errorf("the folder of somebody else holds %s", names)
	}
}

// refused fails unless a build of the second content stops with these words alone.
func (s *switched) refused(t *testing.T, out, words string) {
	t.Helper()
	said, err := s.command(1, out).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitProblem || string(said) != words {
		t.Errorf("%v, and the command says\n%s", err, said)
	}
}
