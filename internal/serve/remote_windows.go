package serve

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// Remote returns the name of the file system of a folder when others may change its files
// without this machine hearing of it, and reports whether that is so. Of a folder that is
// not there, or that cannot tell, it is not.
func Remote(folder string) (system string, remote bool) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", false
	}
	volume, err := windows.UTF16PtrFromString(filepath.VolumeName(whole) + `\`)
	if err != nil || windows.GetDriveType(volume) != windows.DRIVE_REMOTE {
		return "", false
	}
	return "réseau", true
}
