package main

import (
	"bytes"
	"io"
	"math"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

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

// TestBuildBoundsMemory looks at the limit whenever build looks at the clock, as it does
// between stages: one edition of a large site is bounded, several are not.
func TestBuildBoundsMemory(t *testing.T) {
	t.Setenv("GOGC", "")
	content, former := filepath.Join(smallContent(t), "content"), debug.SetMemoryLimit(-1)
	held := make([]byte, smallHeap+1)
	for _, c := range []struct {
		name    string
		flags   []string
		bounded bool
	}{
		{"one edition", nil, true},
		{"all editions", []string{"--toutes-les-editions"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var lowest atomic.Int64
			lowest.Store(math.MaxInt64)
			var said bytes.Buffer
			a := newApp(io.Discard, &said)
			a.now = func() time.Time {
				lowest.Store(min(lowest.Load(), debug.SetMemoryLimit(-1)))
				return time.Now()
			}
			args := []string{"build", "--content", content, "--out", filepath.Join(t.TempDir(), "site"), "--date", "2026-01-01", "--sans-cache"}
			if code := a.run(t.Context(), append(args, c.flags...)); code != exitOK {
				t.Fatalf("build ends with %d: %s", code, said.Bytes())
			}
			if bounded := lowest.Load() < former; bounded != c.bounded {
				t.Errorf("the lowest limit is %d bytes", lowest.Load())
			}
			if now := debug.SetMemoryLimit(-1); now != former {
				t.Errorf("the limit stays at %d bytes", now)
			}
		})
	}
	runtime.KeepAlive(held)
}
