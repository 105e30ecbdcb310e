package content

import "fmt"

// Person is someone whom a document may name, and the consent recorded for it.
type Person struct {
	Path    string // of the group of keys: "temoin", "animateurs[0]", "" for the document itself
	Name    string
	Role    string
	Consent *Consent
}

// Key is the path of one of the person's keys: "temoin.nom".
func (p Person) Key(name string) string { return join(p.Path, name) }

// People lists those whom a document may name, whether it does or not.
func (d *Document) People() []Person {
	var people []Person
	if t := d.Testimonial; t != nil && t.Witness != nil {
		people = append(people, Person{"temoin", t.Witness.Name, t.Witness.Role, t.Witness.Consent})
	}
	if c := d.Contact; c != nil {
		people = append(people, Person{"", c.Name, c.Role, c.Consent})
	}
	if d.Sector != nil {
		for i, k := range d.Sector.Keepers {
			people = append(people, Person{fmt.Sprintf("animateurs[%d]", i), k.Name, k.Organiser, k.Consent})
		}
	}
	return people
}
