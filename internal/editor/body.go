package editor

import "strings"

// Body returns the Markdown of the file as browsers hold a text: its lines end with \n.
func (f *File) Body() string { return withoutReturns(string(f.source.Text[f.body:])) }

// SetBody returns the file with other Markdown. Lines that stay keep their bytes, and
// their ends.
func (f *File) SetBody(body string) (*File, error) {
	old := string(f.source.Text[f.body:])
	fresh := Retext(old, body)
	if fresh == old {
		return f, nil
	}
	head := string(f.source.Text[:f.body])
	if !strings.HasSuffix(head, "\n") { // of a file that ends with its header
		head += writer{f}.eol()
	}
	return Open([]byte(head + fresh))
}

// Retext returns the text that a browser holds in the place of an old one, whose lines
// it gave line ends of its own: those that stay keep their bytes, and new ones end as
// the others do.
func Retext(old, fresh string) string {
	before, after := lines(old), lines(withoutReturns(fresh))
	eol := "\n"
	if strings.Contains(old, "\r\n") {
		eol = "\r\n"
	}
	head := 0
	for head < min(len(before), len(after)) && withoutReturns(before[head]) == after[head] {
		after[head] = before[head]
		head++
	}
	tail := 0
	for tail < min(len(before), len(after))-head && withoutReturns(before[len(before)-1-tail]) == after[len(after)-1-tail] {
		tail++
		after[len(after)-tail] = before[len(before)-tail]
	}
	next := head
	for i := head; i < len(after)-tail; i++ {
		kept, at := "", next
		for ; at < len(before)-tail && kept == ""; at++ {
			if withoutReturns(before[at]) == after[i] {
				kept, next = before[at], at+1
			}
		}
		if kept == "" {
			kept = strings.Replace(after[i], "\n", eol, 1)
		}
		after[i] = kept
	}
	return strings.Join(after, "")
}

// lines cuts a text after each line end, of any system.
func lines(text string) []string {
	var list []string
	for {
		at := strings.IndexAny(text, "\r\n")
		if at < 0 {
			return append(list, text)
		}
		if strings.HasPrefix(text[at:], "\r\n") {
			at++
		}
		list, text = append(list, text[:at+1]), text[at+1:]
	}
}

func withoutReturns(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
