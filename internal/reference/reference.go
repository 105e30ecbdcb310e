// Package reference holds the facts that every recueil shares: the regions,
// departments and overseas collectivities of France and their postcodes, the NAF classification of
// trades and the classes of staff size.
//
// The tables are embedded CSV files; data/README.md gives their provenance and
// licence. They are read once, at start, and never change after.
package reference

import (
	"embed"
	"encoding/csv"
	"fmt"
)

//go:embed data/*.csv
var data embed.FS

// rows reads an embedded table without its header. A table that cannot be read
// is a mistake of ours that the tests see, so it panics at start.
func rows(name string, columns int) [][]string {
	file, err := data.Open("data/" + name)
	if err != nil {
		panic(fmt.Errorf("open reference table: %w", err))
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = columns
	all, err := reader.ReadAll()
	if err != nil {
		panic(fmt.Errorf("read reference table %s: %w", name, err))
	}
	return all[1:]
}
