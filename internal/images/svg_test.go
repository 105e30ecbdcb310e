package images

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// drawn puts content in an SVG of 10 × 10.
func drawn(content string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
		`width="10" height="10">` + content + `</svg>`
}

// safeSVGs are drawings as programs and people make them.
var safeSVGs = map[string]string{
	"shapes":              drawn(`<g id="a"><path d="M0 0L9 9" fill="none" stroke="#123456"/></g>`),
	"declaration":         `<?xml version="1.0" encoding="UTF-8" standalone="no"?>` + "\n<!-- dessin -->\n" + drawn(``),
	"byte-order mark":     "\ufeff" + drawn(``),
	"public doctype":      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + drawn(``),
	"prefixed":            `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="10" height="10"><s:rect/></s:svg>`,
	"text":                drawn(`<text x="1"><tspan>été &amp; url(hiver)</tspan></text>`),
	"gradient":            drawn(`<linearGradient id="g"><stop offset="1"/></linearGradient><rect fill="url(#g)"/>`),
	"quoted reference":    drawn(`<rect style="fill:url( '#g' );clip-path:URL(&quot;#c&quot;)"/>`),
	"reuse":               drawn(`<use href="#a"/><use xlink:href="#a"/>`),
	"embedded picture":    drawn(`<image href="data:image/png;base64,iVBORw0KGgo="/>`),
	"style":               drawn(`<style type="text/css">.a{fill:url(#g)} @media print{.a{fill:#000}}</style>`),
	"style in CDATA":      drawn(`<style><![CDATA[.a>.b{fill:red}]]></style>`),
	"drawing program":     `<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" inkscape:export-filename="C:\dessin.png" width="10" height="10"><sodipodi:namedview><inkscape:grid/></sodipodi:namedview></svg>`,
	"metadata":            drawn(`<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""><cc:license rdf:resource="http://creativecommons.org/licenses/by/4.0/"/></cc:Work></rdf:RDF></metadata>`),
	"script in a comment": drawn(`<!-- <script>alert(1)</script> -->`),
}

func TestSafeSVG(t *testing.T) {
	for name, text := range safeSVGs {
		t.Run(name, func(t *testing.T) {
			p, err := Process("x.svg", []byte(text), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(p); got != "10x10: 10x10.svg" {
				t.Errorf("got %s", got)
			}
			if !bytes.Equal(p.Variants[0].Data, []byte(text)) {
				t.Error("the file was changed")
			}
		})
	}
}

// unsafeSVGs have one way in each; found is what the error must quote.
var unsafeSVGs = []struct {
	name, text, found string
}{
	{"script", drawn(`<script>alert(1)</script>`), "<script>"},
	{"script by address", drawn(`<script href="x.js"/>`), "<script>"},
	{"prefixed script", drawn(`<s:script xmlns:s="http://www.w3.org/2000/svg"/>`), "<script>"},
	{"XHTML script", drawn(`<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>`), "<script>"},
	{"XHTML by an entity", drawn(`<h:body xmlns:h="http://www.w3.org/1999/&#x78;html"/>`), "<body>"},
	{"script in a drawing program's element", drawn(`<i:x xmlns:i="urn:i"><script/></i:x>`), "<script>"},
	{"script after the root", drawn(``) + `<script xmlns="http://www.w3.org/2000/svg"/>`, "<script>"},
	{"foreign object", drawn(`<foreignObject><p/></foreignObject>`), "<foreignObject>"},
	{"link", drawn(`<a href="https://example.org"><text/></a>`), "<a>"},
	{"link to script", drawn(`<a href="javascript:alert(1)"/>`), "<a>"},
	{"animation", drawn(`<rect><set attributeName="href" to="javascript:alert(1)"/></rect>`), "<set>"},
	{"animation of a reference", drawn(`<use href="#a"><animate attributeName="href"/></use>`), "<animate>"},
	{"handler", drawn(`<rect onclick="alert(1)"/>`), `onclick="alert(1)"`},
	{"handler of the root", `<svg xmlns="http://www.w3.org/2000/svg" onload="x()" width="1" height="1"/>`, `onload="x()"`},
	{"handler in capitals", drawn(`<rect ONLOAD="x"/>`), `ONLOAD="x"`},
	{"outside picture", drawn(`<image href="https://example.org/x.png"/>`), `href="https://example.org/x.png"`},
	{"outside picture, old form", drawn(`<image xlink:href="x.png"/>`), `href="x.png"`},
	{"outside drawing", drawn(`<use href="x.svg#a"/>`), `href="x.svg#a"`},
	{"embedded drawing", drawn(`<image href="data:image/svg+xml;base64,AA=="/>`), `href="data:image/svg+xml;base64,AA=="`},
	{"embedded page", drawn(`<use href="data:text/html,x"/>`), `href="data:text/html,x"`},
	{"base", drawn(`<g xml:base="https://example.org/"/>`), `base="https://example.org/"`},
	{"address in an attribute", drawn(`<rect fill="url(https://example.org/x#a)"/>`), `fill="url(https://example.org/x#a)"`},
	{"address in a style", drawn(`<rect style="fill:red;mask:Url( &quot;//x/y&quot;)"/>`), `style="fill:red;mask:Url( "//x/y")"`},
	{"second address", drawn(`<rect style="fill:url(#a);mask:url(b)"/>`), `style="fill:url(#a);mask:url(b)"`},
	{"CSS escape", drawn(`<rect style="fill:\75rl(//x)"/>`), `style="fill:\75rl(//x)"`},
	{"import", drawn(`<style>@import "https://example.org/x.css";</style>`), `@import "https://example.org/x.css";`},
	{"import in two parts", drawn(`<style>@im<!-- x -->port "x"</style>`), `@import "x"`},
	{"import in CDATA", drawn(`<style>@IM<![CDATA[PORT 'x']]></style>`), `@IMPORT 'x'`},
	{"address in a style sheet", drawn(`<style>a{fill:url(x)}</style>`), `url(x)}`},
	{"address without url()", drawn(`<style>a{fill:image-set("x" 1x)}</style>`), `image-set("x" 1x)}`},
	{"element in a style", drawn(`<style><g/></style>`), "<g>"},
	{"style sheet instruction", `<?xml-stylesheet href="x.css"?>` + drawn(``), "<?xml-stylesheet?>"},
	{"entities", `<!DOCTYPE svg [<!ENTITY x "y">]>` + drawn(``), "<!DOCTYPE […]>"},
	{"long quotation", drawn(`<image href="` + strings.Repeat("é", 90) + `"/>`), `href="` + strings.Repeat("é", 40) + `…"`},
}

func TestUnsafeSVG(t *testing.T) {
	for _, test := range unsafeSVGs {
		t.Run(test.name, func(t *testing.T) {
			_, err := Process("x.svg", []byte(test.text), nil)
			var unsafe *SVGError
			if !errors.As(err, &unsafe) || !errors.Is(err, ErrUnsafeSVG) {
				t.Fatalf("got %v, want an SVGError", err)
			}
			if unsafe.Found != test.found {
				t.Errorf("found %s, want %s", unsafe.Found, test.found)
			}
		})
	}
}

func TestSVGErrorPlace(t *testing.T) {
	text := drawn("<rect/>\n<script>")
	_, err := Process("x.svg", []byte(text), nil)
	want := fmt.Sprintf("picture x.svg: unsafe SVG: <script> at byte %d", strings.Index(text, "<script>"))
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestNotSVG(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"page":             {`<html><body/></html>`, ErrFormat},
		"no namespace":     {`<svg width="1" height="1"/>`, ErrFormat},
		"nothing":          {`<!-- x -->`, ErrFormat},
		"unclosed":         {`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">`, ErrFormat},
		"unknown entity":   {drawn(`<text>&nbsp;</text>`), ErrFormat},
		"another encoding": {`<?xml version="1.0" encoding="ISO-8859-1"?>` + drawn(``), ErrFormat},
		"heavy":            {drawn(strings.Repeat(" ", MaxSVGBytes)), ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Process("x.svg", []byte(test.text), nil); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestSVGSize(t *testing.T) {
	for attributes, want := range map[string]string{
		`width="30" height="20"`:                         "30x20",
		`width="30px" height=" 20 "`:                     "30x20",
		`width="30.4" height="19.5"`:                     "30x20",
		`width="0.1" height="3e1"`:                       "1x30",
		`width="72pt" height="1in"`:                      "96x96",
		`width="210mm" height="29.7cm"`:                  "794x1123",
		`width="1pc" height="2"`:                         "16x2",
		`viewBox="0 0 24 12"`:                            "24x12",
		`viewBox="-5,-5, 24,12"`:                         "24x12",
		`width="100%" height="100%" viewBox="0 0 24 12"`: "24x12",
		`width="auto" height="6em" viewBox="0 0 24 12"`:  "24x12",
		`width="48" viewBox="0 0 24 12"`:                 "48x24",
		`height="48" viewBox="0 0 24 12"`:                "96x48",
		`width="30" height="20" viewBox="0 0 1 1"`:       "30x20",
		`width="-3" height="20" viewBox="0 0 24 12"`:     "40x20",
		``:                                     ErrFormat.Error(),
		`width="30"`:                           ErrFormat.Error(),
		`width="NaN" height="Inf"`:             ErrFormat.Error(),
		`width="0" height="0"`:                 ErrFormat.Error(),
		`viewBox="0 0 24"`:                     ErrFormat.Error(),
		`viewBox="0 0 0 12" width="3"`:         ErrFormat.Error(),
		`width="1e9" height="1"`:               ErrTooLarge.Error(),
		`width="9" viewBox="0 0 1e-300 1e300"`: ErrTooLarge.Error(),
	} {
		t.Run(attributes, func(t *testing.T) {
			p, err := Process("x.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" `+attributes+`/>`), nil)
			got := fmt.Sprintf("%dx%d", p.Width, p.Height)
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, want) {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}
