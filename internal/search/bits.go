package search

import "math/bits"

// bitWriter packs numbers of few bits, the first bit in the high bit of the
// first byte.
type bitWriter struct {
	bytes []byte
	free  uint // bits free in the last byte
}

// write adds the low bits of v, the highest first.
func (w *bitWriter) write(v uint, width int) {
	for width--; width >= 0; width-- {
		if w.free == 0 {
			w.bytes, w.free = append(w.bytes, 0), 8
		}
		w.free--
		w.bytes[len(w.bytes)-1] |= byte(v>>uint(width)&1) << w.free
	}
}

// rice adds v in Rice's code: v>>k ones, a zero, then the k low bits.
func (w *bitWriter) rice(v uint, k int) {
	for range v >> uint(k) {
		w.write(1, 1)
	}
	w.write(v&(1<<uint(k)-1), k+1)
}

// gamma adds v, from 1, in Elias's gamma code: as many zeros as v has bits
// after the first, then v.
func (w *bitWriter) gamma(v uint) {
	width := bits.Len(v)
	w.write(v, 2*width-1)
}

// align ends the current byte.
func (w *bitWriter) align() { w.free = 0 }

// riceWidth returns the k that suits gaps of the numbers of count documents out
// of total: the greatest with count·2^k ≤ 0.7·total, about the mean gap times
// the logarithm of 2. Reader and writer compute it alike, in whole numbers.
func riceWidth(count, total int) int {
	k := 0
	for count > 0 && count<<(k+1)*10 <= total*7 {
		k++
	}
	return k
}

// numberList adds the numbers of an increasing list out of total, without their
// count.
func (w *bitWriter) numberList(list []int, total int) {
	k := riceWidth(len(list), total)
	last := -1
	for _, n := range list {
		w.rice(uint(n-last-1), k)
		last = n
	}
}
