package render

import (
	"recueil/internal/content"
	"recueil/internal/edition"
)

// Graph is the JSON-LD of a page, in the vocabulary of schema.org. The template
// writes it with encoding/json, escaped for a script.
type Graph struct {
	Context string `json:"@context"`
	Nodes   []Node `json:"@graph"`
}

// Node is one thing that a page says of itself.
type Node struct {
	Type        string   `json:"@type"`
	Name        string   `json:"name,omitempty"`
	Headline    string   `json:"headline,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Licence     string   `json:"license,omitempty"`
	Image       string   `json:"image,omitempty"`
	BasedOn     *Node    `json:"isBasedOn,omitempty"`
	Author      *Node    `json:"author,omitempty"`
	Publisher   *Node    `json:"publisher,omitempty"`
	PartOf      *Node    `json:"isPartOf,omitempty"`
	Action      *Action  `json:"potentialAction,omitempty"`
	Crumbs      []Crumb  `json:"itemListElement,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	About       *Node    `json:"mainEntity,omitempty"`
	Starts      string   `json:"startDate,omitempty"`
	Ends        string   `json:"endDate,omitempty"`
	Attendance  string   `json:"eventAttendanceMode,omitempty"`
	Location    []Node   `json:"location,omitempty"`
	Address     string   `json:"address,omitempty"`
	Organiser   *Node    `json:"organizer,omitempty"`
	Free        *bool    `json:"isAccessibleForFree,omitempty"`
}

// Action is the search that a site offers.
type Action struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

// Crumb is one step of a breadcrumb.
type Crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item,omitempty"`
}

// graph wraps the nodes of a page; nil when it has none.
func graph(nodes []Node) *Graph {
	if len(nodes) == 0 {
		return nil
	}
	return &Graph{"https://schema.org", nodes}
}

func (s *site) siteNode() Node {
	n := Node{
		Type: "WebSite", Name: s.info.Title, Description: s.info.Description,
		URL: s.absolute("/"), Language: "fr", Licence: s.licence(s.info.Licence).Href,
		Action: &Action{"SearchAction", s.absolute(edition.SearchPage) + "?q={search_term_string}", "required name=search_term_string"},
	}
	if name := s.info.Publisher.Name; name != "" {
		n.Publisher = &Node{Type: "Organization", Name: name, URL: string(s.info.Publisher.URL)}
	}
	return n
}

// pageNode describes a page that is about others, or about the site.
func (p place) pageNode(kind, name, description string) Node {
	return Node{
		Type: kind, Name: name, Description: description, URL: p.absolute(p.address), Language: "fr",
		PartOf: &Node{Type: "WebSite", Name: p.info.Title, URL: p.absolute("/")},
	}
}

// documentNode describes the page of a document.
func (p place) documentNode(d *content.Document) Node {
	kind := kindOf(d.Type).schema
	n := p.pageNode(kind, d.Title, d.Summary)
	n.Published, n.Modified = string(d.Date), string(d.Updated)
	n.Licence = p.licence(p.licenceOf(d)).Href
	n.Keywords = d.Keywords
	if kind == "Article" {
		n.Headline = d.Title
	}
	if d.Author != "" {
		n.Author = &Node{Type: "Organization", Name: d.Author}
	}
	if d.Origin != nil {
		n.BasedOn = &Node{Type: "CreativeWork", Name: d.Origin.Title, URL: string(d.Origin.URL), Published: string(d.Origin.Date)}
	}
	return n
}

// crumbsNode describes the breadcrumb, whose last step is the page itself. The
// steps are addresses of the site.
func (p place) crumbsNode(steps []step) Node {
	n := Node{Type: "BreadcrumbList"}
	for i, s := range steps {
		crumb := Crumb{Type: "ListItem", Position: i + 1, Name: s.text}
		if p.pages[s.address] {
			crumb.Item = p.absolute(s.address)
		}
		n.Crumbs = append(n.Crumbs, crumb)
	}
	return n
}
