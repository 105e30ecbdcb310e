package images

import (
	"bytes"
	"encoding/binary"
)

// inspectJPEG walks the segments before the pixels for the one that holds EXIF
// (JPEG: ITU-T T.81, annex B; its place: Exif 2.32, 4.7.2).
func inspectJPEG(data []byte) traits {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		const startOfScan, app1 = 0xda, 0xe1
		marker := data[at+1]
		if marker == 0xff { // padding
			at++
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == startOfScan || end < at+4 || end > len(data) {
			break
		}
		if tiff, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && marker == app1 {
			return traits{orientation: orientationTag(tiff)}
		}
		at = end
	}
	return traits{}
}

// inspectPNG walks the chunks (PNG, third edition, 11.3: acTL announces an
// animation, eXIf holds EXIF and may follow the pixels).
func inspectPNG(data []byte) (t traits) {
	for at := 8; at+12 <= len(data); {
		length := int64(binary.BigEndian.Uint32(data[at:]))
		if length > int64(len(data)-at-12) {
			break
		}
		body := data[at+8 : at+8+int(length)]
		switch string(data[at+4 : at+8]) {
		case "acTL":
			t.animated = true
		case "eXIf":
			t.orientation = orientationTag(body)
		}
		at += 12 + int(length)
	}
	return t
}

// inspectWebP walks the chunks of the RIFF container (RFC 9649, 2.7).
func inspectWebP(data []byte) (t traits) {
	for at := 12; at+8 <= len(data); {
		length := int64(binary.LittleEndian.Uint32(data[at+4:]))
		if length > int64(len(data)-at-8) {
			break
		}
		body := data[at+8 : at+8+int(length)]
		switch string(data[at : at+4]) {
		case "VP8X":
			const animation = 1 << 1
			t.animated = t.animated || len(body) > 0 && body[0]&animation != 0
		case "EXIF":
			// The prefix belongs to JPEG, but some programs leave it in.
			t.orientation = orientationTag(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		}
		at += 8 + int(length+length&1)
	}
	return t
}

// inspectGIF counts frames (GIF89a, appendix B): decoding them all, as image/gif
// would, costs memory for each.
func inspectGIF(data []byte) traits {
	const extension, frame = 0x21, 0x2c
	frames := 0
	if len(data) < 13 {
		return traits{}
	}
	at := 13 + colourTable(data[10])
	for at >= 0 && at < len(data) {
		switch {
		case data[at] == extension:
			at = skipBlocks(data, at+2)
		case data[at] == frame && at+10 < len(data):
			frames++
			at = skipBlocks(data, at+10+colourTable(data[at+9])+1)
		default: // the trailer, or damage
			at = -1
		}
	}
	return traits{animated: frames > 1}
}

// colourTable returns the bytes of the colour table that packed flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// skipBlocks returns where the sub-blocks that start at at end, or -1.
func skipBlocks(data []byte, at int) int {
	for at < len(data) {
		size := int(data[at])
		at += 1 + size
		if size == 0 {
			return at
		}
	}
	return -1
}
