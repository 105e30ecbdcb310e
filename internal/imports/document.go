package imports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
)

// entry is what a row becomes: a document that is not yet in a file.
type entry struct {
	line  int
	id    string
	title string // of which its slug is made
	left  string // why it cannot be used, or ""
	// unread are the cells of columns that nothing says to read, nor to leave, by heading.
	unread map[string]string
	header
	body strings.Builder
}

// header is front matter in the making. A value that says nothing writes no key.
type header struct{ node yaml.Node }

func (h *header) value(key string, value *yaml.Node) {
	h.node.Kind = yaml.MappingNode
	h.node.Content = append(h.node.Content, scalar(key), value)
}

func (h *header) text(key, text string) {
	if text != "" {
		h.value(key, scalar(text))
	}
}

func (h *header) list(key string, texts []string) {
	if len(texts) == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, text := range texts {
		list.Content = append(list.Content, scalar(text))
	}
	h.value(key, list)
}

func (h *header) group(key string, group *header) {
	if len(group.node.Content) > 0 {
		h.value(key, &group.node)
	}
}

// dateForm is a day as YAML has it, which needs no quotes.
var dateForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func scalar(text string) *yaml.Node {
	tag := "!!str"
	if dateForm.MatchString(text) {
		tag = "!!timestamp"
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}
}

// part adds a passage under its heading, unless it says nothing.
func (e *entry) part(heading, text string) error {
	passage, err := markdownOf(text)
	if err != nil || passage == "" {
		return err
	}
	if e.body.Len() > 0 {
		e.body.WriteString("\n\n")
	}
	if heading != "" {
		e.body.WriteString("## " + heading + "\n\n")
	}
	e.body.WriteString(passage)
	return nil
}

// write returns the file of an entry, with where it comes from.
func (e *entry) write(origin string, date content.Date) ([]byte, error) {
	front, err := yamlOf(&e.node)
	if err != nil {
		return nil, err
	}
	body := ""
	if e.body.Len() > 0 {
		body = "\n" + e.body.String() + "\n"
	}
	var from, provenance header
	from.text("origine", origin)
	from.text("id", e.id)
	from.text("empreinte", fingerprint([]byte("---\n"+front+"---\n"+body)))
	from.text("date", string(date))
	provenance.group("import", &from)
	block, err := yamlOf(&provenance.node)
	return []byte("---\n" + front + block + "---\n" + body), err
}

// yamlOf writes front matter, each value on its line.
func yamlOf(node *yaml.Node) (string, error) {
	out, err := yaml.Dump(node, yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return "", fmt.Errorf("write front matter: %w", err)
	}
	return string(out), nil
}

// importBlock is where a file says what imported it.
var importBlock = regexp.MustCompile(`(?m)^import:.*\n(?:[ \t]+.*\n)*`)

// fingerprint tells one text from another, besides where it comes from: line ends, and
// blanks after lines, are of no account.
func fingerprint(text []byte) string {
	text = content.Readable(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	if at := importBlock.FindIndex(text); at != nil {
		text = bytes.Join([][]byte{text[:at[0]], text[at[1]:]}, nil)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:8])
}
