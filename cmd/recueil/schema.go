package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/french"
)

func (a *app) schemaCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema",
		Short: "Écrit les schémas des clés, pour les éditeurs de texte",
		Long: `schema écrit un schéma JSON (2020-12) par type de document, un pour recueil.yaml et un pour les éditions.
Un éditeur de texte s'en sert pour compléter et expliquer les clés pendant que vous écrivez.

Les schémas laissent passer ce que « recueil check » accepte ; lui seul dit tout ce qui ne va pas.`,
		Args: refuseWords,
		RunE: func(*cobra.Command, []string) error {
			files, err := authoring.Schemas()
			if err != nil {
				return err
			}
			if err := writeFiles(out, files); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s dans %s.\n", french.Count(len(files), "schéma"), out)
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", "schemas", "`DOSSIER` des schémas")
	return c
}

// writeFiles writes files under a folder, whose own folders are made as needed.
func writeFiles(dir string, files []authoring.File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := writeFile(name, f.Data); err != nil {
			return err
		}
	}
	return nil
}
