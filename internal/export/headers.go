package export

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/edition"
)

// header is a line that a host sends with a file.
type header struct{ name, value string }

// always are sent with every file. Pages have their whole policy in a meta element, since
// many hosts send no headers; this one adds what an element cannot say (who may show the
// page within theirs), and holds for files that are no pages: a stricter one would keep
// browsers from showing a PDF.
var always = []header{
	{"Content-Security-Policy", policy},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"X-Content-Type-Options", "nosniff"},
}

// Guards are those of the headers that a host is told to send with a file of a site, by
// their names, that keep the file from doing harm: all but what says how long to keep it,
// and whom to share it with.
func Guards(name string) map[string]string {
	guards := map[string]string{}
	list := always
	for _, z := range zones {
		if z.guards && z.holds("/"+name) {
			list = with(z)
		}
	}
	for _, h := range list {
		guards[h.name] = h.value
	}
	return guards
}

const policy = "script-src 'self'; object-src 'self'; base-uri 'none'; frame-ancestors 'self'"

// zone is a part of the site whose files are sent with more, or with another policy.
type zone struct {
	folder  string   // with its slashes
	ends    []string // of the names that it is about; nil for all
	headers []header
	guards  bool // the headers are for the safety of readers
}

var (
	kept   = header{"Cache-Control", "public, max-age=31536000, immutable"} // the name changes with the bytes
	shared = header{"Access-Control-Allow-Origin", "*"}                     // by the search of other sites
)

// zones are such that the last that is about a file says all that it is sent with besides.
// What a browser would run of fichiers/ is downloaded, and has no rights of the site's.
var zones = []zone{
	{"/ressources/", nil, []header{kept, shared}, false},
	{"/images/", nil, []header{kept}, false},
	{"/recherche/", nil, []header{shared}, false},
	{"/recherche/d/", nil, []header{kept, shared}, false},
	{"/recherche/f/", nil, []header{kept, shared}, false},
	{"/recherche/t/", nil, []header{kept, shared}, false},
	{"/recherche/v/", nil, []header{kept, shared}, false},
	{"/fichiers/", []string{"svg", "html", "htm", "xhtml", "xml"}, []header{{"Content-Security-Policy", policy + "; sandbox"}, {"Content-Disposition", "attachment"}}, true},
}

const (
	headersName = "_headers"
	nginxName   = edition.ServerFolder + "/nginx.conf"
	apacheName  = edition.ServerFolder + "/apache.conf"
)

// headers makes what a host reads to send the site's headers: _headers, which Netlify,
// Cloudflare Pages and others look for, unless racine/ has one; and what is to be included
// in the settings of nginx and Apache. Editions in the folder of another have that one's.
func headers(v *edition.View) ([]File, error) {
	if !v.Apart() {
		return nil, nil
	}
	base := "/"
	if u, err := url.Parse(v.Site().BaseURL); err == nil && u.Path != "" {
		base = u.Path
	}
	base = strings.TrimSuffix(base, "/")
	files := []File{{nginxName, nginx(base)}, {apacheName, apache(base)}}
	if _, own := v.RootFiles()[headersName]; !own {
		files = append(files, File{headersName, hostHeaders(base)})
	}
	return files, nil
}

// hostHeaders writes _headers, in which a file has the headers of all the paths that are
// about it, each name but once; of two policies, both hold.
func hostHeaders(base string) []byte {
	var b strings.Builder
	block := func(path string, list []header) {
		fmt.Fprintf(&b, "%s%s\n", base, path)
		for _, h := range list {
			fmt.Fprintf(&b, "  %s: %s\n", h.name, h.value)
		}
	}
	block("/*", always)
	for _, where := range []string{"", edition.EditionsPage + ":edition"} {
		for i, z := range zones {
			for _, end := range z.ends {
				block(where+z.folder+"*."+end, z.headers)
			}
			if z.ends == nil {
				block(where+z.folder+"*", z.besides(zones[:i]))
			}
		}
	}
	return []byte(b.String())
}

// besides is the headers of a zone that none of the zones around it has.
func (z zone) besides(others []zone) []header {
	return slices.DeleteFunc(slices.Clone(z.headers), func(h header) bool {
		return slices.ContainsFunc(others, func(o zone) bool {
			return strings.HasPrefix(z.folder, o.folder) && slices.Contains(o.headers, h)
		})
	})
}

// with is the headers of a zone, and those of every file that it does not change.
func with(z zone) []header {
	rest := slices.DeleteFunc(slices.Clone(always), func(h header) bool {
		return slices.ContainsFunc(z.headers, func(own header) bool { return own.name == h.name })
	})
	return append(rest, z.headers...)
}

// pattern is a regular expression for the addresses of a zone.
func (z zone) pattern(base string) string {
	folder := "^" + regexp.QuoteMeta(base) + "(" + edition.EditionsPage + "[^/]+)?" + z.folder
	if z.ends == nil {
		return folder
	}
	return folder + `.+\.(` + strings.Join(z.ends, "|") + ")$"
}

// holds reports whether a file, by its path from the root of the site, is in the zone.
func (z zone) holds(file string) bool {
	return regexp.MustCompile("(?i)" + z.pattern("")).MatchString(file)
}

// nginx writes what a « server » block includes. A location there has only its own
// headers, so each says all; the first pattern that fits wins.
func nginx(base string) []byte {
	var b strings.Builder
	b.WriteString("# À inclure dans le bloc « server » du site : include /chemin/du/site/" + nginxName + ";\n")
	block := func(indent string, list []header) {
		for _, h := range list {
			fmt.Fprintf(&b, "%sadd_header %s \"%s\" always;\n", indent, h.name, h.value)
		}
	}
	block("", always)
	for _, z := range slices.Backward(zones) {
		fmt.Fprintf(&b, "location ~* \"%s\" {\n", z.pattern(base))
		block("\t", with(z))
		b.WriteString("}\n")
	}
	return []byte(b.String())
}

// apache writes what a virtual host, or .htaccess, includes.
func apache(base string) []byte {
	var b strings.Builder
	b.WriteString("# À inclure dans le « VirtualHost » du site : Include /chemin/du/site/" + apacheName + "\n# ou à recopier dans racine/.htaccess. Il faut le module « headers ».\n")
	block := func(indent string, list []header) {
		for _, h := range list {
			fmt.Fprintf(&b, "%sHeader always set %s \"%s\"\n", indent, h.name, h.value)
		}
	}
	block("", always)
	for _, z := range zones {
		fmt.Fprintf(&b, "<If \"%%{REQUEST_URI} =~ m#%s#i\">\n", z.pattern(base))
		block("\t", z.headers)
		b.WriteString("</If>\n")
	}
	return []byte(b.String())
}
