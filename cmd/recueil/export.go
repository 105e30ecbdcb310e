package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/export"
	"recueil/internal/french"
	"recueil/internal/lists"
)

func (a *app) exportCommand() *cobra.Command {
	var src source
	var out, form string
	c := &cobra.Command{
		Use:   "export",
		Short: "Écrit les données pour un moteur de recherche",
		Long: `export écrit les documents d'une édition, les mêmes que dans recueil.json, pour un portail qui rassemble
plusieurs recueils dans OpenSearch ou Elasticsearch.

--format opensearch écrit deux fichiers : index.json, qui crée l'index et son analyse du français, et documents.ndjson,
à envoyer à son adresse _bulk. L'_id d'un document est son « id » dans recueil.json : envoyer de nouveau remplace.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			if form == "" {
				return usagef("il manque --format ; écrivez --format opensearch")
			}
			if err := format(form, "opensearch"); err != nil {
				return err
			}
			return a.export(c.Context(), src, out)
		},
	}
	src.flags(c)
	c.Flags().StringVar(&form, "format", "", "`FORMAT` des fichiers : opensearch")
	c.Flags().StringVar(&out, "out", "opensearch", "`DOSSIER` des fichiers")
	return c
}

func (a *app) export(ctx context.Context, src source, out string) error {
	view, err := a.view(ctx, src, "rien n'a été écrit")
	if err != nil {
		return err
	}
	files, err := export.OpenSearch(view)
	if err != nil {
		return err
	}
	if err := writeFiles(out, lists.Of(files, func(f export.File) authoring.File { return authoring.File{Path: f.Name, Data: f.Data} })); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s dans %s : index.json et documents.ndjson.\n", french.Count(len(view.Own()), "document"), out)
	return nil
}
