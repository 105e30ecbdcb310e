package publish

import (
	"errors"
	"fmt"
)

// LockedError says that another build of Target is under way, perhaps by a
// recueil serve or in another terminal.
type LockedError struct {
	Target string // absolute, links resolved
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("another build of %s is under way", e.Target)
}

// errTaken is what lock returns when the lock is held. Any other error means that
// the lock could not be asked for.
var errTaken = errors.New("lock taken")

func lockError(target string, err error) error {
	if errors.Is(err, errTaken) {
		return &LockedError{Target: target}
	}
	return err
}
