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

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"recueil/internal/render"
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

// again makes an HTML file anew once its headings have pages.
type again func(headings []render.PrintedHeading) ([]byte, error)

// printAs prints an HTML file of ours to a PDF, when one is asked for; once more if again
// makes it anew, since a browser does not know pages before it prints. The HTML is
// there in any case, and any browser prints it.
func (a *app) printAs(ctx context.Context, page, pdf string, again again) error {
	if pdf == "" {
		return nil
	}
	browser, ok := findBrowser()
	if !ok {
		fmt.Fprintf(a.stderr, "recueil : pas de PDF, car ni Chromium ni un navigateur de sa famille n'est installé ; ouvrez %s dans un navigateur et imprimez-le\n", page)
		return errProblems
	}
	data, err := printPDF(ctx, browser, page)
	if err == nil && again != nil {
		data, err = printAgain(ctx, browser, data, again)
	}
	if ctx.Err() != nil {
		fmt.Fprintf(a.stderr, "recueil : interrompu avant le PDF ; ouvrez %s dans un navigateur et imprimez-le\n", page)
		return errProblems
	}
	if err != nil {
		fmt.Fprintf(a.stderr, "recueil : pas de PDF, car %s n'a pas pu imprimer ; ouvrez %s dans un navigateur et imprimez-le\n", browser, page)
		if a.verbose {
			fmt.Fprintf(a.stderr, "  = %v\n", err)
		}
		return errProblems
	}
	return a.writeAndSay("Le PDF", pdf, data)
}

// printAgain prints what again makes of the headings of a PDF.
func printAgain(ctx context.Context, browser string, pdf []byte, again again) ([]byte, error) {
	headings, err := headingsOf(pdf)
	if err != nil {
		return nil, err
	}
	page, err := again(headings)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "recueil-pdf-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		return nil, err
	}
	return printPDF(ctx, browser, file)
}

// headingsOf lists the headings of a PDF that a browser printed, in its order: its outline.
func headingsOf(pdf []byte) ([]render.PrintedHeading, error) {
	api.DisableConfigDir() // or it makes one, in the reader's home
	marks, err := api.Bookmarks(bytes.NewReader(pdf), model.NewDefaultConfiguration())
	if err != nil {
		return nil, fmt.Errorf("read the outline of the PDF: %w", err)
	}
	return flatten(nil, marks), nil
}

func flatten(list []render.PrintedHeading, marks []pdfcpu.Bookmark) []render.PrintedHeading {
	for _, m := range marks {
		list = flatten(append(list, render.PrintedHeading{Title: m.Title, Page: m.PageFrom}), m.Kids)
	}
	return list
}

// printTime is the most that printing takes; a whole recueil takes seconds.
const printTime = 2 * time.Minute

// stopTime is how long the processes of a browser that was stopped may outlive it.
const stopTime = 5 * time.Second

// printPDF prints an HTML file with a browser and returns the PDF. The browser
// has a profile of its own, thrown away after, and no network.
func printPDF(ctx context.Context, browser, page string) ([]byte, error) {
	profile, err := os.MkdirTemp("", "recueil-pdf-*")
	if err != nil {
		return nil, err
	}
	defer removeProfile(profile)
	page, err = filepath.Abs(page)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(profile, "page.pdf")
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	printing := exec.CommandContext(ctx, browser, printArguments(profile, out, page)...)
	printing.WaitDelay = stopTime
	said, err := printing.CombinedOutput()
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return nil, fmt.Errorf("run %s: %w: %s", browser, err, bytes.TrimSpace(said))
	}
	data, err := os.ReadFile(out)
	if err == nil && !bytes.HasPrefix(data, []byte("%PDF-")) {
		err = errors.New("read the PDF: not one")
	}
	return data, err
}

// removeProfile removes the profile of a browser that has ended, with what one that was
// stopped leaves elsewhere: Chromium has its socket in the system's temporary folder, since
// the path of a profile may be too long for one, and a link to it in the profile.
func removeProfile(profile string) {
	if socket, err := os.Readlink(filepath.Join(profile, "SingletonSocket")); err == nil {
		folder := filepath.Dir(socket)
		os.Remove(socket)
		os.Remove(filepath.Join(folder, "SingletonCookie"))
		os.Remove(folder)
	}
	os.RemoveAll(profile)
}

func printArguments(profile, out, page string) []string {
	path := filepath.ToSlash(page)
	if path[0] != '/' {
		path = "/" + path // C:/…
	}
	address := url.URL{Scheme: "file", Path: path}
	arguments := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=" + profile, "--host-resolver-rules=MAP * ~NOTFOUND",
		"--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=" + out,
	}
	if os.Geteuid() == 0 {
		// Chromium does not start as root, which containers run as, with its
		// sandbox. The page is our own and has no script.
		arguments = append(arguments, "--no-sandbox")
	}
	return append(arguments, address.String())
}
