package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// OpenAdviser is a row of the open data « Activateurs France Num », by the names that its
// columns have in the data's API: identifiant_de_la_structure.
type OpenAdviser map[string]string

// The columns that are read. Of the address, only the town is: a page needs no more.
const (
	openID       = "identifiant_de_la_structure"
	openName     = "nom_de_la_structure"
	openKind     = "type"
	openCategory = "categorie"
	openPostcode = "code_postal"
	openTown     = "ville"
	openRegion   = "region"
	openLink     = "lien_url_site_france_num"
)

// OpenHeadings returns the names of the columns of the open data, "" of those that are
// not read; nil when these headings are not its own.
func OpenHeadings(header []string) []string {
	known := []string{openID, openName, openKind, openCategory, openPostcode, openTown, openRegion, openLink}
	names := make([]string, len(header))
	for i, text := range header {
		name := strings.ReplaceAll(french.Slug(strings.TrimPrefix(text, "\ufeff")), "-", "_")
		if name == "lien_url" {
			name = openLink
		}
		if slices.Contains(known, name) && !slices.Contains(names, name) {
			names[i] = name
		}
	}
	if !slices.Contains(names, openID) || !slices.Contains(names, openName) {
		return nil
	}
	return names
}

// OpenValue is the value of a key, and the column that it comes from.
type OpenValue struct{ Key, Text, From string }

// ID identifies the structure in the open data.
func (o OpenAdviser) ID() string { return o[openID] }

// Values returns what a row says of an adviser, in the order of the columns of
// activateurs.csv, and why it cannot be used, if so. An independent adviser's structure
// often has that person's name, who has agreed to be on another site and not here: the
// page links there, and says the town alone.
func (o OpenAdviser) Values() (values []OpenValue, refused string) {
	place, refused := o.territories()
	switch {
	case o[openID] == "":
		return nil, "la colonne « Identifiant de la structure » est vide"
	case o[openName] == "":
		return nil, "la colonne « Nom de la structure » est vide"
	case refused != "":
		return nil, refused
	}
	title, slug := o[openName], cmp.Or(o.pageName(), Slug(o[openName]))
	kind, of := lowerFirst(o[openKind]), ""
	if o[openTown] != "" {
		of = " (" + o[openTown] + ")"
	}
	if o.IsIndependent() {
		title, slug = "Activateur indépendant"+of, "activateur-independant-"+Slug(o.ID())
	}
	summary := "Activateur France Num" + of
	if kind != "" {
		summary += " : " + kind
	}
	for _, v := range []OpenValue{
		{"slug", slug, openLink}, {"titre", title, openName}, {"resume", summary + ".", openKind}, {"categorie", o.category(), openCategory},
		{"commune", o[openTown], openTown}, {"code_postal", WholePostcode(o[openPostcode]), openPostcode}, {"territoires", place, openPostcode},
		{"url", o[openLink], openLink}, {"services", o[openKind], openKind},
	} {
		if v.Text != "" {
			v.Text = strings.Join(strings.Fields(v.Text), " ")
			values = append(values, v)
		}
	}
	return values, ""
}

// IsIndependent reports whether the adviser is one person.
func (o OpenAdviser) IsIndependent() bool {
	return strings.HasPrefix(french.Slug(o[openKind]), "independant")
}

// pageName is the name of the adviser's page on the site of France Num, which is unique.
func (o OpenAdviser) pageName() string {
	if !ValidURL(o[openLink]) {
		return ""
	}
	return Slug(path.Base(o[openLink]))
}

func (o OpenAdviser) category() string {
	switch word := french.Slug(o[openCategory]); {
	case strings.HasPrefix(word, "priv"):
		return "prive"
	case strings.HasPrefix(word, "publi"):
		return "public"
	}
	return o[openCategory]
}

// territories returns the territories that an adviser is in: the department of the
// postcode, or else the region. Without any, the page would stand for all of France.
func (o OpenAdviser) territories() (list, refused string) {
	keys := lists.Of(reference.TerritoriesOfPostcode(WholePostcode(o[openPostcode])), reference.Territory.Key)
	if len(keys) > 0 {
		return strings.Join(keys, "|"), ""
	}
	if t, ok := TerritoryNamed(o[openRegion]); ok {
		return t.Key(), ""
	}
	const everywhere = " : la page vaudrait pour toute la France"
	switch code, region := o[openPostcode], o[openRegion]; {
	case code == "" && region == "":
		return "", "elle n'a ni code postal ni région" + everywhere
	case region == "":
		return "", fmt.Sprintf("le code postal « %s » ne dit pas où", code) + everywhere
	case code == "":
		return "", fmt.Sprintf("la région « %s » ne dit pas où", region) + everywhere
	default:
		return "", fmt.Sprintf("ni le code postal « %s » ni la région « %s » ne disent où", code, region) + everywhere
	}
}

// TerritoryNamed returns the territory that people name as they do: « Île-de-France »,
// « Ille-et-Vilaine (35) », « PACA », 35.
func TerritoryNamed(name string) (reference.Territory, bool) {
	slug := french.Slug(name)
	if full := initials[slug]; full != "" {
		slug = full
	}
	if t, ok := reference.ParseTerritory(slug); ok {
		return t, true
	}
	before, _, _ := strings.Cut(name, "(")
	return reference.ParseTerritory(french.Slug(before))
}

// initials are regions as people shorten them.
var initials = map[string]string{"paca": "provence-alpes-cote-d-azur", "idf": "ile-de-france", "aura": "auvergne-rhone-alpes", "bfc": "bourgogne-franche-comte", "hdf": "hauts-de-france"}

// WholePostcode gives a postcode its zero back: the data's API writes it as a number.
func WholePostcode(code string) string {
	code = strings.TrimSuffix(strings.Join(strings.Fields(code), ""), ".0")
	if lostZero(code) {
		return "0" + code
	}
	return code
}

func lowerFirst(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// openAdviser makes a document of a row of the open data.
func (t *table) openAdviser(row []string) {
	open := OpenAdviser{}
	column := map[string]int{}
	for i, name := range t.open {
		if name != "" {
			open[name], column[name] = strings.TrimSpace(row[i]), i
		}
	}
	values, refused := open.Values()
	if refused != "" {
		at := t.source.Offset(t.place(0))
		t.report(diag.MissingKey, diag.Span{Start: at, End: t.span(len(row)-1, row[len(row)-1]).End}, refused, "complétez cette ligne, ou supprimez-la")
		return
	}
	var cells []cell
	for _, v := range values {
		line, place := t.place(column[v.From])
		cells = append(cells, cell{v.Key, v.Text, line, place})
	}
	t.document(row, cells)
}
