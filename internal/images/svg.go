package images

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// An SVG shown by <img> runs no script and fetches nothing, but a reader may open its
// address, and then it is a page of the site with all the rights of one. The check
// lets in the elements of SVG that draw, and the elements of drawing programs'
// own vocabularies, which browsers ignore. It refuses:
//
//   - script, foreignObject, links, animations and any other element of SVG;
//   - elements of XHTML, whose scripts run wherever they stand;
//   - attributes that are event handlers (on…), and xml:base;
//   - references to anything but a part of the same drawing ("#…"), or an embedded
//     picture: in href and in CSS, where @import, escapes and functions that take an
//     address without url() could hide one;
//   - style sheets in processing instructions, and document types with declarations.

// SVGError says what made an SVG unsafe. It wraps ErrUnsafeSVG.
type SVGError struct {
	Found  string // the construct as it stands in the file: "<script>", `onload="…"`
	Offset int    // where its tag or text starts or, for CSS, ends; bytes from the start of the file
}

func (e *SVGError) Error() string {
	return fmt.Sprintf("%v: %s at byte %d", ErrUnsafeSVG, e.Found, e.Offset)
}

func (e *SVGError) Unwrap() error { return ErrUnsafeSVG }

const (
	svgExtension = ".svg"

	svgSpace = "http://www.w3.org/2000/svg"
	xmlSpace = "http://www.w3.org/XML/1998/namespace"
	rdfSpace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	// webSpaces starts the namespaces that browsers act upon.
	webSpaces = "http://www.w3.org/"
)

// svgElements are the elements of SVG that draw, or say how to.
var svgElements = strings.Fields(`
	svg g defs symbol use switch title desc metadata style
	path rect circle ellipse line polyline polygon image
	text tspan textPath
	linearGradient radialGradient stop pattern clipPath mask marker
	filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
	feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
	feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
	feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

var (
	embeddedPicture = regexp.MustCompile(`(?i)^data:image/(png|jpeg|gif|webp);base64,`)
	cssAddress      = regexp.MustCompile(`(?i)url\(\s*['"]?\s*(#?)`)
	cssHidden       = regexp.MustCompile(`(?i)\\|@import|image-set\(|image\(|src\(`)
)

// looksLikeXML reports whether data starts as an XML document does.
func looksLikeXML(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("<"))
}

// passSVG checks an SVG and returns it as the only variant of a picture.
func passSVG(data []byte) (Picture, error) {
	if err := CheckSVG(data); err != nil {
		return Picture{}, err
	}
	root, err := walkSVG(data)
	if err != nil {
		return Picture{}, err
	}
	width, height, err := svgSize(root)
	if err != nil {
		return Picture{}, err
	}
	return Picture{
		Width: width, Height: height,
		Variants: []Variant{{Width: width, Height: height, Data: bytes.Clone(data)}},
	}, nil
}

// CheckSVG returns what forbids to publish an SVG as it is, for a reader to open: it is
// none, or it could run or fetch something, as [SVGError] says.
func CheckSVG(data []byte) error {
	if len(data) > MaxSVGBytes {
		return fmt.Errorf("%w: %d bytes of SVG", ErrTooLarge, len(data))
	}
	_, err := walkSVG(data)
	return err
}

// svgWalk is a walk through the tokens of an SVG.
type svgWalk struct {
	root  xml.StartElement
	depth int
	// style gathers the text of the style element the walk is in: a comment inside
	// could otherwise hide a word from us and not from a browser.
	style   strings.Builder
	inStyle bool
}

// walkSVG checks every token of a document, and returns its root.
func walkSVG(data []byte) (xml.StartElement, error) {
	var w svgWalk
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		at := int(decoder.InputOffset())
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return w.root, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		if found := w.judge(token); found != "" {
			return w.root, &SVGError{Found: found, Offset: at}
		}
		if w.depth > 0 && w.root.Name != (xml.Name{Space: svgSpace, Local: "svg"}) {
			return w.root, fmt.Errorf("%w: the root is not an element svg of %s", ErrFormat, svgSpace)
		}
	}
	if w.root.Name.Local == "" {
		return w.root, fmt.Errorf("%w: no element", ErrFormat)
	}
	return w.root, nil
}

// judge returns what is unsafe in the next token, or "".
func (w *svgWalk) judge(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		return w.enter(t)
	case xml.EndElement:
		w.depth--
		return w.leave()
	case xml.CharData:
		if w.inStyle {
			w.style.Write(t)
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return "<?" + t.Target + "?>"
		}
	case xml.Directive:
		if bytes.ContainsRune(t, '[') {
			return "<!DOCTYPE […]>"
		}
	}
	return ""
}

func (w *svgWalk) enter(element xml.StartElement) string {
	if w.depth == 0 && w.root.Name.Local == "" {
		w.root = element.Copy()
	}
	w.depth++
	if w.inStyle || !isHarmless(element.Name) {
		return "<" + element.Name.Local + ">"
	}
	w.inStyle = element.Name == xml.Name{Space: svgSpace, Local: "style"}
	for _, attribute := range element.Attr {
		if !isSafeAttribute(attribute) {
			return attribute.Name.Local + `="` + shorten(attribute.Value) + `"`
		}
	}
	return ""
}

// leave closes an element; in a style nothing can be open but the style itself.
func (w *svgWalk) leave() string {
	if !w.inStyle {
		return ""
	}
	css := w.style.String()
	w.style.Reset()
	w.inStyle = false
	return unsafeCSS(css)
}

// isHarmless reports whether an element may stand in an SVG.
func isHarmless(name xml.Name) bool {
	if name.Space == svgSpace {
		return slices.Contains(svgElements, name.Local)
	}
	return name.Space == rdfSpace || !strings.HasPrefix(name.Space, webSpaces)
}

func isSafeAttribute(a xml.Attr) bool {
	local := strings.ToLower(a.Name.Local)
	switch {
	case strings.HasPrefix(local, "on"), a.Name.Space == xmlSpace && local == "base":
		return false
	case local == "href", local == "src":
		return strings.HasPrefix(a.Value, "#") || embeddedPicture.MatchString(a.Value)
	case a.Name.Space != "" || local == "xmlns":
		return true // of a drawing program, or a namespace
	}
	return unsafeCSS(a.Value) == ""
}

// unsafeCSS returns what in a text could make a browser fetch something if the text
// is CSS, as that of a style and of most attributes is, or "".
func unsafeCSS(text string) string {
	if at := cssHidden.FindStringIndex(text); at != nil {
		return shorten(text[at[0]:])
	}
	for _, at := range cssAddress.FindAllStringSubmatchIndex(text, -1) {
		if at[2] == at[3] { // no "#"
			return shorten(text[at[0]:])
		}
	}
	return ""
}

// shorten cuts a text that is quoted in an error, between two characters.
func shorten(text string) string {
	const most = 40
	count := 0
	for i := range text {
		if count++; count > most {
			return text[:i] + "…"
		}
	}
	return text
}
