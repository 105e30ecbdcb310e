package content

// Publisher is who publishes the site, and what the law and readers ask of them. Pages
// say it where they have its marks: see [Publisher.Fields].
type Publisher struct {
	Name     string   `key:"nom"`
	Form     string   `key:"forme"` // legal form and number
	Address  string   `key:"adresse"`
	Phone    Phone    `key:"telephone"`
	URL      URL      `key:"url"`
	Email    Email    `key:"courriel"`
	Logo     string   `key:"logo" is:"file"`
	Director *Witness `key:"direction"`   // of the publication
	Host     string   `key:"hebergeur"`   // name, address and telephone
	Traces   string   `key:"journaux"`    // what the host keeps of visits
	Delay    string   `key:"delai"`       // of an answer to a reader
	Audit    URL      `key:"declaration"` // of accessibility
}

// Field is something that a page can say of the publisher.
type Field struct {
	Key  string // "adresse": a page says it where it has the mark {editeur.adresse}
	Text string // "" when the publisher does not say it
	Link string // mailto:, tel: or an address; "" of a plain text
}

// Fields lists what pages can say of the publisher, in the order of the keys.
func (p Publisher) Fields() []Field {
	linked := func(key, text, scheme string) Field {
		if text == "" {
			return Field{Key: key}
		}
		return Field{key, text, scheme + text}
	}
	return []Field{
		{Key: "nom", Text: p.Name}, {Key: "forme", Text: p.Form}, {Key: "adresse", Text: p.Address},
		{Key: "telephone", Text: string(p.Phone)}, linked("url", string(p.URL), ""), linked("courriel", string(p.Email), "mailto:"),
		{Key: "direction", Text: p.Director.InWords()}, {Key: "hebergeur", Text: p.Host}, {Key: "journaux", Text: p.Traces},
		{Key: "delai", Text: p.Delay}, linked("declaration", string(p.Audit), ""),
	}
}

// InWords names a person with their function, or says the function alone: an edition has
// taken out the name of who no longer agrees to it.
func (w *Witness) InWords() string {
	switch {
	case w == nil:
		return ""
	case w.Name == "" || w.Role == "":
		return w.Name + w.Role
	}
	return w.Name + ", " + w.Role
}

// Redacted returns the publisher as it may be published on a day: without the name of
// a director whose consent has ended, on a copy.
func (p Publisher) Redacted(day Date) Publisher {
	if p.Director != nil && p.Director.Consent.HasEnded(day) {
		director := *p.Director
		director.hide(director.Consent.IsWithdrawn(day))
		p.Director = &director
	}
	return p
}

// people lists the director of the publication, if there is one.
func (p *Publisher) people() []Person {
	if p == nil || p.Director == nil {
		return nil
	}
	director := p.Director.person()
	director.Path = "editeur.direction"
	return []Person{director}
}
