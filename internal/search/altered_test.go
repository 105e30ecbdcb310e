package search

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
)

var alterations = flag.Int("alterations", 60, "how many files of the search to alter, one by one")

// harms are what may become of a file on its way to the reader: on a disk, in a
// cache, at a host that knows better, after a publication that stopped half way.
var harms = []struct {
	name string
	harm func(r *rand.Rand, s generations, name string) []byte
}{
	{"cut short", func(r *rand.Rand, s generations, name string) []byte { return s.now[name][:r.IntN(len(s.now[name]))] }},
	{"a bit flipped", func(r *rand.Rand, s generations, name string) []byte { return flip(r, s.now[name]) }},
	{"bytes zeroed", func(r *rand.Rand, s generations, name string) []byte {
		data := bytes.Clone(s.now[name])
		from := r.IntN(len(data))
		clear(data[from:min(len(data), from+1+r.IntN(64))])
		return data
	}},
	{"blocks exchanged", func(r *rand.Rand, s generations, name string) []byte { return exchangeBlocks(r, s.now[name]) }},
	{"bytes more", func(r *rand.Rand, s generations, name string) []byte {
		return append(bytes.Clone(s.now[name]), noise(r, 40)...)
	}},
	{"noise", func(r *rand.Rand, s generations, name string) []byte { return noise(r, 200) }},
	{"a page instead", func(*rand.Rand, generations, string) []byte { return []byte("<!DOCTYPE html><p>introuvable") }},
	{"another of its kind", func(r *rand.Rand, s generations, name string) []byte {
		return s.other(r, func(n string) bool { return n != name && kindOf(n) == kindOf(name) })
	}},
	{"of another kind", func(r *rand.Rand, s generations, name string) []byte {
		return s.other(r, func(n string) bool { return kindOf(n) != kindOf(name) })
	}},
	{"of another generation", func(_ *rand.Rand, s generations, name string) []byte { return s.formerly(name) }},
	{"unzipped, a bit flipped", func(r *rand.Rand, s generations, name string) []byte { return flip(r, unzipped(s.now[name])) }},
	{"unzipped, cut short", func(r *rand.Rand, s generations, name string) []byte {
		data := unzipped(s.now[name])
		return data[:r.IntN(len(data))]
	}},
	{"unzipped, blocks exchanged", func(r *rand.Rand, s generations, name string) []byte { return exchangeBlocks(r, unzipped(s.now[name])) }},
}

// generations hold the files of an index, and those of the same index at another time.
type generations struct{ now, then map[string][]byte }

// formerly returns what a file was at the other time: it has the same key there.
func (s generations) formerly(name string) []byte {
	key := strings.TrimSuffix(name, ".bin")
	if cut := strings.LastIndexByte(key, '-'); cut > 0 {
		key = key[:cut+1]
	}
	for _, other := range slices.Sorted(maps.Keys(s.then)) {
		if strings.HasPrefix(other, key) {
			return s.then[other]
		}
	}
	return nil
}

func (s generations) other(r *rand.Rand, is func(name string) bool) []byte {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(s.now)), func(n string) bool { return !is(n) })
	if len(names) == 0 {
		return nil
	}
	return s.now[names[r.IntN(len(names))]]
}

// kindOf is the letter of a file's folder, or "index.bin".
func kindOf(name string) string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(name, Folder+"/"), "/")
	return kind
}

func unzipped(data []byte) []byte {
	if content, err := unzip(data); err == nil {
		return content
	}
	return data // a pack
}

func flip(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	data[r.IntN(len(data))] ^= 1 << r.IntN(8)
	return data
}

func exchangeBlocks(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	size := min(1<<r.IntN(8), len(data)/2)
	if size == 0 {
		return data
	}
	a, b := r.IntN(len(data)/size)*size, r.IntN(len(data)/size)*size
	block := bytes.Clone(data[a : a+size])
	copy(data[a:a+size], data[b:b+size])
	copy(data[b:], block)
	return data
}

func noise(r *rand.Rand, most int) []byte {
	data := make([]byte, 1+r.IntN(most))
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

// twoGenerations has two generations of an index, and asks for every kind of file.
func twoGenerations(t *testing.T) generations {
	t.Helper()
	list := newCorpus(40).records(40)
	var words strings.Builder // more that start alike than one shard holds: the forms have files for these
	for i := range 1500 {
		fmt.Fprintf(&words, "cl%s ", strconv.FormatInt(int64(1000+i*7919), 36))
	}
	list[0].Body += " " + words.String()
	now := exported(t, small(t, list, buildToExport))
	for i := range list { // cards of the same sizes, at the same places
		list[i].Title = strings.ToUpper(list[i].Title)
	}
	return generations{now, exported(t, small(t, list[5:], buildToExport))}
}

// askedOfHarmed are a question for each kind of file: words, the start of one, a
// choice without words.
const askedOfHarmed = `
const choice = { secteur: ["secteur-1"] };
const harmed = {
	"index.bin": () => top("livraison", {}),
	t: () => top("livraison facture", {}),
	f: () => top("cl", {}),
	v: async () => (await top("", choice)) + (await counts("", choice)),
	d: () => top("livraison facture", {}),
};
function fresh() { engine = new client.Engine(async (name, fresh, range) => fetched(name, range)); }
async function answer(kind) {
	try {
		return await harmed[kind]();
	} catch (error) {
		return error instanceof client.IndexError ? error.fault : "uncaught " + error;
	}
}`

// TestAlteredFilesAreNoticed alters files that the client asks for, one at a time. The
// client gives the right answer or says what is wrong, and gives the right one
// again when the file is back. More of them:
// go test ./internal/search -run TestAltered -alterations 5000
func TestAlteredFilesAreNoticed(t *testing.T) {
	t.Parallel()
	s := twoGenerations(t)
	shown, asked := maps.Clone(s.now), ""
	vm, then := harmedOn(t, shown), harmedOn(t, s.then)
	names, right := map[string][]string{}, map[string]string{}
	note := func(name string, _ int) {
		if name = Folder + "/" + name; kindOf(name) == asked && !slices.Contains(names[asked], name) {
			names[asked] = append(names[asked], name)
		}
	}
	if err := vm.Set("note", note); err != nil {
		t.Fatal(err)
	}
	kinds := []string{"index.bin", "t", "f", "v", "d"}
	fresh := function(t, vm, "fresh")
	for _, asked = range kinds {
		fresh()
		if right[asked] = answered(t, vm, asked); len(names[asked]) == 0 {
			t.Fatalf("no question asks for %s", asked)
		}
	}
	asked = ""
	r, seen := rand.New(rand.NewPCG(17, 2026)), map[string]int{}
	for i := range *alterations {
		kind, harm := kinds[i%len(kinds)], harms[i/len(kinds)%len(harms)]
		name := names[kind][r.IntN(len(names[kind]))]
		data := harm.harm(r, s, name)
		if bytes.Equal(data, s.now[name]) {
			continue
		}
		shown[name] = data
		fresh()
		said := answered(t, vm, kind)
		switch {
		case slices.Contains([]string{"absent", "abime", "generation", "format"}, said):
			seen[kind+" "+said]++
		case said == right[kind]: // what was altered is not what was asked
			seen[kind+" right"]++
		case kind == "index.bin" && said == answered(t, then, kind): // a root of another time names files of then
			seen[kind+" right"]++
		default:
			t.Errorf("alteration %d, %s %s: the client says %.300s", i, name, harm.name, said)
		}
		shown[name] = s.now[name]
		if again := answered(t, vm, kind); again != right[kind] {
			t.Errorf("alteration %d, %s %s, then mended: the client says %.300s", i, name, harm.name, again)
		}
	}
	for _, kind := range kinds {
		t.Logf("%s: right %d, absent %d, damaged %d, of another generation %d", kind, seen[kind+" right"], seen[kind+" absent"], seen[kind+" abime"], seen[kind+" generation"])
		if seen[kind+" abime"]+seen[kind+" generation"] == 0 {
			t.Errorf("no altered file of %s was noticed", kind)
		}
	}
}

func harmedOn(t *testing.T, files map[string][]byte) *goja.Runtime {
	t.Helper()
	vm := searcherOn(t, files)
	if _, err := vm.RunString(askedOfHarmed); err != nil {
		t.Fatal(err)
	}
	return vm
}

// answered returns the answer to the question for a kind of file, or the fault; a
// client that does not end is stopped.
func answered(t *testing.T, vm *goja.Runtime, kind string) string {
	t.Helper()
	watch := time.AfterFunc(time.Minute, func() { vm.Interrupt("the client never ends") })
	defer watch.Stop()
	return settled(t, function(t, vm, "answer")(kind))
}

// decodedOf is what the client decodes of a file: what is under its tag, or its first shard.
func decodedOf(t testing.TB, kind string, data []byte) []byte {
	if kind == "t" {
		shard, err := inflate(data[placeHead:])
		if err != nil {
			t.Fatal(err)
		}
		return shard
	}
	content := unzipped(data)
	_, size := binary.Uvarint(content[3:])
	return content[3+size:]
}

// FuzzDecode gives the decoders any bytes, and any body under a right tag, which no
// accident makes: they end, and say what is wrong by an IndexError.
func FuzzDecode(f *testing.F) {
	files := exported(f, small(f, newCorpus(30).records(30), buildToExport))
	for i, kind := range []string{"index.bin", "t", "f", "v"} {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if kindOf(name) == kind {
				f.Add(byte(i), decodedOf(f, kind, files[name]))
				break
			}
		}
	}
	for i := range byte(4) {
		f.Add(i, []byte{})
		f.Add(i, bytes.Repeat([]byte{0xff}, 60))
		f.Add(i, append([]byte{Format}, bytes.Repeat([]byte{0xff, 0x7f}, 40)...))
	}
	vm := searcherOn(f, files)
	if _, err := vm.RunString(`
		const root = client.readRoot(fetched("index.bin"), "index.bin");
		const said = (work) => { try { work(); return ""; } catch (error) { return error instanceof client.IndexError || error instanceof RangeError ? "" : "" + error; } };
		const decoders = [
			(bytes, file) => client.readRoot(bytes, "index.bin"),
			(bytes, file) => { const shard = client.readShard(bytes, file, "", root); for (const term of shard.terms) shard.term(term); },
			(bytes, file) => client.readFormFile(bytes, file),
			(bytes, file) => client.readFacet(bytes, file, root),
		];
		function decode(kind, buffer, size, file) { return said(() => decoders[kind](new Uint8Array(buffer, 0, size), file)); }`); err != nil {
		f.Fatal(err)
	}
	decode := function(f, vm, "decode")
	f.Fuzz(func(t *testing.T, kind byte, body []byte) {
		if len(body) > 1<<16 {
			return
		}
		watch := time.AfterFunc(8*time.Second, func() { vm.Interrupt("never ends") })
		defer watch.Stop()
		tag := tagOf(body)
		sealed := append(binary.AppendUvarint(tag[:], uint64(len(body))), body...)
		for _, bytes := range [][]byte{body, sealed} {
			roomy := vm.NewArrayBuffer(append(slices.Clip(bytes), 0)) // goja may point to the end of a buffer, which is another's memory
			if said := decode(int(kind%4), roomy, len(bytes), fmt.Sprintf("t/x-%x.bin", tag)).String(); said != "" {
				t.Errorf("the client says %s", said)
			}
		}
	})
}
