package authoring

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
)

// patchedFS is a tree of files some of which read otherwise.
type patchedFS struct {
	fs.FS
	patch map[string][]byte
}

// ReadFile reads a file, or what takes its place.
func (p patchedFS) ReadFile(name string) ([]byte, error) {
	if text, ok := p.patch[name]; ok {
		return bytes.Clone(text), nil
	}
	return fs.ReadFile(p.FS, name)
}

// around is how many lines a diff shows around what changed.
const around = 3

// Diff writes what was mended in a file as a unified diff, which patch and git
// apply take. Since no mend adds or removes a line, lines are compared each with
// its own.
func (m Mended) Diff() string {
	before, after := strings.SplitAfter(string(m.Before), "\n"), strings.SplitAfter(string(m.After), "\n")
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", m.Path, m.Path)
	for at := 0; ; {
		first := nextChange(before, after, at)
		if first == len(before) {
			return b.String()
		}
		from, to := max(0, first-around), hunkEnd(before, after, first)
		fmt.Fprintf(&b, "@@ -%d,%d +%d,%d @@\n", from+1, to-from, from+1, to-from)
		writeHunk(&b, before[from:to], after[from:to])
		at = to
	}
}

func nextChange(before, after []string, at int) int {
	for at < len(before) && before[at] == after[at] {
		at++
	}
	return at
}

// hunkEnd is the line after the last that a hunk shows: changes whose
// surroundings meet are shown together.
func hunkEnd(before, after []string, first int) int {
	end := first
	for next := first; next < len(before) && next <= end+2*around; next = nextChange(before, after, end) {
		end = next + 1
	}
	if lines := len(before); before[lines-1] == "" { // after the last line end
		return min(end+around, lines-1)
	}
	return min(end+around, len(before))
}

// writeHunk writes runs of changed lines, the old ones before the new.
func writeHunk(b *strings.Builder, before, after []string) {
	for i := 0; i < len(before); {
		if before[i] == after[i] {
			writeLine(b, ' ', before[i])
			i++
			continue
		}
		run := i
		for run < len(before) && before[run] != after[run] {
			writeLine(b, '-', before[run])
			run++
		}
		for ; i < run; i++ {
			writeLine(b, '+', after[i])
		}
	}
}

func writeLine(b *strings.Builder, sign byte, line string) {
	b.WriteByte(sign)
	b.WriteString(strings.TrimSuffix(line, "\n"))
	b.WriteByte('\n')
	if !strings.HasSuffix(line, "\n") {
		b.WriteString("\\ No newline at end of file\n")
	}
}
