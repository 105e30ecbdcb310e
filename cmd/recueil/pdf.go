package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// browsers are the programs of Chromium's family, the first found being taken:
// by name in the PATH, or where macOS and Windows install them.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
	`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
}

func findBrowser() (string, bool) {
	for _, name := range browsers {
		if program, err := exec.LookPath(name); err == nil {
			return program, true
		}
	}
	return "", false
}

// printTime is the most that printing takes; a whole recueil takes seconds.
const printTime = 2 * time.Minute

// printPDF prints an HTML file with a browser and returns the PDF. The browser
// has a profile of its own, thrown away after, and no network.
func printPDF(ctx context.Context, browser, page string) ([]byte, error) {
	profile, err := os.MkdirTemp("", "recueil-pdf-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	page, err = filepath.Abs(page)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(profile, "livret.pdf")
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	printing := exec.CommandContext(ctx, browser, printArguments(profile, out, page)...)
	said, err := printing.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("run %s: %w: %s", browser, err, bytes.TrimSpace(said))
	}
	data, err := os.ReadFile(out)
	if err == nil && !bytes.HasPrefix(data, []byte("%PDF-")) {
		err = errors.New("read the PDF: not one")
	}
	return data, err
}

func printArguments(profile, out, page string) []string {
	path := filepath.ToSlash(page)
	if path[0] != '/' {
		path = "/" + path // C:/…
	}
	address := url.URL{Scheme: "file", Path: path}
	arguments := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=" + profile, "--host-resolver-rules=MAP * ~NOTFOUND",
		"--no-pdf-header-footer", "--print-to-pdf=" + out,
	}
	if os.Geteuid() == 0 {
		// Chromium does not start as root, which containers run as, with its
		// sandbox. The page is our own and has no script.
		arguments = append(arguments, "--no-sandbox")
	}
	return append(arguments, address.String())
}
