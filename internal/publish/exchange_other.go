//go:build !linux && !darwin

package publish

import "errors"

// exchange is refused: this system has no call that swaps two names.
func exchange(a, b string) error {
	return errors.ErrUnsupported
}
