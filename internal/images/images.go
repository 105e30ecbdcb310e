package images

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"

	"recueil/internal/french"
)

// The limits of what Process accepts.
const (
	MaxBytes    = 20 << 20   // of a file
	MaxSVGBytes = 2 << 20    // of an SVG, which readers download as it is
	MaxPixels   = 50_000_000 // width × height
)

// The reasons why a picture is refused; errors.Is tells which.
var (
	// ErrFormat: not a JPEG, PNG, GIF, WebP or SVG, or a damaged one.
	ErrFormat = errors.New("not a picture that can be read")
	// ErrTooLarge: over MaxBytes, MaxSVGBytes or MaxPixels.
	ErrTooLarge = errors.New("picture too large")
	// ErrAnimated: a GIF, PNG or WebP of several frames.
	ErrAnimated = errors.New("animated picture")
	// ErrUnsafeSVG: see SVGError, which always comes with it.
	ErrUnsafeSVG = errors.New("unsafe SVG")
)

// version changes when the same picture gives other bytes, and with it the names
// of the variants and the keys of the cache.
const version = 1

// Picture is an image of content/images made ready for pages.
type Picture struct {
	Width, Height int       // of the original in pixels, the right way up
	Variants      []Variant // by width, the widest last; at least one
}

// Variant is one file of a Picture.
type Variant struct {
	// Name is a slash path relative to the root of the site:
	// "images/<stem>-<hash>-<width>.jpg", or "images/<stem>-<hash>.svg". The hash is of
	// the source's name and content, so that a changed picture has a new address and
	// any address may be cached for ever.
	Name          string
	Width, Height int // in pixels
	Data          []byte
}

// Process makes the file called name, whose content is data, ready for pages. The
// name, a slash path, only serves to make those of the variants. With a nil cache
// nothing is remembered.
//
// Its errors are the file's fault and wrap ErrFormat, ErrTooLarge, ErrAnimated or
// ErrUnsafeSVG. It may be called from several goroutines if the cache may.
func Process(name string, data []byte, cache Cache) (Picture, error) {
	picture, extension, err := process(data, cache)
	if err != nil {
		return Picture{}, fmt.Errorf("picture %s: %w", name, err)
	}
	prefix := fmt.Sprintf("images/%s-%x", stem(name), sum(name, version, data)[:4])
	for i := range picture.Variants {
		v := &picture.Variants[i]
		if extension == svgExtension {
			v.Name = prefix + extension
		} else {
			v.Name = fmt.Sprintf("%s-%d%s", prefix, v.Width, extension)
		}
	}
	return picture, nil
}

// process makes the picture, its variants not named yet, and says their extension.
func process(data []byte, cache Cache) (Picture, string, error) {
	if len(data) > MaxBytes {
		return Picture{}, "", fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	if looksLikeXML(data) {
		picture, err := passSVG(data)
		return picture, svgExtension, err
	}
	key := cacheKey(data)
	if picture, extension, ok := recall(cache, key); ok {
		return picture, extension, nil
	}
	picture, extension, err := convert(data)
	if err == nil {
		remember(cache, key, picture, extension)
	}
	return picture, extension, err
}

// cacheKey stands for all that the variants' bytes depend on.
func cacheKey(data []byte) string {
	parameters := fmt.Sprint(widths, jpegQuality, fewColours, runtime.Version())
	return fmt.Sprintf("%x", sum(parameters, version, data))
}

func sum(label string, version int, data []byte) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %d\n", label, version)
	h.Write(data)
	return h.Sum(nil)
}

// maxStem bounds the part of a variant's name that comes from its source, in bytes.
const maxStem = 60

// stem makes of a file's name, without folder and extension, what can stand in any
// address: a-z, 0-9 and single hyphens. Accents are dropped.
func stem(name string) string {
	s := french.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	s = strings.Trim(s[:min(len(s), maxStem)], "-")
	if s == "" {
		return "image"
	}
	return s
}
