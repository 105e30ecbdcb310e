package render

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// QRCode is a code that a telephone reads, as a drawing: dark modules on a light
// square, one unit each, with the margin that readers need.
//
// The encoder is github.com/boombuler/barcode: MIT, Go alone, no dependency of
// its own, tagged releases since 2017 (the last in 2025) and within the widely used
// pquerna/otp. Its other modules stay out of the binary.
type QRCode struct {
	Size int    `fr:"côté du carré, marges comprises"`
	Path string `fr:"modules sombres, pour un path de SVG"`
}

// qrMargin is the blank that the standard (ISO/IEC 18004) wants around a code, in
// modules.
const qrMargin = 4

// newQRCode makes the code of an address. Level M stands 15 % of damage, as on a
// folded sheet. The code is nil of an address that is too long for any, which is
// past 2,331 bytes.
func newQRCode(address string) *QRCode {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return nil
	}
	modules := code.Bounds().Dx()
	dark := func(x, y int) bool { r, _, _, _ := code.At(x, y).RGBA(); return r == 0 }
	var path strings.Builder
	for y := range modules {
		for x := 0; x < modules; x++ {
			from := x
			for x < modules && dark(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+qrMargin, y+qrMargin, x-from, x-from)
			}
		}
	}
	return &QRCode{modules + 2*qrMargin, path.String()}
}
