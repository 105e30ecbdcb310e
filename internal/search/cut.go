package search

// cut parts a row of keys into groups of about a size, and returns where each
// starts. A group ends between half and one and a half times the size, before
// the key that fewest letters tell from the one before it (of several, the one
// with the lowest hash). A key as large as a group starts one, and counts as one:
// those that follow, up to half the size, are with it, since who asks for a word
// needs its family and its completions. A key that comes, goes or grows thus moves
// the ends near it, and no others: past one or two groups the same keys start them
// again.
func cut(keys []string, sizes []int, size int) (starts []int) {
	for i := 0; i < len(keys); i = groupEnd(keys, sizes, i, size) {
		starts = append(starts, i)
	}
	return starts
}

// groupEnd returns where the group that starts at a key ends.
func groupEnd(keys []string, sizes []int, start, size int) int {
	end, letters, lowest := len(keys), 0, uint64(0)
	sum := min(sizes[start], size)
	for i := start + 1; i < len(keys); i++ {
		if sizes[i] >= size {
			return i
		}
		if sum > size/2 {
			n, h := len(shortest(keys[i-1], keys[i])), hashOf(keys[i])
			if end == len(keys) || n < letters || n == letters && h < lowest {
				end, letters, lowest = i, n, h
			}
		}
		if sum += sizes[i]; sum > size*3/2 && end < len(keys) {
			break
		}
	}
	return end
}
