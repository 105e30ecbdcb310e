package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// Published is what an edition published at some time: what its recueil.json of
// that time says.
type Published struct {
	Edition   string        // its slug, "" of the national one
	Now       *edition.View // the edition that keeps its addresses; nil when it is no longer declared
	source    *diag.Source
	slug      diag.Span
	documents []published
}

// published is a document of that time: its own address and its former ones,
// each with its place in the file that has the document.
type published struct {
	source    *diag.Source
	title     string
	addresses []address
}

type address struct {
	path string
	span diag.Span
}

// ErrNotData says that a file is not a recueil.json.
var ErrNotData = errors.New("not a recueil.json")

// ReadPublished reads a recueil.json, of any version that names its edition and
// gives the addresses of its documents, there or in the files that it names, which
// beside reads by their address. What it names as the national edition's is for that one to
// keep. The error is [ErrNotData], or that of beside.
func ReadPublished(src *diag.Source, beside func(address string) (*diag.Source, error)) (Published, error) {
	var data struct {
		Edition struct {
			Slug *string `json:"slug"`
		} `json:"edition"`
		Parts []struct {
			Address string `json:"adresse"`
		} `json:"parties"`
	}
	if err := json.Unmarshal(src.Text, &data); err != nil || data.Edition.Slug == nil {
		return Published{}, ErrNotData
	}
	place := placesOfTexts(src.Text)
	p := Published{source: src, Edition: *data.Edition.Slug, slug: place(*data.Edition.Slug)}
	sources := []*diag.Source{src}
	for _, part := range data.Parts {
		source, err := beside(part.Address)
		if err != nil {
			return Published{}, err
		}
		sources = append(sources, source)
	}
	for _, source := range sources {
		documents, err := publishedIn(source)
		if err != nil {
			return Published{}, err
		}
		p.documents = append(p.documents, documents...)
	}
	return p, nil
}

// publishedIn reads the documents of a file.
func publishedIn(src *diag.Source) (list []published, err error) {
	var data struct {
		Documents []struct {
			Title   string   `json:"titre"`
			Address string   `json:"adresse"`
			Aliases []string `json:"alias"`
		} `json:"documents"`
	}
	if err := json.Unmarshal(src.Text, &data); err != nil {
		return nil, ErrNotData
	}
	place := placesOfTexts(src.Text)
	for _, d := range data.Documents {
		if d.Address == "" {
			return nil, ErrNotData
		}
		one := published{source: src, title: d.Title}
		for _, path := range append([]string{d.Address}, d.Aliases...) {
			one.addresses = append(one.addresses, address{path, place(path)})
		}
		list = append(list, one)
	}
	return list, nil
}

var jsonText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// placesOfTexts returns a function that says where a text stands in JSON, its
// quotation marks left out; asked again, where it stands next, if it does.
func placesOfTexts(data []byte) func(text string) diag.Span {
	places := map[string][]diag.Span{}
	for _, at := range jsonText.FindAllIndex(data, -1) {
		var text string
		if json.Unmarshal(data[at[0]:at[1]], &text) == nil {
			places[text] = append(places[text], diag.Span{Start: at[0] + 1, End: at[1] - 1})
		}
	}
	return func(text string) (span diag.Span) {
		if list := places[text]; len(list) > 0 {
			span, places[text] = list[0], list[min(1, len(list)-1):]
		}
		return span
	}
}

// brokenPromises reports each address that was published and where the edition has
// neither a page nor an alias. They are errors: readers and search engines keep
// addresses for years.
func brokenPromises(s *survey) []diag.Diagnostic {
	p, v := s.Former, s.Former.Now
	if v == nil {
		return []diag.Diagnostic{p.gone(s.Collection)}
	}
	var problems []diag.Diagnostic
	redirects := v.Redirects()
	for _, d := range p.documents {
		for _, a := range d.addresses {
			if _, moved := redirects[a.path]; !moved && !v.Has(a.path) {
				problems = append(problems, d.broken(a, v))
			}
		}
	}
	return problems
}

// broken is the problem of one address. A document of the same title is most
// likely the one that moved.
func (p published) broken(a address, v *edition.View) diag.Diagnostic {
	problem := diag.New(diag.BrokenPromise, p.source, a.span, fmt.Sprintf("l'adresse %s a été publiée et ne mène plus à rien", a.path),
		fmt.Sprintf("écrivez « alias: [%s] » dans le document qui remplace celui-là", a.path))
	for _, d := range v.Documents() {
		if d.Title == p.title && p.title != "" {
			problem.Hint = fmt.Sprintf("ajoutez « %s » aux « alias » de %s", a.path, d.Source.Path)
			problem.Related = []diag.Related{{Source: d.Source, Span: d.Value("titre"), Message: "un document du même titre est ici"}}
			return problem
		}
	}
	return problem
}

// gone reports that the edition itself is no longer declared, and every address
// of it with it.
func (p Published) gone(c *content.Collection) diag.Diagnostic {
	known := lists.Of(c.Editions, func(e *content.Edition) string { return e.Slug })
	return diag.New(diag.BrokenPromise, p.source, p.slug, fmt.Sprintf("l'édition « %s » a été publiée et n'est plus déclarée : toutes ses adresses disparaissent", p.Edition),
		french.DidYouMean(p.Edition, known, "remettez son fichier dans editions/"))
}
