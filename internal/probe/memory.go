package probe

import (
	"encoding/json"
	"time"
)

// Memory is the answers had before, by address.
type Memory map[string]Answer

const (
	goodFor = 7 * 24 * time.Hour
	badFor  = 24 * time.Hour
)

// ReadMemory reads what [Memory.Bytes] wrote; what cannot be read is forgotten.
func ReadMemory(data []byte) Memory {
	m := Memory{}
	if json.Unmarshal(data, &m) != nil || m == nil {
		return Memory{}
	}
	return m
}

// Bytes writes the memory, by address.
func (m Memory) Bytes() []byte {
	data, _ := json.MarshalIndent(m, "", " ") // strings and numbers never fail
	return append(data, '\n')
}

// recall returns the answer for an address, unless it is too old.
func (m Memory) recall(address string, now time.Time) (Answer, bool) {
	a, known := m[address]
	day, err := time.Parse(time.DateOnly, a.Day)
	age := now.Sub(day)
	limit := badFor
	if a.Alive() {
		limit = goodFor
	}
	return a, known && err == nil && age >= 0 && age < limit
}
