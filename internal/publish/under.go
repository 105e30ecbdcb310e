package publish

import (
	"path"
	"path/filepath"
)

// Under returns a sink that writes into a folder of another: name becomes
// dir/name. The rules of the other sink hold, and it is a [Keeper] that keeps what the
// other does.
func Under(sink Sink, dir string) Sink { return prefixed{sink, dir} }

type prefixed struct {
	sink Sink
	dir  string
}

func (p prefixed) Write(name string, data []byte) error {
	full, err := p.join(name)
	if err != nil {
		return err
	}
	return p.sink.Write(full, data)
}

func (p prefixed) Keep(name string, d Digest) (int, bool, error) {
	former, ok := p.sink.(Keeper)
	if !ok {
		return 0, false, nil
	}
	full, err := p.join(name)
	if err != nil {
		return 0, false, err
	}
	return former.Keep(full, d)
}

// join returns the name in the other sink. Joining alone would let a name with .. climb
// out of dir unseen.
func (p prefixed) join(name string) (string, error) {
	if _, err := filepath.Localize(name); err != nil || name == "." {
		return "", ErrName
	}
	return path.Join(p.dir, name), nil
}
