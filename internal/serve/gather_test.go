package serve

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestGather gives signals at some milliseconds and compares the milliseconds at
// which they are flushed.
func TestGather(t *testing.T) {
	every5 := func(until int) (list []int) {
		for at := 0; at <= until; at += 5 {
			list = append(list, at)
		}
		return list
	}
	for name, c := range map[string]struct{ signals, want []int }{
		"one":            {[]int{0}, []int{10}},
		"a save":         {[]int{0, 1, 3}, []int{13}},
		"two saves":      {[]int{0, 1, 500}, []int{11, 510}},
		"just too late":  {[]int{0, 11}, []int{10, 21}},
		"just in time":   {[]int{0, 9}, []int{19}},
		"a short burst":  {every5(100), []int{110}},
		"a long burst":   {every5(305), []int{200, 315}},
		"no signal ever": {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if got := flushes(t, c.signals); !slices.Equal(got, c.want) {
					t.Errorf("signals at %v: got %v, want %v", c.signals, got, c.want)
				}
			})
		})
	}
}

// flushes runs gather for a second of the bubble's own clock.
func flushes(t *testing.T, at []int) (got []int) {
	ctx, stop := context.WithCancel(t.Context())
	signals, ended := make(chan struct{}), make(chan struct{})
	began := time.Now()
	go func() {
		gather(ctx, signals, func() { got = append(got, int(time.Since(began).Milliseconds())) })
		close(ended)
	}()
	for _, at := range at {
		time.Sleep(time.Duration(at)*time.Millisecond - time.Since(began))
		signals <- struct{}{}
	}
	time.Sleep(time.Second)
	stop()
	<-ended
	return got
}

func TestGatherEndsInBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		signals, ended := make(chan struct{}), make(chan struct{})
		go func() {
			gather(ctx, signals, func() { t.Error("flushed after its end") })
			close(ended)
		}()
		signals <- struct{}{}
		stop()
		<-ended
	})
}
