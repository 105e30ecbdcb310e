package browsertest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "rewrite the expected transcript")

const transcriptFile = "testdata/transcription.txt"

// journey is the way from home to a story, then to the questionnaire.
var journey = []string{"/", "/secteurs/hebergement-restauration/", "/temoignages/hotel-reservation-directe/", "/diagnostics/par-ou-commencer/"}

// TestTranscript compares what the accessibility tree tells a screen reader of the main
// journey, in its order: landmarks, headings, links, controls and what changes by itself.
func TestTranscript(t *testing.T) {
	t.Parallel()
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.width(360)
	var heard strings.Builder
	for _, address := range journey {
		b.visit(address)
		fmt.Fprintf(&heard, "== %s\n%s\n", address, strings.Join(b.heard(), "\n"))
	}
	if *update {
		if err := os.WriteFile(transcriptFile, []byte(heard.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(transcriptFile)
	if err != nil {
		t.Fatal(err)
	}
	if got := heard.String(); got != string(want) {
		t.Errorf("a screen reader hears\n%s\nand %s says\n%s", got, transcriptFile, want)
	}
}

// spoken are the roles that a screen reader announces and moves between, in French.
var spoken = map[string]string{
	"banner": "bandeau", "navigation": "navigation", "main": "contenu principal", "contentinfo": "pied de page", "search": "recherche",
	"region": "région", "form": "formulaire", "heading": "titre", "link": "lien", "button": "bouton", "textbox": "champ", "searchbox": "champ de recherche",
	"combobox": "liste à choix", "radio": "choix", "group": "groupe", "image": "image", "progressbar": "progression", "status": "annonce", "alert": "alerte",
}

// heard lists the nodes that are spoken, in the order of the page.
func (b *tab) heard() []string {
	b.Helper()
	var tree accessibility.GetFullAXTreeResult
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) (err error) {
		tree, err = cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		return err
	}))
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		nodes[n.NodeID] = n
	}
	var lines []string
	var walk func(*accessibility.Node)
	walk = func(n *accessibility.Node) {
		if role := spoken[textOf(n.Role)]; role != "" && !n.Ignored {
			lines = append(lines, strings.TrimSpace(role+levelOf(n)+" : "+textOf(n.Name)))
		}
		if textOf(n.Role) == "combobox" {
			return // what it holds is heard when it is open
		}
		for _, id := range n.ChildIDs {
			if child := nodes[id]; child != nil {
				walk(child)
			}
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0])
	}
	return lines
}

// levelOf says how deep a heading is, and which states of a control are heard.
func levelOf(n *accessibility.Node) string {
	for _, p := range n.Properties {
		if p.Name == accessibility.PropertyNameLevel && textOf(n.Role) == "heading" {
			return " " + textOf(p.Value)
		}
		if p.Name == accessibility.PropertyNameExpanded && textOf(p.Value) == "false" {
			return " replié"
		}
	}
	return ""
}

func textOf(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text any
	if err := json.Unmarshal([]byte(v.Value), &text); err != nil {
		return ""
	}
	return fmt.Sprint(text)
}
