//go:build !windows

package publish

import "golang.org/x/sys/unix"

// umask sets the mask of the process; restore puts the former one back.
func umask(mask int) (restore func()) {
	former := unix.Umask(mask)
	return func() { unix.Umask(former) }
}
