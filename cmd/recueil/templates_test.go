package main

import (
	"io"
	"io/fs"
	"strings"
	"testing"

	"recueil/assets"
)

// TestManualNamesTheStyles holds that the manual names each style and each script
// that pages load.
func TestManualNamesTheStyles(t *testing.T) {
	var manual strings.Builder
	if code := newApp(&manual, io.Discard).run(t.Context(), []string{"gabarits"}); code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	for _, pattern := range []string{"css/*.css", "js/*.ts", "search/main.ts", "search/box.ts"} {
		files, err := fs.Glob(assets.FS, pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %v", pattern, files, err)
		}
		for _, file := range files {
			if !strings.Contains(manual.String(), "`"+file+"`") {
				t.Errorf("%s is not named", file)
			}
		}
	}
}
