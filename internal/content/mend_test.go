package content

import (
	"cmp"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// TestMend reads blocks with the mistakes that are mended: what is reported, at
// which words, and what is read then.
func TestMend(t *testing.T) {
	const nbsp, narrow = "\u00a0", "\u202f"
	for _, tt := range []struct{ name, yaml, want, problems string }{
		{"nothing", "titre: Un titre\nresume: l’été", "", ""},
		{"colon", "titre: Meca : la vente # note", `titre: "Meca : la vente" # note`, "deux-points<Meca : la vente>"},
		{"colon at the end", "  - titre: Meca :", `  - titre: "Meca :"`, "deux-points<Meca :>"},
		{"colon and a quote", `titre: a : "b" \c`, `titre: "a : \"b\" \\c"`, `deux-points<a : "b" \c>`},
		{"address", "url: https://exemple.fr", "", ""},
		{"tab", "source:\n\ttitre: x", "source:\n  titre: x", "tabulation<\t>"},
		{"tab and colon", "source:\n\ttitre: a : b", "source:\n  titre: \"a : b\"", "tabulation<\t> deux-points<a : b>"},
		{"no-break space before the colon", "titre" + nbsp + ": x", "titre: x", "espace-insecable<" + nbsp + ":>"},
		{"no-break space after the colon", "titre:" + narrow + "x", "titre: x", "espace-insecable<" + narrow + ">"},
		{"no-break space of indentation", nbsp + nbsp + "titre: x", "  titre: x", "espace-insecable<" + nbsp + nbsp + "titre:>"},
		{"no-break space and colon", "titre" + nbsp + ": a : b", `titre: "a : b"`, "espace-insecable<" + nbsp + ":> deux-points<a : b>"},
		{"no-break space in a value", "titre: Oui" + nbsp + "! non", "", ""},
		{"no-break space and colon in a value", "titre: Oui" + nbsp + ": non", "titre: \"Oui" + nbsp + ": non\"", "deux-points<Oui" + nbsp + ": non>"},
		{"no space after the colon", "titre:Un titre\nsecteurs:[a]\nnote:b\n  url:c", "titre: Un titre\nsecteurs: [a]\nnote:b\n  url:c", "espace-manquante<titre:> espace-manquante<secteurs:>"},
		{"no space after one colon, and another colon", "titre:Meca : la vente", `titre: "Meca : la vente"`, "espace-manquante<titre:> deux-points<Meca : la vente>"},
		{"no space before a block of text", "resume:|\n  titre:a", "resume: |\n  titre:a", "espace-manquante<resume:>"},
		{"curly quotes", "titre: “Un titre” # note", `titre: "Un titre" # note`, "guillemets-courbes<“Un titre”>"},
		{"curly quotes and colon", "titre: “Un : titre”", `titre: "Un : titre"`, "guillemets-courbes<“Un : titre”>"},
		{"one curly quote", "titre: \"Un titre”", `titre: "Un titre"`, "guillemets-courbes<\"Un titre”>"},
		{"single curly quotes", "titre: ‘L’été’", `titre: "L’été"`, "guillemets-courbes<‘L’été’>"},
		{"curly quotes in a list", "mots_cles: [“a”, b, “c d”]", `mots_cles: ["a", b, "c d"]`, "guillemets-courbes<“a”> guillemets-courbes<“c d”>"},
		{"curly quotes in a group", "source: {titre: “a”}", `source: {titre: "a"}`, "guillemets-courbes<“a”>"},
		{"curly quotes of an item", "mots_cles:\n  - “a”", "mots_cles:\n  - \"a\"", "guillemets-courbes<“a”>"},
		{"curly quotes within a value", "titre: Dire “oui”", "", ""},
		{"two quotations", "titre: “Oui”, “non”", "", ""},
		{"no space after the colon", "titre:Un titre\nresume :Un : deux", "titre: Un titre\nresume : \"Un : deux\"", "espace-manquante<titre:> espace-manquante<resume :> deux-points<Un : deux>"},
		{"no space in a time or an address", "resume: Un\n  texte:ici\nhttp://a.fr\n10:30", "", ""},
		{"single quotes and an apostrophe", "titre: 'L'atelier'", `titre: "L'atelier"`, "guillemets-imbriques<'L'atelier'>"},
		{"single quotes, one apostrophe", "titre: 'L'atelier vend", `titre: "L'atelier vend"`, "guillemets-imbriques<'L'atelier vend>"},
		{"single quotes of a quotation", "titre: 'Oui' depuis 2020", `titre: "« Oui » depuis 2020"`, "guillemets-imbriques<'Oui' depuis 2020>"},
		{"quotes within quotes", `titre: "Dire "oui" : un art" # note`, `titre: "Dire « oui » : un art" # note`, `guillemets-imbriques<"Dire "oui" : un art">`},
		{"a quotation, then text", `- titre: "Oui" depuis 2020`, `- titre: "« Oui » depuis 2020"`, `guillemets-imbriques<"Oui" depuis 2020>`},
		{"quotations at both ends", `titre: "Oui" puis "non"`, `titre: "« Oui » puis « non »"`, `guillemets-imbriques<"Oui" puis "non">`},
		{"an item", `  - "Oui" et non`, `  - "« Oui » et non"`, `guillemets-imbriques<"Oui" et non>`},
		{"quotes doubled or escaped", "titre: 'L''atelier'\nresume: \"a \\\"b\\\" c\" # note", "", ""},
		{"quotes in a group", "  texte: \"Oui\", themes: {a: 1}\n  - \"a\",", "", ""},
		{"a quoted key", `- "a": b`, "", ""},
		{"reserved sign", "titre: @toi : moi # note", `titre: "@toi : moi" # note`, "signe-reserve<@toi : moi>"},
		{"reserved stars", "titre: *Attention*", `titre: "*Attention*"`, "signe-reserve<*Attention*>"},
		{"reserved sign inside a text", "resume: >\n  a: @b", "", ""},
		{"hash", "titre: Recette #1\nmots_cles: #web", "", "diese<#1> diese<#web>"},
		{"hash of a note", "titre: Recette # note\nb: # note\nc: [a] #x\nd: \"e #f\"\ncouleur: \"#123456\"", "", ""},
		{"guillemets", "titre: « Un titre »", "", ""},
		{"straight quotes", `titre: "l’été"`, "", ""},
		{"block of text", "resume: |\n  a: b: c\n\t“d”\ntitre: a : b", "resume: |\n  a: b: c\n\t“d”\ntitre: \"a : b\"", "deux-points<a : b>"},
		{"text in quotes on two lines", "resume: \"Un\n  deux: a : b\n  fin\"\ntitre: a : b", "resume: \"Un\n  deux: a : b\n  fin\"\ntitre: \"a : b\"", "deux-points<a : b>"},
		{"quotes never closed", "resume: \"Un\ntitre: a : b", "resume: \"Un\ntitre: \"a : b\"", "deux-points<a : b>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := diag.NewSource("a.yaml", []byte(tt.yaml))
			got, problems := mend(src, whole(src))
			var found []string
			var fixes []diag.Fix
			for _, p := range problems {
				if p.Severity == diag.Error {
					fixes = append(fixes, p.Fix)
				}
				found = append(found, p.Rule.Name+"<"+tt.yaml[p.Span.Start:p.Span.End]+">")
			}
			want := cmp.Or(tt.want, tt.yaml)
			if string(got) != want+"\n" {
				t.Errorf("%q:\ngot  %q\nwant %q", tt.yaml, got, want)
			}
			if fixed, _ := diag.Apply(src.Text, fixes); string(fixed) != want {
				t.Errorf("%q: its fixes give %q, and what is read is %q", tt.yaml, fixed, want)
			}
			if strings.Join(found, " ") != tt.problems {
				t.Errorf("%q:\ngot  %s\nwant %s", tt.yaml, found, tt.problems)
			}
		})
	}
}

func TestFrenchDate(t *testing.T) {
	for in, want := range map[string]PartialDate{
		"22/11/2026": "2026-11-22", "1.3.2026": "2026-03-01", "22-11-2026": "2026-11-22",
		"22 novembre 2026": "2026-11-22", "1er mars 2026": "2026-03-01", "1 Août 2026": "2026-08-01", "fevrier 2026": "2026-02",
		"11/2026": "2026-11", "mars 2026": "2026-03", "décembre 2025": "2025-12",
		"2026-3-1": "2026-03-01", "2026/11/22": "2026-11-22", "2026.3": "2026-03", "2026-11-22": "2026-11-22",
	} {
		if got, ok := frenchDate(in); !ok || got != want {
			t.Errorf("%q: got %q, %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "2026", "31/02/2026", "32 mars 2026", "13/2026", "0/1/2026", "mardi 2026", "22 novembre", "22/11/26", "2026-22-11"} {
		if got, ok := frenchDate(in); ok {
			t.Errorf("%q is read as %q", in, got)
		}
	}
}
