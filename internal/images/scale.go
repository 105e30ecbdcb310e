package images

import (
	"image"
	"image/draw"
)

// scale reduces m so that, once turned, it has this size. A picture that has it
// already is returned as it is.
func scale(m image.Image, turn orientation, width, height int) image.Image {
	width, height = turn.size(width, height)
	if m.Bounds().Dx() == width && m.Bounds().Dy() == height {
		return m
	}
	return reduce(m, width, height)
}

// Weights and half-finished sums are fixed-point numbers with these many bits after the
// point.
const (
	weightBits = 14
	sumBits    = 8
)

// reduce scales m down to width × height, neither greater than m's, by the
// Catmull-Rom filter. Alpha is premultiplied, so that what cannot be seen through
// transparency does not bleed into what can.
func reduce(m image.Image, width, height int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	down := tapsOf(m.Bounds().Dy(), height)
	rows := &narrowRows{
		from:   newRowReader(m),
		across: tapsOf(m.Bounds().Dx(), width),
		kept:   make([]narrowRow, mostWeights(down)),
	}
	sums := make([]int, 4*width)
	for y, t := range down {
		clear(sums)
		for k, weight := range t.weights {
			for i, value := range rows.at(t.first + k) {
				sums[i] += weight * int(value)
			}
		}
		store(to.Pix[y*to.Stride:][:4*width], sums)
	}
	return to
}

// store rounds a row of sums to pixels. The filter overshoots at sharp edges: a
// colour stays between nothing and its alpha.
func store(pix []byte, sums []int) {
	const shift = weightBits + sumBits
	for i := 0; i < len(pix); i += 4 {
		alpha := min(max(round(sums[i+3], shift), 0), 255)
		for c := range 3 {
			pix[i+c] = byte(min(max(round(sums[i+c], shift), 0), alpha))
		}
		pix[i+3] = byte(alpha)
	}
}

// round drops the last bits of a fixed-point number.
func round(n, bits int) int { return (n + 1<<(bits-1)) >> bits }

// narrowRows gives the rows of a picture scaled to their final width. It keeps as
// many as one final row is made of, since the next one is made of most of them too.
type narrowRows struct {
	from   *rowReader
	across []taps
	kept   []narrowRow
}

// narrowRow is a scaled row: red, green, blue, alpha, with sumBits bits after the point.
type narrowRow struct {
	filled bool
	y      int
	sums   []int32
}

// at returns row y, which stays valid until len(kept) other rows were asked for.
func (n *narrowRows) at(y int) []int32 {
	row := &n.kept[y%len(n.kept)]
	if row.filled && row.y == y {
		return row.sums
	}
	if row.sums == nil {
		row.sums = make([]int32, 4*len(n.across))
	}
	row.filled, row.y = true, y
	n.fill(row.sums, n.from.read(y))
	return row.sums
}

func (n *narrowRows) fill(sums []int32, pix []byte) {
	for x, t := range n.across {
		var r, g, b, a int
		p := pix[4*t.first:]
		for _, weight := range t.weights {
			r += weight * int(p[0])
			g += weight * int(p[1])
			b += weight * int(p[2])
			a += weight * int(p[3])
			p = p[4:]
		}
		const shift = weightBits - sumBits
		s := sums[4*x:][:4]
		s[0], s[1], s[2], s[3] = int32(round(r, shift)), int32(round(g, shift)),
			int32(round(b, shift)), int32(round(a, shift))
	}
}

// rowReader converts a picture of any kind to RGBA, one row at a time.
type rowReader struct {
	from image.Image
	row  *image.RGBA
}

func newRowReader(m image.Image) *rowReader {
	return &rowReader{m, image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), 1))}
}

// read returns row y, counted from the top; it is valid until the next call.
func (r *rowReader) read(y int) []byte {
	corner := r.from.Bounds().Min
	draw.Draw(r.row, r.row.Rect, r.from, corner.Add(image.Pt(0, y)), draw.Src)
	return r.row.Pix
}

// taps says what one pixel of a scaled row or column is made of: the weights of
// consecutive pixels, from first on, whose sum is exactly 1.
type taps struct {
	first   int
	weights []int
}

// tapsOf returns the taps of each of the to pixels that from pixels are reduced to.
func tapsOf(from, to int) []taps {
	all := make([]taps, to)
	for i := range all {
		all[i] = tapsAt(i, from, to)
	}
	return all
}

// tapsAt returns the taps of pixel i. Distances are in units of 1/(2·to) of an
// original pixel, in which the centres of all pixels are whole numbers.
func tapsAt(i, from, to int) taps {
	centre := (2*i + 1) * from
	reach := 4 * from // two final pixels
	first := max(0, (centre-reach+to)/(2*to))
	var weights []int
	total := 0
	for j := first; j < from && (2*j+1)*to < centre+reach; j++ {
		weight := catmullRom((2*j+1)*to-centre, 2*from)
		weights = append(weights, weight)
		total += weight
	}
	return taps{first, normalise(weights, total)}
}

// normalise scales weights of this total so that their sum is 1. What rounding
// leaves goes to the heaviest, where it weighs least.
func normalise(weights []int, total int) []int {
	rest, heaviest := 1<<weightBits, 0
	for i, weight := range weights {
		if weight > weights[heaviest] {
			heaviest = i
		}
		weights[i] = (weight<<weightBits + total/2) / total
		rest -= weights[i]
	}
	weights[heaviest] += rest
	return weights
}

// catmullRom returns the weight, times 2¹⁶, at distance/unit final pixels from the
// centre, which must be less than two: the cubic of Keys (1981) with a = −1/2.
func catmullRom(distance, unit int) int {
	const bits = 16
	t := int64(max(distance, -distance)) << bits / int64(unit)
	t2 := t * t >> bits
	t3 := t2 * t >> bits
	if t < 1<<bits {
		return int(3*t3-5*t2+2<<bits) / 2
	}
	return int(-t3+5*t2-8*t+4<<bits) / 2
}

func mostWeights(all []taps) int {
	most := 1
	for _, t := range all {
		most = max(most, len(t.weights))
	}
	return most
}
