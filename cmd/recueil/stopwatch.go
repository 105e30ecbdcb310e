package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"recueil/internal/site"
)

// patience is how long a build runs before it shows that it is busy.
const patience = time.Second

// stopwatch times the stages of a build, and shows a progress bar on a terminal
// when it lasts.
type stopwatch struct {
	app      *app
	terminal io.Writer // or nil

	mu      sync.Mutex
	began   time.Time
	running site.Stage
	since   time.Time // when the running stage began
	stages  []site.Stage
	took    map[site.Stage]time.Duration // over all the editions of a run
	bar     *progressbar.ProgressBar
}

func newStopwatch(a *app) *stopwatch {
	w := &stopwatch{app: a, began: a.now(), took: map[site.Stage]time.Duration{}}
	if f, ok := a.stderr.(*os.File); ok && isTerminal(f) {
		w.terminal = f
	}
	return w
}

// progress is the build's own report of how far it is.
func (w *stopwatch) progress(stage site.Stage, done, total int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.app.now()
	if w.running != stage {
		w.end(now)
		w.running, w.since = stage, now
		w.clear()
	}
	if w.terminal == nil || now.Sub(w.began) < patience {
		return
	}
	if w.bar == nil {
		w.bar = newBar(w.terminal, stage, total)
	}
	w.bar.Set(done)
}

func newBar(out io.Writer, stage site.Stage, total int) *progressbar.ProgressBar {
	if total == 0 {
		total = -1 // not known: a spinner
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(string(stage)),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(false), progressbar.OptionThrottle(100*time.Millisecond))
}

func (w *stopwatch) clear() {
	if w.bar != nil {
		w.bar.Clear()
		w.bar = nil
	}
}

// end closes the running stage.
func (w *stopwatch) end(now time.Time) {
	if w.running == "" {
		return
	}
	if !slices.Contains(w.stages, w.running) {
		w.stages = append(w.stages, w.running)
	}
	w.took[w.running] += now.Sub(w.since)
}

func (w *stopwatch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.end(w.app.now())
	w.clear()
}

// String writes the whole time, then that of each stage.
func (w *stopwatch) String() string {
	var parts []string
	for _, s := range w.stages {
		parts = append(parts, fmt.Sprintf("%s %s", s, seconds(w.took[s])))
	}
	return fmt.Sprintf("%s (%s)", seconds(w.total()), strings.Join(parts, ", "))
}

// total is the time of all the stages.
func (w *stopwatch) total() (sum time.Duration) {
	for _, took := range w.took {
		sum += took
	}
	return sum
}

func seconds(d time.Duration) string {
	return strings.Replace(fmt.Sprintf("%.2f s", d.Seconds()), ".", ",", 1)
}

// milliseconds gives the time of each stage, for machines.
func (w *stopwatch) milliseconds() map[site.Stage]int64 {
	m := map[site.Stage]int64{}
	for stage, took := range w.took {
		m[stage] = took.Milliseconds()
	}
	return m
}
