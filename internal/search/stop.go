package search

import "strings"

// stopWords are the folded words that no reader looks for: articles, pronouns,
// auxiliaries, what an elision leaves (l’, d’, qu’), and the words questions
// are made of, so that "comment faire pour être visible" asks for "visible".
// Kept on purpose: été (a season), sans (sans salarié), contre, or, car, bien.
// "pas" is left out: it is in every text and in no need.
const stopWords = `ai as au aux avec avez avoir avons ca ce ceci cela ces cet cette chez ci combien comme comment dans
de des doit dois donc dont du elle elles en entre es est et etaient etait etant etes etre eu eux
faire fais fait faites faut font il ils je jusqu jusque la le les leur leurs lorsqu lorsque lui ma
mais me mes moi mon ne ni nos notre nous on ont ou par pas peut peux plus pour pourquoi presqu puis
puisqu puisque qu quand que quel quelle quelles quels quelqu quelque quelques qui quoi quoiqu sa se
sera seront ses si soit sommes son sont suis sur ta te tes toi ton tous tout toute toutes tres tu
un une va vers veux vos votre trouve trouver voudrais vous and the of for`

var isStop = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(stopWords) {
		m[w] = true
	}
	return m
}()

// isStopWord reports whether a form is not indexed. A letter alone never is: it
// is what an elision or a list leaves.
func isStopWord(form string) bool { return isLetter(form) || isStop[form] }
