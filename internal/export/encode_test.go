package export

import (
	"bytes"
	"testing"
)

// TestDatasetIsEncodedAsAWhole holds that documents encoded one after the other make
// the text that the whole makes.
func TestDatasetIsEncodedAsAWhole(t *testing.T) {
	for n := range 4 {
		set := Dataset{Version: Version, Credits: []string{"<un> & autre"}, Documents: []Document{}}
		for i := range n {
			set.Documents = append(set.Documents, Document{ID: "fiches/x", Title: "« A » & <b>\n", Sectors: []string{"commerce", "sante"}, Text: string(rune('a' + i))})
		}
		want, err := encodeJSON(dataName, set)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := encodeDataset(set); err != nil || got.Name != want.Name || !bytes.Equal(got.Data, want.Data) {
			t.Errorf("%d documents: %v\n%s\nwant\n%s", n, err, got.Data, want.Data)
		}
	}
}
