package images

import (
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

// The same filter in floating point is golang.org/x/image/draw's. Its result differs
// from ours by rounding.
func TestReduceAgreesWithFloatingPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	noise := func(width, height int) *image.NRGBA {
		m := image.NewNRGBA(image.Rect(0, 0, width, height))
		for i := range m.Pix {
			m.Pix[i] = byte(r.Uint32())
		}
		return m
	}
	ycbcr := image.NewYCbCr(image.Rect(0, 0, 65, 43), image.YCbCrSubsampleRatio420)
	for i := range ycbcr.Y {
		ycbcr.Y[i] = byte(r.Uint32())
	}
	offset := noise(90, 70).SubImage(image.Rect(11, 13, 83, 61))
	for _, test := range []struct {
		name          string
		from          image.Image
		width, height int
	}{
		{"noise by little", noise(64, 48), 60, 45},
		{"noise by two", noise(64, 48), 32, 24},
		{"noise by much", noise(640, 480), 13, 9},
		{"to one pixel", noise(50, 50), 1, 1},
		{"across only", noise(64, 4), 20, 4},
		{"down only", noise(4, 64), 4, 20},
		{"photograph", photo(300, 200), 77, 51},
		{"sharp edges", drawing(101, 67), 33, 21},
		{"transparency", glass(101, 67), 33, 21},
		{"JPEG's own colours", ycbcr, 31, 20},
		{"part of a picture", offset, 20, 17},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := reduce(test.from, test.width, test.height)
			want := image.NewRGBA(got.Rect)
			draw.CatmullRom.Scale(want, want.Rect, test.from, test.from.Bounds(), draw.Src, nil)
			if worst := worstDifference(got, want); worst > 2 {
				t.Errorf("differs by %d levels", worst)
			}
		})
	}
}

func worstDifference(a, b *image.RGBA) int {
	worst := 0
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		worst = max(worst, d, -d)
	}
	return worst
}

// These bytes must be the same on every processor.
func TestReduceIsExact(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 8, 1))
	for x := range 8 {
		m.SetNRGBA(x, 0, color.NRGBA{byte(x * x * 5), byte(255 * (x % 2)), 200, byte(255 - 20*x)})
	}
	got := fmt.Sprint(reduce(m, 3, 1).Pix)
	want := "[5 103 186 237 45 93 145 185 96 73 104 133]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPlainColoursStay(t *testing.T) {
	for _, c := range []color.NRGBA{{255, 255, 255, 255}, {0, 0, 0, 255}, {12, 200, 99, 255}, {}} {
		m := image.NewNRGBA(image.Rect(0, 0, 61, 47))
		for i := range m.Pix {
			m.Pix[i] = [4]byte{c.R, c.G, c.B, c.A}[i%4]
		}
		got := reduce(m, 17, 11)
		for i, value := range got.Pix {
			if want := [4]byte{c.R, c.G, c.B, c.A}[i%4]; value != want {
				t.Errorf("%v: got %d at byte %d", c, value, i)
				break
			}
		}
	}
}

func TestTaps(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 1}, {3, 2}, {480, 479}, {1000, 480}, {4032, 1600}, {9999, 7}} {
		from, to := size[0], size[1]
		for i, taps := range tapsOf(from, to) {
			total := 0
			for _, weight := range taps.weights {
				total += weight
			}
			if total != 1<<weightBits {
				t.Errorf("%d to %d: weights of %d sum to %d", from, to, i, total)
			}
			if taps.first < 0 || taps.first+len(taps.weights) > from {
				t.Errorf("%d to %d: pixel %d reaches outside", from, to, i)
			}
		}
	}
}

// A picture in a mirror is reduced to the mirror image, but for the rest that
// normalise gives to one weight.
func TestReduceHasNoSide(t *testing.T) {
	m := photo(403, 9)
	plain := reduce(m, 160, 4)
	turned := flatten(mirrored.apply(reduce(flatten(mirrored.apply(m)), 160, 4)))
	if worst := worstDifference(plain, turned); worst > 1 {
		t.Errorf("differs by %d levels", worst)
	}
}
