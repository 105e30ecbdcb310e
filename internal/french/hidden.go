package french

import "unicode"

// IsHidden reports whether a character shows nothing of itself: a control, a mark of
// direction, a joiner.
func IsHidden(c rune) bool { return unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c) }
