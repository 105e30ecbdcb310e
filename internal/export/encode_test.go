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
		got := gathered(t, encodeDataset(set, n))
		if len(got) != 1 || got[0].Name != want.Name || !bytes.Equal(got[0].Data, want.Data) {
			t.Errorf("%d documents:\n%s\nwant\n%s", n, got, want.Data)
		}
	}
}
