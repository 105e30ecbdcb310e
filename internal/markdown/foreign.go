package markdown

import (
	"strings"

	bcp47 "golang.org/x/text/language"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// isForeign reports whether a tag opens a passage in another language.
func (t tag) isForeign() bool {
	lang := t.attribute("lang")
	return lang != "" && !t.closing && !strings.HasPrefix(strings.ToLower(lang), "fr")
}

// languageCodes are the codes of the languages that French authors name.
var languageCodes = map[string]string{
	"allemand": "de", "alsacien": "gsw", "anglais": "en", "arabe": "ar", "basque": "eu", "breton": "br", "catalan": "ca", "chinois": "zh",
	"corse": "co", "creole": "cpf", "espagnol": "es", "francais": "fr", "italien": "it", "japonais": "ja", "latin": "la", "neerlandais": "nl",
	"occitan": "oc", "polonais": "pl", "portugais": "pt", "roumain": "ro", "russe": "ru", "tahitien": "ty", "turc": "tr", "ukrainien": "uk",
	"english": "en", "uk": "en", "us": "en", "gb": "en", "jp": "ja", "cn": "zh",
}

// checkLanguage reports a language that is no tag of BCP 47, as screen readers
// know them.
func (c *composer) checkLanguage(t tag) {
	lang := t.attribute("lang")
	if lang == "" || knownLanguage(lang) {
		return
	}
	c.report(diag.UnknownLanguage, t.from, t.to, "la langue « "+lang+" » n'est pas un code de langue",
		"écrivez le code de la langue : en pour l'anglais, de pour l'allemand, es pour l'espagnol, br pour le breton")
	code := languageCodes[french.Fold(strings.TrimSpace(lang))]
	at := strings.Index(t.raw, lang)
	if code != "" && at >= 0 {
		c.problems[len(c.problems)-1].Hint = `écrivez lang="` + code + `"`
		c.fix(false, edit{t.from + at, t.from + at + len(lang), code})
	}
}

func knownLanguage(lang string) bool {
	primary, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	if languageCodes[strings.ToLower(primary)] != "" { // « uk » is Ukrainian, and rarely meant
		return false
	}
	tag, err := bcp47.Parse(lang)
	return err == nil && tag != bcp47.Und && !strings.Contains(lang, "_")
}
