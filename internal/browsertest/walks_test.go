package browsertest

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/search"
)

// TestWalks follows ten owners over the repository's own content: what each types,
// with her trade and her place, brings among the first five answers something of her
// trade to read, and its page leads on to what she can do next, by a link or a
// telephone number of that next page.
func TestWalks(t *testing.T) {
	site := built(t, ownSite)
	coll, _, err := content.Load(t.Context(), ownRoots, 2)
	if err != nil {
		t.Fatal(err)
	}
	view, _ := edition.Select(edition.At(coll, today).National())
	index, err := search.OfEdition(view)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	for _, walk := range []struct {
		who, types, sector, place string
		reads, next               string
	}{
		{"a baker in Rennes", "distributeur de pain", "artisanat", "dep-35", "temoignages/forges-la-foret-distributeur-relie", "fiches/distributeur-de-pain-relie"},
		{"a restaurant in Saint-Malo", "se passer des plateformes de livraison", "hebergement-restauration", "dep-35", "temoignages/restaurateurs-livrer-soi-meme", "fiches/livraison-de-repas-faire-ses-comptes"},
		{"a plumber in Ardèche", "facture électronique", "batiment", "dep-07", "fiches/facturation-electronique-se-preparer", "contacts/dgfip"},
		{"a hairdresser in Lille", "rendez-vous en ligne coiffeur", "artisanat", "dep-59", "fiches/rendez-vous-en-ligne", "temoignages/salon-de-coiffure-toulouse-acompte"},
		{"a home-care association", "télégestion aide à domicile", "aide-a-domicile", "dep-44", "temoignages/adt44-telephone-et-autonomie", "secteurs/aide-a-domicile"},
		{"a florist", "fleuriste vendre en ligne", "commerce", "dep-46", "temoignages/carrement-fleur-cahors", "fiches/vendre-en-ligne-ce-que-la-loi-demande"},
		{"a hotel by the sea", "se passer de booking", "hebergement-restauration", "dep-17", "temoignages/hotel-la-roseraie-fouras", "fiches/hotel-vendre-en-direct"},
		{"a wine grower", "vendre mon vin sur internet", "agriculture", "dep-44", "temoignages/muscadet-vertou-degustations", "contacts/chambres-d-agriculture"},
		{"a craftswoman who was hacked", "mon compte instagram est piraté", "artisanat", "dep-974", "temoignages/artisan-reunion-compte-instagram-pirate", "fiches/on-m-a-pirate"},
		{"a shop in Limoges", "place de marché locale", "commerce", "dep-87", "temoignages/shop-in-limoges-place-de-marche", "fiches/vendre-a-plusieurs-drive-et-place-de-marche"},
	} {
		t.Run(walk.who, func(t *testing.T) {
			answer, err := index.Search(t.Context(), search.Query{Text: walk.types, Facets: map[string][]string{"secteur": {walk.sector}, "territoire": {walk.place}}})
			if err != nil {
				t.Fatal(err)
			}
			var first []string
			for _, r := range answer.Results[:min(5, len(answer.Results))] {
				first = append(first, strings.Trim(r.URL, "/"))
			}
			if !slices.Contains(first, walk.reads) {
				t.Errorf("%q brings %v, not %s", walk.types, first, walk.reads)
			}
			if page := read(t, site, walk.reads); !strings.Contains(page, `href="../../`+walk.next+`/"`) {
				t.Errorf("%s does not lead to %s", walk.reads, walk.next)
			}
			if page := read(t, site, walk.next); !stepOn.MatchString(page) {
				t.Errorf("%s leads to nobody", walk.next)
			}
		})
	}
}

// stepOn is a way on: an address elsewhere, a telephone number, a contact, an aid.
var stepOn = regexp.MustCompile(`(?s)<main.*href="(?:https?:|tel:|mailto:|\.\./\.\./(?:contacts|aides)/[a-z])`)

func read(t *testing.T, fsys fs.FS, key string) string {
	t.Helper()
	page, err := fs.ReadFile(fsys, key+"/index.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
