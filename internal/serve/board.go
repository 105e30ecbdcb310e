package serve

import "sync"

// state is what browsers are shown. It is immutable.
type state struct {
	site    Site               // the last good one, or nil
	trouble []piece            // what is wrong now
	explain func(error) string // of a file that cannot be made
	editor  Editor             // or nil
}

// board holds the current state.
type board struct {
	mu      sync.Mutex
	current state
	changed chan struct{} // closed when current is replaced
}

func newBoard() *board { return &board{changed: make(chan struct{})} }

// look returns the current state, and a channel that closes when there is a newer
// one. A reader who is slow misses the states in between, and loses nothing by it.
func (b *board) look() (state, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current, b.changed
}

func (b *board) post(s state) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.current = s
	close(b.changed)
	b.changed = make(chan struct{})
}
