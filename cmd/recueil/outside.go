package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/probe"
)

// askOutside asks other sites for the pages at these addresses, and says on
// standard error how many and of which day the answers are. What was answered is
// remembered even when the asking is interrupted.
func (a *app) askOutside(ctx context.Context, links []string) (map[string]probe.Answer, error) {
	memory := probe.Memory{}
	file := filepath.Join(a.cache, "liens.json")
	if data, err := os.ReadFile(file); err == nil && a.cache != "" {
		memory = probe.ReadMemory(data)
	}
	p := probe.Prober{Transport: a.web, Clock: wallClock{a.now}, Memory: memory}
	answers, err := p.Ask(ctx, links)
	if saved := a.remember(file, memory); saved != nil && a.verbose {
		fmt.Fprintf(a.stderr, "les réponses des sites n'ont pas été gardées : %s\n", inFrench(saved))
	}
	if err != nil {
		return nil, err
	}
	a.reportLinks(links, answers)
	return answers, nil
}

func (a *app) remember(file string, memory probe.Memory) error {
	if a.cache == "" {
		return nil
	}
	if err := os.MkdirAll(a.cache, 0o755); err != nil {
		return err
	}
	return writeFile(file, memory.Bytes())
}

// reportLinks says what was asked, and from which day the answers are.
func (a *app) reportLinks(links []string, answers map[string]probe.Answer) {
	alive, oldest := 0, content.Date("")
	for _, link := range links {
		if answers[link].Alive() {
			alive++
		}
		if day := content.Date(answers[link].Day); oldest == "" || day < oldest {
			oldest = day
		}
	}
	if len(links) == 0 {
		fmt.Fprintln(a.stderr, "Aucun lien vers un autre site.")
		return
	}
	fmt.Fprintf(a.stderr, "%s vers d'autres sites, dont %d en état ; la plus ancienne réponse est du %s.\n", french.Count(len(links), "lien"), alive, oldest.French())
}

// wallClock is the machine's clock.
type wallClock struct{ now func() time.Time }

func (c wallClock) Now() time.Time { return c.now() }

// Sleep waits, or returns the context's error.
func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
