package main

import (
	"runtime"
	"runtime/debug"
	"testing"

	"recueil/internal/site"
)

// TestBoundMemory holds when the memory of a build is bounded. It sets what the whole process
// obeys, so it is not parallel.
func TestBoundMemory(t *testing.T) {
	former := debug.SetMemoryLimit(-1)
	for _, c := range []struct {
		name    string
		content int // bytes held
		gogc    string
		stage   site.Stage
		bounded bool
	}{
		{"a large site", smallHeap, "", site.Reading, true},
		{"a large site, of somebody who decides", smallHeap, "100", site.Reading, false},
		{"a large site, at another stage", smallHeap, "", site.Rendering, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("GOGC", c.gogc)
			held := make([]byte, c.content+1)
			told := 0
			progress, lift := boundMemory(func(site.Stage, int, int) { told++ })
			progress(c.stage, 0, 0)
			progress(c.stage, 1, 1)
			limit := debug.SetMemoryLimit(-1)
			lift()
			if bounded := limit < former; bounded != c.bounded || bounded && limit < timesContent*smallHeap {
				t.Errorf("the limit is %d bytes", limit)
			}
			if told != 2 || debug.SetMemoryLimit(-1) != former {
				t.Errorf("progress is told %d times, the limit afterwards %d", told, debug.SetMemoryLimit(-1))
			}
			runtime.KeepAlive(held)
		})
	}
}
