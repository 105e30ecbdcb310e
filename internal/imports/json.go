package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// record is an object of a JSON source, and the line that it begins on.
type record struct {
	line  int
	value map[string]any
}

// readRecords reads the objects of a list, bare or under one of the usual names.
func readRecords(data []byte) ([]record, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := json.Unmarshal(data, new(any)); err != nil {
		line := 1
		if at := (*json.SyntaxError)(nil); errors.As(err, &at) {
			line = lineAt(data, int(at.Offset))
		}
		return nil, unreadable("le fichier JSON ne peut pas être lu, ligne %d : il est peut-être incomplet ; téléchargez-le de nouveau", line)
	}
	start := listStart(data)
	if start < 0 {
		return nil, unreadable("le fichier JSON ne contient pas de liste : elle est attendue seule, ou sous « aides », « data » ou « results »")
	}
	dec := json.NewDecoder(bytes.NewReader(data[start:]))
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	var list []record
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, fmt.Errorf("read record: %w", err)
		}
		r := record{line: lineAt(data, start+int(dec.InputOffset())-len(raw))}
		item := json.NewDecoder(bytes.NewReader(raw))
		item.UseNumber()
		if err := item.Decode(&r.value); err != nil {
			return nil, unreadable("ligne %d : un objet est attendu dans la liste", r.line)
		}
		list = append(list, r)
	}
	return list, nil
}

// listStart returns where the list begins, or -1.
func listStart(data []byte) int {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return bytes.IndexByte(data, '[')
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return -1
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return -1
		}
		before := int(dec.InputOffset())
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return -1
		}
		if name, _ := key.(string); slices.Contains([]string{"aides", "data", "results"}, name) && bytes.HasPrefix(raw, []byte("[")) {
			return before + bytes.IndexByte(data[before:], '[')
		}
	}
	return -1
}

func lineAt(data []byte, offset int) int {
	return 1 + bytes.Count(data[:max(0, min(offset, len(data)))], []byte("\n"))
}

// textAt returns the texts that a path leads to in a value, through lists: « financeurs »,
// « org_nom ».
func textAt(value any, path ...string) []string {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, textAt(item, path...)...)
		}
		return all
	case map[string]any:
		if len(path) == 0 {
			return nil
		}
		return textAt(v[path[0]], path[1:]...)
	}
	if text := strings.TrimSpace(fmt.Sprint(value)); text != "" && len(path) == 0 {
		return []string{text}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
