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

	"recueil/internal/lists"
	"recueil/internal/site"
)

// patience is how long a build runs before it shows that it is busy.
const patience = time.Second

// stopwatch times the stages of a build, and shows a progress bar on a terminal
// when it lasts.
type stopwatch struct {
	app      *app
	terminal io.Writer // or nil

	mu     sync.Mutex
	began  time.Time
	ended  time.Time
	since  map[site.Stage]time.Time     // when each running stage began
	stages []site.Stage                 // in the order in which they began
	took   map[site.Stage]time.Duration // over all the editions of a run
	shown  site.Stage                   // by the bar
	bar    *progressbar.ProgressBar
}

func newStopwatch(a *app) *stopwatch {
	w := &stopwatch{app: a, began: a.now(), since: map[site.Stage]time.Time{}, took: map[site.Stage]time.Duration{}}
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
	if _, running := w.since[stage]; !running {
		w.begin(stage, now)
	}
	if total > 0 && done == total {
		w.end(stage, now)
		return
	}
	if w.terminal != nil && now.Sub(w.began) >= patience {
		w.show(stage, done, total)
	}
}

// show sets the bar, which is that of one of the stages that go on side by side: of
// one that knows its length, if any.
func (w *stopwatch) show(stage site.Stage, done, total int) {
	if w.bar != nil && stage != w.shown && total == 0 {
		return
	}
	if w.bar == nil || stage != w.shown {
		w.clear()
		w.bar, w.shown = newBar(w.terminal, stage, total), stage
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

func (w *stopwatch) begin(stage site.Stage, now time.Time) {
	w.since[stage] = now
	if !slices.Contains(w.stages, stage) {
		w.stages = append(w.stages, stage)
	}
}

// end closes a stage.
func (w *stopwatch) end(stage site.Stage, now time.Time) {
	w.took[stage] += now.Sub(w.since[stage])
	delete(w.since, stage)
	if stage == w.shown {
		w.clear()
	}
}

// stop ends the watch, and the stages that were broken off.
func (w *stopwatch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = w.app.now()
	for stage := range w.since {
		w.end(stage, w.ended)
	}
	w.clear()
}

// String writes the whole time, then that of each stage: some go on side by side, and
// together take more than the whole.
func (w *stopwatch) String() string {
	parts := lists.Of(w.stages, func(s site.Stage) string { return fmt.Sprintf("%s %s", s, seconds(w.took[s])) })
	return fmt.Sprintf("%s (%s)", seconds(w.total()), strings.Join(parts, ", "))
}

// total is the time from beginning to end, or to now.
func (w *stopwatch) total() time.Duration {
	if w.ended.IsZero() {
		return w.app.now().Sub(w.began)
	}
	return w.ended.Sub(w.began)
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
