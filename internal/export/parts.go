package export

import (
	"fmt"
	"hash/fnv"
)

const (
	// wholeDocuments is up to how many documents recueil.json holds itself: one file
	// is the easiest to read, and so many take some five megabytes.
	wholeDocuments = 1000
	// partDocuments is the most that a part holds, about a megabyte.
	partDocuments = 256
)

// partsFolder is where the parts are, from recueil.json.
const partsFolder = "donnees"

// A partFile is a part and what its file holds.
type partFile struct {
	Part
	documents []Document
}

// partsOf shares documents out between parts: each of one type, by a hash of the
// identity, so that a document that changes changes one part, and one that comes or
// goes leaves the others where they are. The types follow each other as in documents,
// and in a part documents keep their order. How many parts a type has is a power of
// two: it changes, and addresses with it, when the type doubles.
func partsOf(documents []Document) []partFile {
	var parts []partFile
	for len(documents) > 0 {
		of := documents[0].Type
		n := 1
		for n < len(documents) && documents[n].Type == of {
			n++
		}
		count := 1
		for count*partDocuments < n {
			count *= 2
		}
		shares := make([][]Document, count)
		for _, d := range documents[:n] {
			at := hashOf(d.ID) % uint32(count)
			shares[at] = append(shares[at], d)
		}
		for i, share := range shares {
			if len(share) > 0 {
				parts = append(parts, partFile{Part{of, fmt.Sprintf("%s/%s-%d.json", partsFolder, of, i), len(share)}, share})
			}
		}
		documents = documents[n:]
	}
	return parts
}

func hashOf(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id)) // a hash takes any write
	return h.Sum32()
}
