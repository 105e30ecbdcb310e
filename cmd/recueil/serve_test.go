package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"recueil/internal/serve"
)

// served is a "recueil serve" of its own process.
type served struct {
	command *exec.Cmd
	stderr  bytes.Buffer
	said    *bufio.Reader // standard output
	address string        // without the last slash
}

var addressSaid = regexp.MustCompile(`^Ouvrez (http://127\.0\.0\.1:\d+)/ `)

// startServe runs the command in dir until it has said its address.
func startServe(t *testing.T, dir string, args ...string) *served {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	s := &served{command: exec.CommandContext(ctx, "recueil", append([]string{"serve", "--port", "0", "--date", "2026-11-22"}, args...)...)}
	s.command.Dir, s.command.Stderr = dir, &s.stderr
	stdout, err := s.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.command.Process.Kill() })
	s.said = bufio.NewReader(stdout)
	s.address = addressSaid.FindStringSubmatch(s.until(t, "Ouvrez "))[1]
	return s
}

// until returns the first line of standard output that begins so.
func (s *served) until(t *testing.T, begins string) string {
	t.Helper()
	for {
		line, err := s.said.ReadString('\n')
		if err != nil {
			t.Fatalf("no line begins with %q: %v\n%s", begins, err, s.stderr.String())
		}
		if strings.HasPrefix(line, begins) {
			return line
		}
	}
}

func (s *served) get(t *testing.T, path string) (int, string) {
	t.Helper()
	answer, err := http.Get(s.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// interrupt presses Ctrl-C, and returns the exit code and what else was printed.
func (s *served) interrupt(t *testing.T) (code int, stderr string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no Ctrl-C for one process on Windows")
	}
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, s.said)
	if err := s.command.Wait(); err != nil {
		t.Logf("wait: %v", err)
	}
	return s.command.ProcessState.ExitCode(), s.stderr.String()
}

// smallContent writes a content tree with a sheet for everyone, one for Bretagne
// and a draft, and returns the folder that holds it.
func smallContent(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"recueil.yaml":           "titre: Essai\nbase_url: https://recueil.example.org/sous/dossier/\n",
		"editions/bretagne.yaml": "titre: Les Bretons\nterritoires: [bretagne]\n",
		"fiches/tous.md":         "---\ntitre: Pour tous\nresume: Un essai.\ndate: 2026-11-22\n---\nDu texte.\n",
		"fiches/normands.md":     "---\ntitre: Pour les Normands\nresume: Un essai.\ndate: 2026-11-22\nterritoires: [normandie]\n---\nDu texte.\n",
		"fiches/brouillon.md":    "---\ntitre: Pas fini\nresume: Un essai.\ndate: 2026-11-22\nbrouillon: true\n---\nDu texte.\n",
	} {
		save(t, filepath.Join(dir, "content", filepath.FromSlash(name)), text)
	}
	return dir
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestServe(t *testing.T) {
	dir := smallContent(t)
	s := startServe(t, dir)
	for path, want := range map[string]int{"/": 200, "/fiches/tous/": 200, "/fiches/normands/": 200, "/fiches/brouillon/": 404} {
		if status, body := s.get(t, path); status != want || strings.Contains(body, "recueil.example.org") {
			t.Errorf("%s: got %d, want %d, with no link to the published site\n%s", path, status, want, body)
		}
	}

	file := filepath.Join(dir, "content", "fiches", "tous.md")
	text := "---\ntitre: Pour tous : oui\nresume: Un essai.\ndate: 2026-11-22\n---\nDu texte.\n"
	save(t, file, text)
	save(t, file, strings.Replace(text, " : oui", ", oui", 1))
	s.until(t, "Site refait en ")

	code, stderr := s.interrupt(t)
	if code != 0 || strings.Contains(stderr, "interrompu") {
		t.Errorf("Ctrl-C: exit code %d\n%s", code, stderr)
	}
}

func TestServeEditionWithDrafts(t *testing.T) {
	s := startServe(t, smallContent(t), "--edition", "bretagne", "--brouillons")
	for path, want := range map[string]int{"/fiches/tous/": 200, "/fiches/normands/": 404, "/fiches/brouillon/": 200} {
		if status, _ := s.get(t, path); status != want {
			t.Errorf("%s: got %d, want %d", path, status, want)
		}
	}
	if _, body := s.get(t, "/"); !strings.Contains(body, "Les Bretons") {
		t.Errorf("the edition is not at the root:\n%s", body)
	}
}

// TestServeBroken starts on content with a mistake, mends it, and reads what the
// terminal was told.
func TestServeBroken(t *testing.T) {
	dir := smallContent(t)
	file := filepath.Join(dir, "content", "fiches", "tous.md")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	save(t, file, strings.Replace(string(good), "titre: Pour", "titr: Pour", 1))
	s := startServe(t, dir)
	if status, body := s.get(t, "/"); status != 503 || !strings.Contains(body, "content/fiches/tous.md:2:1") {
		t.Errorf("got %d\n%s", status, body)
	}
	save(t, file, string(good))
	s.until(t, "Site refait en ")
	if status, _ := s.get(t, "/"); status != 200 {
		t.Errorf("mended: got %d", status)
	}
	_, stderr := s.interrupt(t)
	for _, want := range []string{"content/fiches/tous.md:2:1: erreur :", "le site n'a pas pu être fabriqué ; corrigez et enregistrez, il le sera aussitôt."} {
		if !strings.Contains(stderr, want) {
			t.Errorf("no %q in\n%s", want, stderr)
		}
	}
}

// TestServeOpens has a browser that writes the address it is given to a pipe.
func TestServeOpens(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("its browser is a shell script named xdg-open")
	}
	bin := t.TempDir()
	pipe := filepath.Join(bin, "adresse")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip(err)
	}
	save(t, filepath.Join(bin, "xdg-open"), "#!/bin/sh\nprintf %s \"$1\" > "+pipe+"\n")
	if err := os.Chmod(filepath.Join(bin, "xdg-open"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	s := startServe(t, smallContent(t), "--ouvrir")
	if got, err := os.ReadFile(pipe); err != nil || string(got) != s.address+"/" {
		t.Errorf("opened %q, %v; want %s/", got, err, s.address)
	}
}

// TestServeWithoutBrowser serves all the same.
func TestServeWithoutBrowser(t *testing.T) {
	recueil, err := exec.LookPath("recueil")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(recueil))
	s := startServe(t, smallContent(t), "--ouvrir")
	if status, _ := s.get(t, "/"); status != 200 {
		t.Errorf("got %d", status)
	}
}

func TestListen(t *testing.T) {
	first, err := listen(firstPort, false)
	if err != nil {
		t.Skip(err) // twenty ports are taken on this machine
	}
	defer first.Close()
	second, err := listen(firstPort, false)
	if err != nil {
		t.Skip(err)
	}
	defer second.Close()
	for _, l := range []net.Listener{first, second} {
		if a := l.Addr().(*net.TCPAddr); !a.IP.IsLoopback() || a.Port < firstPort || a.Port > lastPort {
			t.Errorf("listens on %v", a)
		}
	}
	taken := first.Addr().(*net.TCPAddr).Port
	_, err = listen(taken, true)
	if err == nil || !strings.Contains(err.Error(), "le port "+strconv.Itoa(taken)+" est déjà pris") {
		t.Errorf("a port that is taken: got %v", err)
	}
}

// A folder of a network is looked at every so often without being asked, and the first
// lines say which and why; whoever says how often is obeyed.
func TestServePollsRemoteFolders(t *testing.T) {
	network := func(folder string) (string, bool) { return "NFS", folder == "partage/content" }
	var here, there serveFlags
	here.content, there.content = []string{"content"}, []string{"socle", "partage/content"}
	here.pollRemote(network)
	there.pollRemote(network)
	if here.poll != 0 || there.poll != remotePoll || there.polled != (polled{"partage/content", "NFS"}) {
		t.Errorf("here %v, there %v because of %v", here.poll, there.poll, there.polled)
	}
	var said bytes.Buffer
	a := &app{stdout: &said, now: time.Now}
	(&server{app: a, flags: there, watch: newStopwatch(a)}).welcome(serve.Result{})
	if want := "partage/content est sur un disque partagé (NFS)"; !strings.Contains(said.String(), want) {
		t.Errorf("%q does not say %q", said.String(), want)
	}
}
