package publish

import (
	"errors"

	"golang.org/x/sys/windows"
)

// lock takes the lock file at path without waiting. The file is opened shared with
// no one, and Windows removes it when its handle closes, even by the death of the
// process.
func lock(path string) (release func() error, err error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ|windows.DELETE, 0, nil,
		windows.OPEN_ALWAYS, windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return nil, errTaken
	}
	if err != nil {
		return nil, err
	}
	return func() error { return windows.CloseHandle(handle) }, nil
}
