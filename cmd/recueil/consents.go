package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// renewalDays is how long before its end a consent is to be renewed.
const renewalDays = 90

func (a *app) consentsCommand() *cobra.Command {
	var src source
	var form string
	c := &cobra.Command{
		Use:   "consentements",
		Short: "Liste les consentements à renouveler",
		Long: fmt.Sprintf(`consentements liste, dans tout le contenu, territoires et brouillons compris, les accords de personnes nommées
qui expirent dans les %d jours, et ceux qui ont expiré ou ont été retirés : leurs noms ne sont plus publiés.

Un nom ne figure dans la liste que tant que le site le publie. Ensuite, la référence de l'accord dit de qui il s'agit.`, renewalDays),
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := format(form, "texte", "json"); err != nil {
				return err
			}
			editions, err := a.editions(c.Context(), src, "la liste serait incomplète")
			if err != nil {
				return err
			}
			return a.printConsents(editions.ConsentEnds(renewalDays), editions.Today(), form)
		},
	}
	src.treeFlags(c)
	c.Flags().StringVar(&form, "format", "texte", "`FORMAT` du résultat : texte ou json")
	return c
}

type jsonConsents struct {
	Date     content.Date  `json:"date"`
	Days     int           `json:"jours"`
	Consents []jsonConsent `json:"consentements"`
}

type jsonConsent struct {
	File      string `json:"fichier"`
	Line      int    `json:"ligne"`
	Column    int    `json:"colonne"`
	Document  string `json:"document,omitempty"`
	Title     string `json:"titre"`
	Key       string `json:"cle"`
	Name      string `json:"nom,omitempty"`
	Role      string `json:"fonction,omitempty"`
	Reference string `json:"reference"`
	State     string `json:"etat"`
	End       string `json:"fin"`
}

func (a *app) printConsents(ends []edition.ConsentEnd, today content.Date, form string) error {
	if form == "json" {
		return a.printConsentsJSON(ends, today)
	}
	for _, group := range []struct {
		state edition.ConsentState
		title string
	}{
		{edition.ConsentWithdrawn, "Retirés : le nom n'est plus publié, supprimez-le du fichier."},
		{edition.ConsentExpired, "Expirés : le nom n'est plus publié ; demandez un nouvel accord, ou supprimez le nom du fichier."},
		{edition.ConsentEnding, fmt.Sprintf("Finissent dans les %d jours : demandez un nouvel accord.", renewalDays)},
	} {
		a.printConsentGroup(ends, group.state, group.title)
	}
	if len(ends) == 0 {
		fmt.Fprintf(a.stdout, "Aucun consentement ne finit dans les %d jours après le %s.\n", renewalDays, today.French())
		return nil
	}
	fmt.Fprintf(a.stdout, "%s à suivre, au %s.\n", french.Count(len(ends), "consentement"), today.French())
	return nil
}

// printConsentGroup prints the consents of one state under their title.
func (a *app) printConsentGroup(ends []edition.ConsentEnd, state edition.ConsentState, title string) {
	first := true
	for _, e := range ends {
		if e.State != state {
			continue
		}
		if first {
			fmt.Fprintln(a.stdout, title)
			first = false
		}
		line, column := e.Source.Position(e.Span.Start)
		fmt.Fprintf(a.stdout, "  %s:%d:%d : %s, %s\n", e.Source.Path, line, column, e.End.French(), whose(e))
	}
	if !first {
		fmt.Fprintln(a.stdout)
	}
}

// whose says whose consent it is, as far as it may be said.
func whose(e edition.ConsentEnd) string {
	var words []string
	for _, w := range []string{e.Name, e.Role} {
		if w != "" {
			words = append(words, w)
		}
	}
	if e.Consent.Reference != "" {
		words = append(words, "accord "+e.Consent.Reference)
	}
	return strings.Join(append(words, "« "+e.Title+" »"), ", ")
}

func (a *app) printConsentsJSON(ends []edition.ConsentEnd, today content.Date) error {
	return a.printJSON(jsonConsents{today, renewalDays, lists.Of(ends, func(e edition.ConsentEnd) jsonConsent {
		line, column := e.Source.Position(e.Span.Start)
		return jsonConsent{
			File: e.Source.Path, Line: line, Column: column, Document: e.Of, Title: e.Title, Key: e.Key,
			Name: e.Name, Role: e.Role, Reference: e.Consent.Reference, State: string(e.State), End: string(e.End),
		}
	})})
}

// printJSON prints a value for machines, with « and < as they are.
func (a *app) printJSON(value any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
