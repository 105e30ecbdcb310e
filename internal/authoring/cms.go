package authoring

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/lists"
)

// CMS is a web editor of files in a git repository, to which recueil gives its keys. Each
// has a test of what it does to the files: see TestWebEditors of package browsertest.
type CMS struct {
	Name, Label string
	Packages    []Package // the first has its script

	script string // among the files
	evals  bool   // it makes functions of texts
	omits  bool   // it can leave out what is empty, and its groups may be absent
}

// CMSes lists the web editors that recueil configures, the one to take first.
func CMSes() []CMS {
	return []CMS{
		{
			Name: "sveltia", Label: "Sveltia CMS", script: "sveltia-cms.js", omits: true,
			Packages: []Package{
				{
					Name: "@sveltia/cms", Version: "0.221.1", Integrity: "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
					Files: []PackageFile{
						{"dist/sveltia-cms.js", "sveltia-cms.js", "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"},
						{"locales/fr.json", "fr.json", "sha384-oOaRqz/nhbHcPhTUJEjYULk7IhQOzH4vqo67jO2nRSE9Bw+LjSYqx8+wuhtcM7pb"},
						{"LICENSE.txt", "LICENCE-sveltia-cms.txt", "sha384-WDiS8Wu4QbzEDJ0K4Ml128rLcDYVe7RQT6LSuPfaZ1OiM1qr4HOsWb0qIG6GfxkZ"},
					},
				},
				{
					Name: "@fontsource-variable/material-symbols-outlined", Version: "5.3.7", Integrity: "sha512-d6kLamaMdad40AYoyJEBgCH63fRLklC7GW7bgb7WWbPh/UzuW483Dlyfmn3vxpiNsHLIMBOcYYkZDtOC9Y3MUA==",
					Files: []PackageFile{
						{"files/material-symbols-outlined-latin-wght-normal.woff2", "material-symbols.woff2", "sha384-jSrN0g1mW/BeecSujeAPcuLp7zQj/xLJoQCLGYEec9wBNVcjMvG7t7zm6owf/EbR"},
						{"LICENSE", "LICENCE-material-symbols.txt", "sha384-SBZx/9BZ16w4UhHNp8yeyXPgeNVjp2LKgIb2rzyiLzPl3Q+h+9ongbnHA+Hsrdtq"},
					},
				},
			},
		},
		{
			Name: "decap", Label: "Decap CMS", script: "decap-cms.js", evals: true,
			Packages: []Package{{
				Name: "decap-cms", Version: "3.16.3", Integrity: "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
				Files: []PackageFile{
					{"dist/decap-cms.js", "decap-cms.js", "sha384-A/Gdn928CNLufmnGWGs9RM4Q9o8bSNLeJERqBFrBjwzL7FRpoLT3MPF8Tl0+Wd2p"},
					{"dist/decap-cms.js.LICENSE.txt", "LICENCE-decap-cms.txt", "sha384-/SDDqcpsmGNDfrad+itb5IpLkXSZvl22Kf+/E0EeZ4ufHQXlnXNONReDzLHH7RQu"},
				},
			}},
		},
	}
}

// Forge is where a web editor keeps the files: the repository, and how people sign in.
type Forge struct {
	Repository  *content.Repo // nil: nowhere, to try the editor in a browser
	Content     string        // the folder of the content in it: "content"
	SignIn      string        // the address of the service that signs people in; ""
	Application string        // the number of the application in GitLab; ""
}

// Configured returns the files of the editor's page, without those of its packages, which
// are named in it. The sectors and themes to choose from are read in the repository, by the
// editor itself.
func (c CMS) Configured(site *content.Site, at Forge) ([]File, error) {
	backend, workflow := backendOf(at), "editorial_workflow"
	if at.Repository == nil {
		workflow = "simple"
	}
	config := cmsConfig{
		Backend: backend, Mode: workflow, SiteURL: string(site.BaseURL), Media: path.Join(at.Content, "images"), Public: "/images",
		Slug:        cmsSlug{Encoding: "ascii", Clean: true, Replacement: "-"},
		Collections: c.collections(at.Content),
	}
	if c.omits {
		config.Output = &cmsOutput{Omit: true, YAML: cmsYAML{Quote: "double", Indent: true}}
	} else {
		config.Locale = "fr" // Sveltia has the browser's; see ici.js
	}
	var text bytes.Buffer
	text.WriteString(configHead)
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(config); err != nil {
		return nil, fmt.Errorf("write the configuration of %s: %w", c.Name, err)
	}
	policy := c.policy(backend)
	page, err := c.page(site, policy)
	if err != nil {
		return nil, err
	}
	return []File{
		{"config.yml", text.Bytes()},
		{"index.html", page},
		{"ici.js", []byte(hereScript)},
		{"ici.css", []byte(hereStyle)},
		{"_headers", []byte("/*\n  Content-Security-Policy: " + policy + "; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  X-Robots-Tag: noindex\n  Referrer-Policy: strict-origin\n")},
	}, nil
}

const configHead = `# Écrit par « recueil cms » d'après les clés du recueil. Ne le changez pas : relancez la commande.
`

//go:embed cms/ici.js
var hereScript string

//go:embed cms/ici.css
var hereStyle string

//go:embed cms/index.html
var herePage string

var pageTemplate = template.Must(template.New("index.html").Parse(herePage))

func (c CMS) page(site *content.Site, policy string) ([]byte, error) {
	var out bytes.Buffer
	err := pageTemplate.Execute(&out, struct {
		Title, Site, Editor, Policy, Script, Integrity, HereIntegrity string
	}{site.Title, string(site.BaseURL), c.Label + " " + c.Packages[0].Version, policy, c.script, c.Packages[0].Files[0].Integrity, integrityOf([]byte(hereScript))})
	return out.Bytes(), err
}

// policy lets the page ask its own host and the forge, and no other.
func (c CMS) policy(b cmsBackend) string {
	scripts := "'self'"
	if c.evals {
		scripts += " 'unsafe-eval'"
	}
	hosts := strings.Join(append([]string{"'self'", "blob:", "data:"}, b.hosts()...), " ")
	return "default-src 'none'; script-src " + scripts + "; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src " + hosts + "; media-src " + hosts +
		"; connect-src " + hosts + "; frame-src blob:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
}

// cmsConfig is the file config.yml, whose words both editors share.
type cmsConfig struct {
	Backend     cmsBackend      `yaml:"backend"`
	Mode        string          `yaml:"publish_mode"`
	Locale      string          `yaml:"locale,omitempty"`
	SiteURL     string          `yaml:"site_url"`
	Media       string          `yaml:"media_folder"`
	Public      string          `yaml:"public_folder"`
	Slug        cmsSlug         `yaml:"slug"`
	Output      *cmsOutput      `yaml:"output,omitempty"`
	Collections []cmsCollection `yaml:"collections"`
}

type cmsBackend struct {
	Name       string `yaml:"name"`
	Repository string `yaml:"repo,omitempty"`
	Branch     string `yaml:"branch,omitempty"`
	API        string `yaml:"api_root,omitempty"`
	SignIn     string `yaml:"base_url,omitempty"`
	Method     string `yaml:"auth_type,omitempty"`
	App        string `yaml:"app_id,omitempty"`
}

type cmsSlug struct {
	Encoding    string `yaml:"encoding"`
	Clean       bool   `yaml:"clean_accents"`
	Replacement string `yaml:"sanitize_replacement"`
}

type cmsOutput struct {
	Omit bool    `yaml:"omit_empty_optional_fields"`
	YAML cmsYAML `yaml:"yaml"`
}

type cmsYAML struct {
	Quote  string `yaml:"quote"`
	Indent bool   `yaml:"indent_sequences"`
}

type cmsCollection struct {
	Name        string     `yaml:"name"`
	Label       string     `yaml:"label"`
	One         string     `yaml:"label_singular,omitempty"`
	Description string     `yaml:"description,omitempty"`
	Folder      string     `yaml:"folder,omitempty"`
	Create      bool       `yaml:"create,omitempty"`
	Extension   string     `yaml:"extension,omitempty"`
	Format      string     `yaml:"format,omitempty"`
	Slug        string     `yaml:"slug,omitempty"`
	Identifier  string     `yaml:"identifier_field,omitempty"`
	Editor      *cmsEditor `yaml:"editor,omitempty"`
	Files       []cmsFile  `yaml:"files,omitempty"`
	Fields      []cmsField `yaml:"fields,omitempty"`
}

type cmsEditor struct {
	Preview bool `yaml:"preview"`
}

type cmsFile struct {
	Name   string     `yaml:"name"`
	Label  string     `yaml:"label"`
	File   string     `yaml:"file"`
	Fields []cmsField `yaml:"fields"`
}

type cmsField struct {
	Name     string      `yaml:"name"`
	Label    string      `yaml:"label"`
	Widget   string      `yaml:"widget"`
	Required bool        `yaml:"required"`
	Hint     string      `yaml:"hint,omitempty"`
	Multiple bool        `yaml:"multiple,omitempty"`
	Options  []cmsOption `yaml:"options,omitempty"`
	Type     string      `yaml:"value_type,omitempty"`
	Default  any         `yaml:"default,omitempty"`

	DateFormat string `yaml:"date_format,omitempty"`
	TimeFormat any    `yaml:"time_format,omitempty"`
	Written    string `yaml:"format,omitempty"`

	Collection string   `yaml:"collection,omitempty"`
	Value      string   `yaml:"value_field,omitempty"`
	Search     []string `yaml:"search_fields,omitempty"`
	Display    []string `yaml:"display_fields,omitempty"`
	Most       int      `yaml:"options_length,omitempty"`

	Collapsed bool       `yaml:"collapsed,omitempty"`
	Field     *cmsField  `yaml:"field,omitempty"`
	Fields    []cmsField `yaml:"fields,omitempty"`
}

type cmsOption struct {
	Label string `yaml:"label"`
	Value any    `yaml:"value"`
}

// backendOf says how the editor reaches the repository: GitHub at its own host, GitLab at
// any.
func backendOf(at Forge) cmsBackend {
	if at.Repository == nil {
		return cmsBackend{Name: "test-repo"}
	}
	where, err := url.Parse(string(at.Repository.URL))
	if err != nil {
		return cmsBackend{Name: "test-repo"} // content takes no such address
	}
	b := cmsBackend{Name: "github", Repository: strings.TrimSuffix(strings.Trim(where.Path, "/"), ".git"), Branch: at.Repository.Branch, SignIn: at.SignIn}
	if where.Host == "github.com" {
		return b
	}
	b.Name = "gitlab"
	if origin := where.Scheme + "://" + where.Host; where.Host != "gitlab.com" {
		b.API = origin + "/api/v4"
		if b.SignIn == "" {
			b.SignIn = origin
		}
	}
	if at.Application != "" {
		b.Method, b.App = "pkce", at.Application
	}
	return b
}

// hosts are the other sites that the editor has to ask.
func (b cmsBackend) hosts() []string {
	var hosts []string
	switch b.Name {
	case "github":
		hosts = []string{"https://api.github.com", "https://github.com", "https://avatars.githubusercontent.com", "https://raw.githubusercontent.com"}
	case "gitlab":
		hosts = []string{"https://gitlab.com"}
		if where, err := url.Parse(b.API); err == nil && b.API != "" {
			hosts = []string{where.Scheme + "://" + where.Host}
		}
	}
	if where, err := url.Parse(b.SignIn); err == nil && where.Host != "" {
		if origin := where.Scheme + "://" + where.Host; !slices.Contains(hosts, origin) {
			hosts = append(hosts, origin)
		}
	}
	return hosts
}

// CMSLeavesOut lists the sorts of file that no web editor is given: they have groups whose
// names are free, which no form of theirs can keep.
func CMSLeavesOut() []content.FileDefinition {
	return slices.DeleteFunc(content.Definitions(), func(def content.FileDefinition) bool { return !slices.ContainsFunc(def.Keys, isFree) })
}

func isFree(k content.KeyDefinition) bool {
	return k.Kind == content.KindNumbers && k.Values == nil || slices.ContainsFunc(k.Keys, isFree)
}

func (c CMS) collections(root string) []cmsCollection {
	var list []cmsCollection
	for _, def := range content.Definitions() {
		if slices.ContainsFunc(def.Keys, isFree) {
			continue
		}
		col := cmsCollection{
			Name: def.Name, Label: def.Label, One: def.Label, Folder: path.Join(root, def.Name), Create: true, Extension: "md", Format: "yaml-frontmatter",
			Slug: "{{slug}}", Identifier: "titre", Editor: &cmsEditor{}, Fields: c.fields(def.Keys, true),
		}
		switch {
		case def.IsDocument():
			col.Label = content.Type(def.Name).Plural()
			col.Fields = append(col.Fields, cmsField{Name: "body", Label: "Texte", Widget: "text", Hint: "Le texte, en Markdown. Ce champ le garde tel que vous l'écrivez."})
		case path.Ext(def.Name) != "":
			col = cmsCollection{Name: "site", Label: def.Label, Editor: &cmsEditor{}, Files: []cmsFile{{"recueil", def.Label, path.Join(root, def.Name), col.Fields}}}
		default:
			col.Label, col.Extension, col.Format = "Éditions de territoires", "yaml", "yaml"
		}
		list = append(list, col)
	}
	return list
}

// fields asks for keys in the order of the manual. Where the editor cannot leave a group
// out, what it needs inside is not asked for: check says what misses.
func (c CMS) fields(keys []content.KeyDefinition, needed bool) []cmsField {
	var list []cmsField
	for _, k := range keys {
		f := c.field(k)
		f.Required = k.Required && (needed || c.omits)
		list = append(list, f)
	}
	return list
}

func (c CMS) field(k content.KeyDefinition) cmsField {
	f := cmsField{Name: k.Name, Label: k.Label, Widget: "string", Hint: hintOf(k)}
	switch k.Kind {
	case content.KindProse:
		f.Widget = "text"
	case content.KindDate:
		f.Widget, f.DateFormat, f.TimeFormat, f.Written = "datetime", "YYYY-MM-DD", false, "YYYY-MM-DD"
		if !k.Required {
			f.Default = new("")
		}
	case content.KindChoice:
		f.Widget, f.Multiple = "select", k.List
		f.Options = lists.Of(k.Values, func(v content.Value) cmsOption { return cmsOption{v.Label, v.Name} })
		return f
	case content.KindBoolean:
		if f.Widget = "boolean"; c.omits { // whose boolean writes « false » where nothing was
			f.Widget, f.Options = "select", []cmsOption{{"Oui", true}, {"Non", false}}
		}
	case content.KindGroup:
		f.Widget, f.Collapsed = "object", true
		f.Fields = c.fields(k.Keys, k.Required || k.List)
	case content.KindNumbers:
		f.Widget, f.Collapsed = "object", true
		for _, v := range k.Values {
			f.Fields = append(f.Fields, cmsField{Name: v.Name, Label: v.Label, Widget: "number", Type: "int"})
		}
	}
	if named := k.NamedType(); named != "" {
		f.Widget, f.Multiple, f.Collection, f.Value, f.Search, f.Display = "relation", k.List, string(named), "{{slug}}", []string{"titre"}, []string{"titre"}
		if !c.omits { // Decap shows twenty otherwise
			f.Most = 200
		}
		return f
	}
	if !k.List {
		return f
	}
	list := cmsField{Name: k.Name, Label: k.Label, Widget: "list", Hint: f.Hint, Fields: f.Fields, Collapsed: f.Collapsed}
	if f.Fields == nil {
		item := f
		item.Hint, item.Required = "", true
		list.Field = &item
	}
	return list
}

// hintOf says what stands under a field.
func hintOf(k content.KeyDefinition) string {
	hint := []string{strings.ReplaceAll(k.Form, "`", "")}
	if k.Kind == content.KindTerritory {
		hint = []string{"Le nom d'une région ou d'un département, sans accent : bretagne, loire-atlantique."}
	}
	if k.Max > 0 {
		hint = append(hint, fmt.Sprintf("%d caractères au plus.", k.Max))
	}
	return strings.Join(hint, " ")
}
