package serve

import (
	"context"
	"time"
)

// How signals are gathered. An editor's save is over within a few milliseconds, and one
// that is not is built twice; a checkout of many files lasts, and is worth a first look
// before its end.
const (
	quiet   = 10 * time.Millisecond
	longest = 200 * time.Millisecond
)

// gather calls flush once for signals that follow each other closely: when none
// has come for quiet, or longest after the first one. It returns when ctx ends.
func gather(ctx context.Context, signals <-chan struct{}, flush func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		if !waitForQuiet(ctx, signals) {
			return
		}
		flush()
	}
}

// waitForQuiet waits for the end of a burst, and reports whether ctx let it.
func waitForQuiet(ctx context.Context, signals <-chan struct{}) bool {
	last := time.After(longest)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-signals:
		case <-time.After(quiet):
			return true
		case <-last:
			return true
		}
	}
}
