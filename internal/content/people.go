package content

import (
	"reflect"
	"slices"
)

// Consent records that a person agreed to be named. The signed form itself
// never enters the content.
type Consent struct {
	Reference string `key:"reference" like:"…"` // a "oui" is none
	Date      Date   `key:"date" is:"past"`
	Expires   Date   `key:"expire"`
	Withdrawn Date   `key:"retire_le"`
}

// HasEnded reports whether the consent no longer allows the name on a day: it has
// expired, or was withdrawn.
func (c *Consent) HasEnded(day Date) bool {
	return c != nil && (c.IsWithdrawn(day) || c.Expires != "" && c.Expires <= day)
}

// isRecorded reports whether the consent says which agreement it is, and of which day.
func (c *Consent) isRecorded() bool { return c != nil && c.Reference != "" && c.Date != "" }

// IsWithdrawn reports whether the person has taken the consent back by a day.
func (c *Consent) IsWithdrawn(day Date) bool {
	return c != nil && c.Withdrawn != "" && c.Withdrawn <= day
}

// Person is someone whom a document may name, and the consent recorded for it.
type Person struct {
	Path    string // of the group of keys: "temoin", "animateurs[0]", "" for the document itself
	Name    string
	Role    string
	Consent *Consent
}

// Key is the path of one of the person's keys: "temoin.nom".
func (p Person) Key(name string) string { return join(p.Path, name) }

// personal is a group of keys about a person.
type personal interface {
	person() Person
	hide(withdrawn bool) // takes the name out, and after a withdrawal how to reach the person
}

// People lists those whom a document may name, whether it does or not.
func (d *Document) People() []Person {
	var people []Person
	d.Own.groups(d.Type, func(path string, group any) {
		if p, ok := group.(personal); ok {
			person := p.person()
			person.Path = path
			people = append(people, person)
		}
	})
	return people
}

// Redacted returns the document as it may be published on a day: without the people
// whose consent has ended, on a copy. Nobody's has: the document itself.
func (d *Document) Redacted(day Date) *Document {
	if !slices.ContainsFunc(d.People(), func(p Person) bool { return p.Consent.HasEnded(day) }) {
		return d
	}
	copied := *d
	copied.Own = clone(reflect.ValueOf(d.Own)).Interface().(Own)
	copied.Own.groups(d.Type, func(_ string, group any) {
		if p, ok := group.(personal); ok && p.person().Consent.HasEnded(day) {
			p.hide(p.person().Consent.IsWithdrawn(day))
		}
	})
	return &copied
}

// clone copies a value and all that it points to.
func clone(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(clone(v.Elem()))
	case v.Kind() == reflect.Slice && !v.IsNil():
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(clone(v.Index(i)))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(clone(v.Field(i)))
		}
	}
	return out
}
