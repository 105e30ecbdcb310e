// Package french is what every room needs to know of French text, each thing once:
//
//   - [Typography], and [Typeset] for a text that stands between markup: spaces,
//     quotes, apostrophes, dots;
//   - [Fold] and [Slug]: when two spellings are the same word, and what is left
//     of a text in an address;
//   - [Number], [Count], [Plural], [Day], [Month]: what is counted and dated, in words;
//   - [Distance], [Nearest], [DidYouMean]: which known word somebody meant.
//
// It knows nothing of documents, pages or diagnostics. Terms of the search are folded
// letter by letter by the same [FoldLetter], from a table that its client shares.
package french
