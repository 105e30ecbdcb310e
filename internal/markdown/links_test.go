package markdown

import (
	"slices"
	"testing"

	"recueil/internal/diag"
)

func TestLinksHTML(t *testing.T) {
	const out = ` class="externe" rel="external noopener">`
	checkHTML(t, []htmlCase{
		{"internal", "[a *b*](../fiches/x.md#c 'titre')", `<p><a href="../fiches/x.md#c">a <em>b</em></a></p>`},
		{"external", "[a](https://exemple.fr/?a=1&b=é)", `<p><a href="https://exemple.fr/?a=1&amp;b=%C3%A9"` + out + "a</a></p>"},
		{"mail and telephone", "[a](mailto:a@b.fr) [b](tel:+33100000000)", `<p><a href="mailto:a@b.fr">a</a> <a href="tel:+33100000000">b</a></p>`},
		{"reference", "[a][r] [r]\n\n[r]: /themes/x/\n", `<p><a href="/themes/x/">a</a> <a href="/themes/x/">r</a></p>`},
		{"not in the edition", "[a **b**](perdu.md) c", "<p>a <strong>b</strong> c</p>"},
		{"refused", "[a](javascript:x)", "<p>a</p>"},
		{"hidden scheme", "[a](java&#9;script:x) [b](&#1;JAVASCRIPT:x)", "<p>a b</p>"},
		{"nothing to click", "a[](x.md)b", "<p>ab</p>"},
		{"a linked image", "[![a](../images/a.jpg)](b)", `<p><a href="b"><img src="../images/a.jpg" alt="a"` + img + "</a></p>"},
		{"address in angle brackets", "<https://exemple.fr/a'b !>", "<p>&lt;<a href=\"https://exemple.fr/a'b\"" + out + "https://exemple.fr/a'b</a>_!&gt;</p>"},
		{"autolinks", "<https://exemple.fr/a> <a@b.fr>", `<p><a href="https://exemple.fr/a"` + out + `https://exemple.fr/a</a> <a href="mailto:a@b.fr">a@b.fr</a></p>`},
		{"bare address", "Voir https://exemple.fr/été_1?a=b:c!", `<p>Voir <a href="https://exemple.fr/%C3%A9t%C3%A9_1?a=b:c"` + out + "https://exemple.fr/été_1?a=b:c</a>!</p>"},
		{"bare address at the start", "http://exemple.fr", `<p><a href="http://exemple.fr"` + out + "http://exemple.fr</a></p>"},
		{"bare address after a no-break space", "«\u00a0https://exemple.fr\u00a0»", `<p>«_<a href="https://exemple.fr"` + out + "https://exemple.fr</a>_»</p>"},
		{"bare address in marks", "(https://exemple.fr/a_(b)), **https://exemple.fr** ; https://exemple.fr.", `<p>(<a href="https://exemple.fr/a_(b)"` + out + `https://exemple.fr/a_(b)</a>), <strong><a href="https://exemple.fr"` + out +
			`https://exemple.fr</a></strong>_; <a href="https://exemple.fr"` + out + "https://exemple.fr</a>.</p>"},
		{"bare address with an elision", "https://exemple.fr/l’atelier, d’https://exemple.fr’s", `<p><a href="https://exemple.fr/l%E2%80%99atelier"` + out + "https://exemple.fr/l’atelier</a>, d’" +
			`<a href="https://exemple.fr"` + out + "https://exemple.fr</a>’s</p>"},
		{"www.", "www.exemple.fr/été_1, (WWW.exemple.fr). xwww.exemple.fr www. w", `<p><a href="https://www.exemple.fr/%C3%A9t%C3%A9_1"` + out + "www.exemple.fr/été_1</a>, " +
			`(<a href="https://WWW.exemple.fr"` + out + "WWW.exemple.fr</a>). xwww.exemple.fr www. w</p>"},
		{"www. in angle brackets", "<www.exemple.fr>.", `<p><a href="https://www.exemple.fr"` + out + "www.exemple.fr</a>.</p>"},
		{"mail", "«a.b_c@exemple.fr», a\\_b@exemple.fr. é@b.fr @b a@b", `<p>«_<a href="mailto:a.b_c@exemple.fr">a.b_c@exemple.fr</a>_», ` +
			`<a href="mailto:a_b@exemple.fr">a_b@exemple.fr</a>. é@b.fr @b a@b</p>`},
		{"telephone", "**01 23 45 67 89**, 01.23.45.67.89 ; +33 (0)1 23 45 67 89. 0 800 123 456 `01 23 45 67 89`", "<p><strong>" +
			`<a href="tel:0123456789">01` + "\u00a023\u00a045\u00a067\u00a089</a></strong>, " + `<a href="tel:0123456789">01.23.45.67.89</a>_; ` +
			`<a href="tel:+33123456789">+33` + "\u00a0(0)1\u00a023\u00a045\u00a067\u00a089</a>. " + `<a href="tel:0800123456">0` + "\u00a0800\u00a0123\u00a0456</a> <code>01 23 45 67 89</code></p>"},
		{"no telephone", "12 01 23 45 67 89, 01 23 45 67 89 01, SIRET 012 345 678 00012, 2019-01-02-03-04-05", "<p>12 01 23 45 67 89, 01 23 45 67 89 01, SIRET 012 345 678 00012, 2019-01-02-03-04-05</p>"},
		{"no bare address", "http:// xhttp://exemple.fr `https://exemple.fr` ftp://exemple.fr", "<p>http:// xhttp://exemple.fr <code>https://exemple.fr</code> ftp://exemple.fr</p>"},
		{"address as the text of a link", "[https://exemple.fr](x.md) [<https://exemple.fr>](x.md)", `<p><a href="x.md">https://exemple.fr</a> <a href="x.md">https://exemple.fr</a></p>`},
		{"quotes in an address", `[a](<x"y>)`, `<p><a href="x%22y">a</a></p>`},
	})
}

func TestLinks(t *testing.T) {
	const text = "> [a\n> b](\n> <../x y.md> 't') [c\\*](d\\_e.md)\n\n[![i](../images/i.jpg)][r]\n\nhttps://exemple.fr <a@b.fr>\n\n[r]: z.md\n"
	want := []struct{ dest, text, at string }{
		{"../x y.md", "a b", "../x y.md"},
		{"d_e.md", "c*", `d\_e.md`},
		{"z.md", "i", "[![i](../images/i.jpg)][r]"},
		{"https://exemple.fr", "https://exemple.fr", "https://exemple.fr"},
		{"mailto:a@b.fr", "a@b.fr", "a@b.fr"},
	}
	const head = "---\ntitre: é\n---\n"
	body, _ := Parse(diag.NewSource("a.md", []byte(head+text)), len(head), Terms{})
	if len(body.Links()) != len(want) {
		t.Fatalf("got %+v", body.Links())
	}
	for i, w := range want {
		got := body.Links()[i]
		if at := (head + text)[got.Span.Start:got.Span.End]; got.Dest != w.dest || got.Text != w.text || at != w.at {
			t.Errorf("link %d: got %+v at %q, want %+v", i, got, at, w)
		}
	}
}

func TestImagesHTML(t *testing.T) {
	checkHTML(t, []htmlCase{
		{"alone", "![l'*été* \"a\"](../images/a.jpg)", `<figure><img src="../images/a.jpg" alt="l'été &quot;a&quot;"` + img + "</figure>"},
		{"alone with a legend", "![a](../images/a.jpg \"L'atelier : *vue*\")", `<figure><img src="../images/a.jpg" alt="a"` + img + "<figcaption>L’atelier_: *vue*</figcaption></figure>"},
		{"alone but for a comment", "![a](../images/a.jpg) <!-- b -->", `<figure><img src="../images/a.jpg" alt="a"` + img + "</figure>"},
		{"within text", "a ![b](../images/b.jpg \"c\") !", `<p>a <img src="../images/b.jpg" alt="b"` + img + "_!</p>"},
		{"in a list", "- ![b](../images/b.jpg)\n", `<ul>` + "\n" + `<li><img src="../images/b.jpg" alt="b"` + img + "</li>\n</ul>"},
		{"absent", "![a](perdu.jpg \"b\")\n\nc ![a](perdu.jpg)", "<figure><p>a</p><figcaption>b</figcaption></figure>\n<p>c a</p>"},
		{"refused", "a ![b](https://exemple.fr/x.jpg)", "<p>a b</p>"},
	})
}

func TestPicture(t *testing.T) {
	body := parse(t, "![a](x.jpg)")
	got := string(body.HTML(sized{}))
	want := `<figure><img src="/i/x%20y.jpg" alt="a" srcset="/i/x-400.jpg 400w, /i/x.jpg 800w" sizes="100vw" loading="lazy" decoding="async"></figure>` + "\n"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

type sized struct{ everything }

func (sized) Image(string) (Picture, bool) {
	return Picture{Src: "/i/x y.jpg", SrcSet: "/i/x-400.jpg 400w, /i/x.jpg 800w", Sizes: "100vw"}, true
}

func TestImages(t *testing.T) {
	body, _ := Parse(diag.NewSource("a.md", []byte("é ![b *c*](../images/b.jpg 'd') ![](<a.png>) ![x](http://a.fr/a.png)")), 0, Terms{})
	want := []Image{
		{"../images/b.jpg", "b c", diag.Span{Start: 12, End: 27}},
		{"a.png", "", diag.Span{Start: 38, End: 43}},
	}
	if !slices.Equal(body.Images(), want) {
		t.Errorf("got %+v\nwant %+v", body.Images(), want)
	}
}
