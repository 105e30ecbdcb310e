package french

import "unicode"

// IsHidden reports whether a character shows nothing of itself: a control, a mark of
// direction, a joiner.
func IsHidden(c rune) bool { return unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c) }

// ChangesDirection reports whether a character makes what follows it show in another order
// than it is written (Unicode Annex 9's embeddings, overrides and isolates), or is a
// letter of the invisible alphabet of tags. French has no use for them; the marks that
// texts in Arabic or Hebrew need are not among them.
func ChangesDirection(c rune) bool {
	return '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069' || '\U000e0000' <= c && c <= '\U000e007f'
}
