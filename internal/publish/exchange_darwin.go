package publish

import "golang.org/x/sys/unix"

// exchange swaps the names of two folders in one step, or changes nothing.
func exchange(a, b string) error {
	return unix.RenamexNp(a, b, unix.RENAME_SWAP)
}
