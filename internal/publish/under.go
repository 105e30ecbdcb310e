package publish

import (
	"path"
	"path/filepath"
)

// Under returns a sink that writes into a folder of another: name becomes
// dir/name. The rules of the other sink hold.
func Under(sink Sink, dir string) Sink { return prefixed{sink, dir} }

type prefixed struct {
	sink Sink
	dir  string
}

func (p prefixed) Write(name string, data []byte) error {
	// Joining would let a name with .. climb out of dir unseen.
	if _, err := filepath.Localize(name); err != nil || name == "." {
		return ErrName
	}
	return p.sink.Write(path.Join(p.dir, name), data)
}
