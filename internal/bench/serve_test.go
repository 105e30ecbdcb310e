package bench

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var saves = flag.Int("enregistrements", 0, "how many times a text is saved under serve")

// TestMeasureServe prints what a text saved under serve takes to be seen on its page, and in
// the search, and the memory of the server as saves go by: "make bench-serve" runs it.
func TestMeasureServe(t *testing.T) {
	if *measured == "" || *saves == 0 {
		t.Skip("a benchmark: make bench-serve")
	}
	recueil := build(t, "recueil/cmd/recueil", nil)
	for field := range strings.SplitSeq(*measured, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := writeRecueil(filepath.Join(dir, "content"), n); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		s := startServer(t, recueil, filepath.Join(dir, "content"))
		s.until(t, "", 50*time.Millisecond, func(page []byte) bool { return bytes.Contains(page, []byte("</html>")) })
		fmt.Printf("\n%d documents: the first page after %.1f s\n", n, time.Since(began).Seconds())
		s.measure(t, dir, n)
	}
}

// measure saves one text after another, each a sentence longer, and prints medians.
func (s server) measure(t *testing.T, dir string, n int) {
	var pages, searches []time.Duration
	var early int64
	for i := range *saves {
		edited := newAuthor(1).article(i * 37 % n)
		name := filepath.Join(dir, "content", edited.folder, edited.slug+".md")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		index := sha256.Sum256(s.get(t, "recherche/index.bin"))
		words := fmt.Sprintf("Enregistrement numéro %d de la mesure.", i)
		if err := os.WriteFile(name, append(text, "\n"+words+"\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		saved := time.Now()
		s.until(t, edited.folder+"/"+edited.slug+"/", 2*time.Millisecond, func(page []byte) bool { return bytes.Contains(page, []byte(words)) })
		pages = append(pages, time.Since(saved))
		s.until(t, "recherche/index.bin", 20*time.Millisecond, func(data []byte) bool { return sha256.Sum256(data) != index })
		searches = append(searches, time.Since(saved))
		if testing.Verbose() && i%100 == 0 {
			t.Logf("save %d: page %d ms, search %d ms, %.0f MB", i, pages[i].Milliseconds(), searches[i].Milliseconds(), float64(s.memory(t))/1e6)
		}
		if i == 9 {
			early = s.memory(t)
		}
	}
	fmt.Printf("  a text saved, to its page: %s; to the search: %s (median, p95, most)\n", quantiles(pages), quantiles(searches))
	fmt.Printf("  memory after 10 saves %.0f MB, after %d %.0f MB (×%.2f)\n",
		float64(early)/1e6, *saves, float64(s.memory(t))/1e6, float64(s.memory(t))/float64(max(early, 1)))
}

func quantiles(list []time.Duration) string {
	slices.Sort(list)
	at := func(q float64) int64 { return list[int(q*float64(len(list)-1))].Milliseconds() }
	return fmt.Sprintf("%d, %d, %d ms", at(0.5), at(0.95), at(1))
}

// server is a running recueil serve.
type server struct {
	url     string
	process *os.Process
}

var shownAddress = regexp.MustCompile(`http://[0-9.]+:[0-9]+/`)

func startServer(t *testing.T, recueil, content string) server {
	t.Helper()
	c := exec.Command(recueil, "serve", "--port", "0", "--content", content)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = c.Stdout
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address := shownAddress.FindString(lines.Text()); address != "" {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return server{address, c.Process}
		}
	}
	t.Fatalf("serve ended without an address: %v", lines.Err())
	return server{}
}

// get returns what is at an address, or nothing while the server has no answer.
func (s server) get(t *testing.T, address string) []byte {
	t.Helper()
	answer, err := http.Get(s.url + address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// until asks for an address, again after a pause, until what is there is good.
func (s server) until(t *testing.T, address string, pause time.Duration, good func([]byte) bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Minute); time.Now().Before(deadline); time.Sleep(pause) {
		if good(s.get(t, address)) {
			return
		}
	}
	t.Fatalf("%s never came", address)
}

// memory is what the server holds of the machine's, in bytes, as Linux counts it.
func (s server) memory(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}
