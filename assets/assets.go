// Package assets embeds the styles and scripts that internal/assets bundles.
package assets

import "embed"

//go:embed css js search
var FS embed.FS
