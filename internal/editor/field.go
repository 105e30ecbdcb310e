package editor

// field is a key of a header as the form asks for it.
type field struct {
	Key, Label, Help, Example string
	Kind                      fieldKind
	Required                  bool
	Blank                     bool     // an empty text says something
	Max                       int      // characters of its text; 0: no limit
	Choices                   []option // of a choice or boxes; of a text, suggestions
	Fields                    []field  // of a group
	Item                      *field   // of a list
	From                      string   // what its values are names of, or ""
	Part                      int      // of the form: see parts
}

// option is a value that may be chosen, and how it is said.
type option struct{ Value, Label string }

// fieldKind says how a field is asked for; the page's script reads its value by it.
type fieldKind string

const (
	textField   fieldKind = "texte"
	longField   fieldKind = "long"
	dateField   fieldKind = "date"
	urlField    fieldKind = "adresse"
	emailField  fieldKind = "courriel"
	phoneField  fieldKind = "telephone"
	yesNoField  fieldKind = "oui-non" // true, false, or not there
	choiceField fieldKind = "choix"
	boxesField  fieldKind = "cases"  // a list of choices
	linesField  fieldKind = "lignes" // a list of texts
	listField   fieldKind = "liste"
	groupField  fieldKind = "groupe"
	numberField fieldKind = "nombre"
	// numbersField is a group whose keys are names, each with a number: it is asked for as
	// a list of names and numbers.
	numbersField fieldKind = "nombres"
	otherField   fieldKind = "autre" // only edited as text
)

// InputType is the type of the field's input, which chooses a phone's keyboard.
func (f field) InputType() string {
	switch f.Kind {
	case dateField:
		return "date"
	case urlField:
		return "url"
	case emailField:
		return "email"
	case phoneField:
		return "tel"
	}
	return "text"
}
