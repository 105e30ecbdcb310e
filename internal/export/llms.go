package export

import (
	"fmt"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// languageModels makes llms.txt, in the form of https://llmstxt.org: what the edition is, under
// which licence, and where its guides, its themes, its other pages and its data are.
func languageModels(v *edition.View) ([]File, error) {
	info := v.Site()
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n> %s\n", linkText(info.Title), linkText(info.Description))
	if info.Edition != "" {
		fmt.Fprintf(&out, "\nÉdition : %s.\n", info.Edition)
	}
	if info.Publisher.Name != "" {
		fmt.Fprintf(&out, "\nPublié par : %s.\n", linkText(info.Publisher.Name))
	}
	if info.Licence != "" {
		fmt.Fprintf(&out, "\nLicence des textes, sauf mention contraire : %s. Citez la page et sa date.\n", info.Licence)
	}
	for _, part := range []struct {
		title     string
		documents []*content.Document
	}{
		{"Guides par secteur", v.Sectors()}, {"Besoins", v.Themes()}, {"À propos", v.OfType(content.Pages)},
	} {
		if len(part.documents) == 0 {
			continue
		}
		fmt.Fprintf(&out, "\n## %s\n\n", part.title)
		for _, d := range part.documents {
			fmt.Fprintf(&out, "- [%s](%s): %s\n", linkText(d.Title), v.URL(d.Address()), linkText(d.Summary))
		}
	}
	documents := "Tous les documents, en JSON"
	if v.Together() {
		documents = "Les documents propres à l'édition, et le nom des autres, en JSON"
	}
	fmt.Fprintf(&out, "\n## Données\n\n- [%s](%s)\n- [Les mêmes, en CSV](%s)\n- [Plan du site](%s)\n",
		documents, v.URL("/"+dataName), v.URL("/"+tableName), v.URL("/"+sitemapName))
	return []File{{strings.TrimPrefix(edition.LanguageModels, "/"), []byte(out.String())}}, nil
}

// linkText writes a text on one line, its brackets left out, which would end a link.
func linkText(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("[", "(", "]", ")").Replace(text)), " ")
}
