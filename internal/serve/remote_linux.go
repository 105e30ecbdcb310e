package serve

import "golang.org/x/sys/unix"

// Remote returns the name of the file system of a folder when others may change its files
// without this machine hearing of it, and reports whether that is so. Of a folder that is
// not there, or that cannot tell, it is not.
func Remote(folder string) (system string, remote bool) {
	var is unix.Statfs_t
	if unix.Statfs(folder, &is) != nil {
		return "", false
	}
	system, remote = remoteSystems[uint32(is.Type)]
	return system, remote
}
