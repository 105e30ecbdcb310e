package imports

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"recueil/internal/content"
)

// encoded writes a text in an encoding of x/text.
func encoded(t *testing.T, encode func(string) (string, error), text string) []byte {
	t.Helper()
	out, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

// TestProgramsWriteOneTable holds that one table is read as the same rows, whichever
// program wrote it.
func TestProgramsWriteOneTable(t *testing.T) {
	const text = "Titre;Résumé;Code postal\nUn conseil;« Il aide » : 50 € l'œuvre;01000\nUn autre;Sur\u00a0deux mots;35000\n"
	want := []Row{{2, []string{"Un conseil", "« Il aide » : 50 € l'œuvre", "01000"}}, {3, []string{"Un autre", "Sur\u00a0deux mots", "35000"}}}
	windows, wide := charmap.Windows1252.NewEncoder().String, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String
	for name, data := range map[string][]byte{
		"UTF-8":                      []byte(text),
		"UTF-8 with its mark":        []byte("\ufeff" + text),
		"accents apart, as on macOS": []byte(strings.ReplaceAll(text, "é", "e\u0301")),
		"Windows":                    encoded(t, windows, strings.ReplaceAll(text, "\n", "\r\n")),
		"old Macs' line ends":        []byte(strings.ReplaceAll(text, "\n", "\r")),
		"Windows, old line ends":     encoded(t, windows, strings.ReplaceAll(text, "\n", "\r")),
		"Unicode text of Excel":      encoded(t, wide, strings.ReplaceAll(text, ";", "\t")),
		"commas":                     []byte(strings.ReplaceAll(text, ";", ",")),
		"empty rows after":           []byte(text + ";;\n;;\n"),
		"empty columns after":        []byte(strings.ReplaceAll(text, "\n", ";;\n")),
		"a formula that keeps text":  []byte(strings.ReplaceAll(text, "01000", `"=""01000"""`)),
	} {
		s, err := ReadSheet(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, row := range s.Rows {
			s.Rows[i].Cells = row.Cells[:3]
		}
		if !reflect.DeepEqual(s.Rows, want) || strings.Join(s.Headings[:3], "|") != "Titre|Résumé|Code postal" || len(s.Notes) > 0 {
			t.Errorf("%s: %q %v %v", name, s.Headings, s.Rows, s.Notes)
		}
	}
	s, err := ReadSheet([]byte("sep=;\r\n" + strings.ReplaceAll(text, "\n", "\r\n")))
	if err != nil || len(s.Rows) != 2 || s.Rows[0].Line != 3 || s.Rows[0].Cells[2] != "01000" {
		t.Errorf("a line that Excel asks for: %v %v", s, err)
	}
}

// TestColumnsWithoutHeadings holds that what is in a column which has no heading is said.
func TestColumnsWithoutHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"Titre;;Date\nA;;x\nB;y;z\n": "1: la colonne B n'a pas de titre, et n'est pas reprise ; la ligne 3 y dit « y »\n",
		"Titre;;Date\nA;;x\n":        "",
		"Titre;;\nA;;\nB;y;\n":       "3: ligne laissée : elle a plus de colonnes que la ligne de titres ; mettez entre guillemets une valeur qui contient le séparateur\n",
	} {
		s, err := ReadSheet([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, n := range s.Notes {
			got += fmt.Sprintf("%d: %s\n", n.Line, n.Message)
		}
		if got != want {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	}
}

// TestUnreadableSources says why a source cannot be read at all.
func TestUnreadableSources(t *testing.T) {
	for name, tt := range map[string]struct{ data, want string }{
		"nothing":           {"", "le fichier ne contient aucune ligne"},
		"empty rows":        {";;\n;;\n", "le fichier ne contient aucune ligne"},
		"an old workbook":   {"\xd0\xcf\x11\xe0\xa1\xb1", "enregistrez-le en « .xlsx »"},
		"behind a password": {"\xd0\xcf\x11\xe0\xa1\xb1", "sans mot de passe"},
		"a damaged file":    {"\x9f\x00\x12\"\x00;", "ce n'est pas un tableau"},
		"a PDF":             {"%PDF-1.4\n", "ce n'est pas un tableau"},
		"a broken archive":  {"PK\x03\x04 and no more", "ne peut pas être ouvert"},
		"a lonely quote":    {"titre;resume\nA;un \"mot\" seul\n", "la ligne 2 ne peut pas être lue : vérifiez ses guillemets"},
		"twice a heading":   {"Titre;titre\nA;B\n", "la colonne « titre » est là deux fois"},
	} {
		_, err := ReadSheet([]byte(tt.data))
		if unreadable := (*UnreadableError)(nil); !errors.As(err, &unreadable) || !strings.Contains(unreadable.Message, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// workbookOf writes a table as a workbook, its cells as text.
func workbookOf(t *testing.T, table [][]string) *excelize.File {
	t.Helper()
	book := excelize.NewFile()
	for i, row := range table {
		for j, text := range row {
			ref, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if err := book.SetCellStr("Sheet1", ref, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	return book
}

func bytesOf(t *testing.T, book *excelize.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCellsOfWorkbooks reads what cells are, and not how a sheet shows them.
func TestCellsOfWorkbooks(t *testing.T) {
	style := func(format string) *excelize.Style { return &excelize.Style{CustomNumFmt: &format} }
	for name, tt := range map[string]struct {
		value any
		style *excelize.Style
		want  string
	}{
		"a text":                      {"01000", nil, "01000"},
		"a number":                    {1000, nil, "1000"},
		"a number of many figures":    {73282932000074, nil, "73282932000074"},
		"a number with a part":        {12.5, nil, "12.5"},
		"many figures, few shown":     {73282932000074, &excelize.Style{NumFmt: 11}, "73282932000074"},
		"many figures, in powers":     {73282932000074, style("0.00E+00"), "73282932000074"},
		"a postcode's format":         {1000, style("00000"), "01000"},
		"a day, as in France":         {time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), style("dd/mm/yyyy"), "2026-11-22"},
		"a day, as in America":        {time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), &excelize.Style{NumFmt: 14}, "2026-11-22"},
		"a month":                     {time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), style("mmm-yy"), "2026-03-01"},
		"a moment":                    {time.Date(2026, 11, 22, 10, 15, 0, 0, time.UTC), style("dd/mm/yyyy hh:mm:ss"), "2026-11-22 10:15:00"},
		"a share":                     {0.3, style("0 %"), "30%"},
		"a format that says jours":    {12, style(`0" jours"`), "12 jours"},
		"a text that looks as a date": {"1-9", style("dd/mm/yyyy"), "1-9"},
	} {
		book := workbookOf(t, [][]string{{"titre"}})
		if err := book.SetCellValue("Sheet1", "A2", tt.value); err != nil {
			t.Fatal(err)
		}
		if tt.style != nil {
			id, err := book.NewStyle(tt.style)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStyle("Sheet1", "A2", "A2", id); err != nil {
				t.Fatal(err)
			}
		}
		s, err := ReadSheet(bytesOf(t, book))
		if err != nil || len(s.Rows) != 1 || s.Rows[0].Cells[0] != tt.want {
			t.Errorf("%s: %v %v, want %q", name, s, err, tt.want)
		}
	}
}

// TestDaysSince1904 reads the days of a workbook that counts them as Excel for the Mac did.
func TestDaysSince1904(t *testing.T) {
	book, yes := workbookOf(t, [][]string{{"titre"}}), true
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellValue("Sheet1", "A2", time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	s, err := ReadSheet(bytesOf(t, book))
	if err != nil || len(s.Rows) != 1 || s.Rows[0].Cells[0] != "2026-11-03" {
		t.Errorf("%v %v, want 2026-11-03", s, err)
	}
}

// TestFormulasOfWorkbooks reads the result of a formula, and says one that has none.
func TestFormulasOfWorkbooks(t *testing.T) {
	book := workbookOf(t, [][]string{{"titre", "effectif"}, {"A"}, {"B"}})
	for ref, formula := range map[string]string{"B2": "1+2", "B3": "INCONNUE(A1)"} {
		if err := book.SetCellFormula("Sheet1", ref, formula); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellStr("Sheet1", "C1", "x"); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"C2", "C3"} {
		if err := book.SetCellStr("Sheet1", ref, "y"); err != nil {
			t.Fatal(err)
		}
	}
	s, err := ReadSheet(bytesOf(t, book))
	if err != nil || s.Rows[0].Cells[1] != "3" || s.Rows[1].Cells[1] != "" || len(s.Notes) != 1 || s.Notes[0].Line != 3 {
		t.Errorf("%v %v", s, err)
	}
}

// TestSizes reads the staff of a firm as people write it, and as spreadsheets spoil it.
func TestSizes(t *testing.T) {
	for text, want := range map[string]string{
		"1-9": "1-9", "1 à 9 salariés": "1-9", "de 1 à 9": "1-9", "3": "1-9", "1 salarié": "1-9", "0": "sans-salarie", "Sans salarié": "sans-salarie", "aucun": "sans-salarie",
		"01/09/2026": "1-9", "1-sept": "1-9", "1-sept.": "1-9", "2026-09-01": "1-9", "9/1/2026": "1-9", "09/01/2026": "1-9", "2026-01-09": "1-9", "9-janv.": "1-9", "oct-49": "10-49", "01/10/1949": "10-49", "1949-10-01": "10-49", "10-49": "10-49",
		"249": "50-249", "250 et plus": "250-et-plus", "250": "250-et-plus", "1200 salariés": "250-et-plus", "5 à 20": "", "TPE": "sans-salarie 1-9", "22/11/2026": "", "une équipe": "",
	} {
		if got := strings.Join(sizeOf(text), " "); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestAidsComeInManyForms reads the list of aids bare, and under each of its names, and as
// a table.
func TestAidsComeInManyForms(t *testing.T) {
	const list = `[{"id_aid": 1, "status": "1", "aid_nom": "Aide", "aid_objet": "<p>Un <b>objet</b>.</p>", "date_fin": "2026-12-31", "financeurs": [{"org_nom": "État"}], "territoires": [{"ter_libelle": "Bretagne"}]}]`
	want := newFolder()
	want.take(t, Aids, []byte(list), "essai", "2026-11-28")
	if len(want.files("aides")) == 0 {
		t.Fatal("nothing is made of the list")
	}
	for name, text := range map[string]string{
		"with its mark": "\ufeff" + list,
		"data":          `{"links": {"next": null}, "data": ` + list + `}`,
		"results":       `{"total": 1, "results": ` + list + "}\n",
		"aides":         `{"aides": ` + list + `}`,
		"a table":       "id_aid;status;aid_nom;aid_objet;date_fin;financeurs;couverture_geo\n1;1;Aide;<p>Un <b>objet</b>.</p>;31/12/2026;État;Bretagne\n",
	} {
		f := newFolder()
		report, _ := f.take(t, Aids, []byte(text), "essai", "2026-11-28")
		if !bytes.Equal(f.files("aides"), want.files("aides")) {
			t.Errorf("%s: %s\n%s", name, report, f.files("aides"))
		}
	}
	for name, text := range map[string]string{"no list": `{"aide": 1}`, "cut short": list[:40], "no objects": `[1, 2]`, "another table": "titre;resume\nA;B\n"} {
		if _, err := Aids(t.Context(), []byte(text), Options{}); !errors.As(err, new(*UnreadableError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPartsAreThoseOfTheOutline holds that a testimonial of a form has the headings, in
// their order, of one that is begun by hand.
func TestPartsAreThoseOfTheOutline(t *testing.T) {
	var headings []string
	for _, p := range storyParts {
		headings = append(headings, p.heading)
	}
	if got := headings[1 : len(headings)-1]; !slices.Equal(got, content.Type("temoignages").Outline()) {
		t.Errorf("the parts are %q", got)
	}
}

// TestNamesNeedAFiledConsent holds that an answer to a form is no reference of a signed
// consent: the name is not written.
func TestNamesNeedAFiledConsent(t *testing.T) {
	for accord, want := range map[string]bool{"ACC-12": true, "2026/03": true, "Oui": false, "oui, le 3 mars": false, "Non, pas encore": false, "": false, "x": false, "en attente": false, "signé": false} {
		f := newFolder()
		source := "titre;resume;date;nom;fonction;accord;date_accord\nUn titre;Un résumé.;2026-01-02;Prénom Nom;le gérant;\"" + accord + "\";03/03/2026\n"
		report, _ := f.take(t, Testimonials, []byte(source), "essai", "2026-11-28")
		if made := string(f.files("temoignages")); strings.Contains(made, "Prénom Nom") != want || !strings.Contains(made, "le gérant") {
			t.Errorf("%q: %s\n%s", accord, report, made)
		}
	}
}
