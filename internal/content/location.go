package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// location is where a file is, which says what it is.
type location struct {
	overlay reference.Territory // zero in the base tree
	tree    string              // its path in its tree: "fiches/x.md"
	folder  string              // the first part of that path
	base    string              // the rest of it; "" for a file of the tree's root
}

// locate returns the location of a path from the root of the content. It is not ok
// when it lies in the folder of no territory.
func locate(path string) (at location, ok bool) {
	at.tree, ok = path, true
	if rest, inside := strings.CutPrefix(path, overlays); inside {
		slug, tree, nested := strings.Cut(rest, "/")
		at.tree = tree
		at.overlay, ok = reference.ParseTerritory(slug)
		ok = ok && nested
	}
	at.folder, at.base, _ = strings.Cut(at.tree, "/")
	return at, ok
}

const (
	overlays     = "territoires/"
	advisersFile = "activateurs/activateurs.csv"
	synonymsFile = "synonymes.yaml"
	wordsFile    = "orthographe.txt"
)

// commonFiles are the files of the base tree's root.
var commonFiles = []string{siteFile, synonymsFile, glossaryFile, wordsFile}

func (at location) inBase() bool { return at.overlay == reference.Territory{} }

func (at location) isDocument() bool {
	return slices.Contains(Types(), Type(at.folder)) && strings.HasSuffix(at.base, ".md") && !strings.Contains(at.base, "/")
}

func (at location) isEdition() bool {
	return at.folder == "editions" && strings.HasSuffix(at.base, ".yaml")
}

// isCopied reports whether the file is published as it is, or made into pictures.
func (at location) isCopied() bool {
	return at.base != "" && (at.folder == "images" || at.folder == "fichiers" || at.folder == "racine")
}

// isNote reports whether a file of the tree's root is about the content rather than
// of it.
func (at location) isNote() bool {
	begins := func(word string) bool { return strings.HasPrefix(strings.ToUpper(at.tree), word) }
	return at.base == "" && slices.ContainsFunc([]string{"README", "LICENSE", "LICENCE", "CONTRIBUTING"}, begins)
}

// isForHosts reports whether a file of the tree's root is one that hosts and search
// engines look for at the root of a site: .htaccess, CNAME, google1234.html.
func (at location) isForHosts() bool {
	name, ext := strings.ToLower(at.tree), strings.ToLower(path.Ext(at.tree))
	return slices.Contains(forHosts, at.folder) || at.base == "" && (path.Ext(name) == "" || ext == ".html" || ext == ".txt" || ext == ".ico" || ext == ".xml" || ext == ".webmanifest")
}

// noTerritory reports a file of territoires/ that lies in no territory's folder.
func (r *reader) noTerritory(path string) {
	slug, _, _ := strings.Cut(strings.TrimPrefix(path, overlays), "/")
	r.report(diag.UnknownPlace, diag.Span{}, fmt.Sprintf("« %s » n'est pas le dossier d'un territoire", slug),
		french.DidYouMean(slug, reference.TerritoryWords(), "rangez-le dans territoires/<territoire>/, puis dans le dossier de son type"))
}

// stray reports a file that is at no place of its kind, and says where it belongs.
func (r *reader) stray() {
	folders := append(TypeNames(), "editions", "territoires", "images", "fichiers", "racine")
	hint := "rangez-le dans l'un de ces dossiers : " + strings.Join(folders, ", ")
	message := fmt.Sprintf("« %s » n'est pas à une place connue du recueil", r.tree)
	near, alike := french.Nearest(r.tree, commonFiles)
	switch ext := strings.ToLower(path.Ext(r.tree)); {
	case slices.Contains(commonFiles, r.tree):
		message, hint = fmt.Sprintf("« %s » vaut pour tout le recueil, pas pour un territoire", r.tree), "déplacez-le à côté du dossier territoires/"
	case alike:
		hint = fmt.Sprintf("renommez-le « %s »", near)
	case slices.Contains(folders, r.folder) && strings.Count(r.tree, "/") == 1:
		message, hint = fmt.Sprintf("« %s » n'est pas un fichier que le dossier « %s » attend", path.Base(r.tree), r.folder), homeOf(ext)
		if r.folder == "editions" {
			hint = "renommez-le avec la fin « .yaml »"
		}
	case r.isForHosts():
		hint = "déposez-le dans racine/ : il sera copié à la racine du site"
	case homes[ext] != "":
		hint = homes[ext]
	case slices.Contains(folders, r.folder):
		hint = fmt.Sprintf("placez-le directement dans le dossier « %s »", r.folder)
	default:
		hint = french.DidYouMean(r.folder, folders, hint)
	}
	if !utf8.Valid(r.source.Text) { // no text to quote
		r.source = diag.NewSource(r.source.Path, nil)
	}
	r.report(diag.StrayFile, diag.Span{}, message, hint)
}

// homes say where files belong that are no documents, by their ends.
var homes = map[string]string{
	".jpg": "déposez l'image dans images/", ".jpeg": "déposez l'image dans images/", ".png": "déposez l'image dans images/",
	".gif": "déposez l'image dans images/", ".webp": "déposez l'image dans images/", ".svg": "déposez l'image dans images/, ou dans fichiers/ si c'est un logo",
	".pdf":  "déposez-le dans fichiers/",
	".docx": "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
	".doc":  "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
	".odt":  "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/",
}

// homeOf says where a file of the r.folder of a type belongs.
func homeOf(ext string) string {
	if home := homes[ext]; home != "" {
		return home
	}
	return "renommez-le avec la fin « .md », ou rangez-le dans fichiers/"
}
