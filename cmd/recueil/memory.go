package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"recueil/internal/site"
)

const (
	// smallHeap is what a site may take without anybody minding, in bytes.
	smallHeap = 128 << 20
	// timesContent is how many times what its content takes a large site may take. At its
	// highest, while Bleve merges what it has indexed, a build of 10,000 documents uses 2.5
	// times; left alone, Go lets as much again stand as garbage. Within this bound it takes
	// a third less memory, for some 4 % more of processor time.
	timesContent = 3.5
)

// boundMemory wraps what is told of a build's progress: once the content of a large site
// is read, the garbage collector keeps the process within a multiple of what that takes. A
// site that needs more has it. Whoever sets GOGC or GOMEMLIMIT decides instead, and so does
// another build of the process that is bounded. The function lift undoes what this one did.
func boundMemory(progress func(stage site.Stage, done, total int)) (bounded func(stage site.Stage, done, total int), lift func()) {
	former := debug.SetMemoryLimit(-1)
	decided := os.Getenv("GOGC") != "" || former != math.MaxInt64
	set := false
	bounded = func(stage site.Stage, done, total int) {
		if stage == site.Reading && done > 0 && !decided && heapInUse() > smallHeap {
			runtime.GC() // what is left is the content
			debug.SetMemoryLimit(int64(timesContent * float64(heapInUse())))
			set = true
		}
		progress(stage, done, total)
	}
	lift = func() {
		if set {
			debug.SetMemoryLimit(former)
		}
	}
	return bounded, lift
}

// heapInUse returns the bytes of the heap's objects, dead ones included until they are swept.
func heapInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
