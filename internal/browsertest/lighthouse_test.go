package browsertest

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var lighthouse = flag.Int("lighthouse", 0, "how many times Lighthouse examines each page of the site of RECUEIL_SITE")

// lighthousePackage is the last version that runs with Node 20. It weighs too much beside what
// it tells to be installed for every test, so npx fetches it when asked.
const lighthousePackage = "lighthouse@12.8.2"

// examined are a heavy page of each kind, and the search with its results.
var examined = []string{
	"/", "/secteurs/commerce/", "/temoignages/", "/temoignages/electronique-rennes-rancon/", "/fiches/on-m-a-pirate/",
	"/aides/diagnostic-monaidecyber/", "/diagnostics/suis-je-bien-protege/", "/themes/se-proteger/", "/glossaire/", "/recherche/?q=vendre+en+ligne",
}

// TestLighthouse prints the scores that Lighthouse gives on a simulated phone, the median
// of each. It measures, and fails only when it cannot: scores depend on the machine.
func TestLighthouse(t *testing.T) {
	folder := os.Getenv("RECUEIL_SITE")
	if *lighthouse == 0 || folder == "" {
		t.Skip("nobody asks for it: make lighthouse")
	}
	fsys := os.DirFS(folder)
	s := serve(t, fsys, publishedPath(t, fsys))
	for _, address := range examined {
		scores := map[string][]int{}
		for range *lighthouse {
			for category, score := range lighthouseOf(t, s.URL+strings.TrimPrefix(address, "/")) {
				scores[category] = append(scores[category], score)
			}
		}
		line := address
		for _, category := range []string{"performance", "accessibility", "best-practices", "seo"} {
			list := scores[category]
			slices.Sort(list)
			line += " " + category + " " + numberOf(list)
		}
		t.Log(line)
	}
}

func numberOf(sorted []int) string {
	if len(sorted) == 0 {
		return "none"
	}
	return strconv.Itoa(sorted[len(sorted)/2])
}

// lighthouseOf runs Lighthouse once, and returns its scores out of a hundred.
func lighthouseOf(t *testing.T, url string) map[string]int {
	t.Helper()
	chromium, ok := executable()
	if !ok {
		lacking(t, "Chromium is missing: apt-get install chromium")
	}
	command := exec.Command("npx", "--yes", lighthousePackage, url, "--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices,seo",
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu")
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("lighthouse %s: %v", url, err)
	}
	var report struct {
		Categories map[string]struct {
			Score float64 `json:"score"`
		} `json:"categories"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	scores := map[string]int{}
	for name, category := range report.Categories {
		scores[name] = int(category.Score*100 + 0.5)
	}
	return scores
}
