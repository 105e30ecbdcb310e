//go:build !linux && !darwin && !windows

package serve

// Remote would name the file system of a folder that others may change without this
// machine hearing of it; this system is not asked.
func Remote(string) (system string, remote bool) { return "", false }
