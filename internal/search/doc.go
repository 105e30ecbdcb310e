// Package search builds a Bleve index of an edition's documents, answers
// questions with it, and exports it to files that browsers query without a
// server.
//
// [Build] indexes records with Bleve; [Index.Search] ranks what Bleve's postings
// say, for the command line; [Index.Export] walks the same index and writes files.
// The client, in assets/search, fetches the few that a question needs and gives
// the same answer: documents, order, totals and scores. The tests compare the two
// on more than five hundred questions, in goja and in Chromium, and the postings
// that the client decodes with Bleve's own scores.
//
// [ToExport] is the quicker: texts are analysed once, and Bleve gets their
// terms, in two halves at a time. The tests hold that it exports the bytes of an
// index whose texts Bleve analysed.
// [Stock] narrows one such index to each edition of a run.
//
// # The analysis
//
// [Analyze] is the whole of it, on both sides: runs of letters and digits by a
// table of characters of our own (letters.go), folded to unaccented Latin;
// acronyms (S.A.R.L., R&D, H/F), numbers (15 000, a SIRET, 56.10A, a telephone,
// +33 being 0) put together; compounds with hyphens (micro-crédit) put together
// before their parts, which are words too; stop words left out, so
// that the words of a question never spoil its answer; a light stemmer for
// folded words (stem.go). Elided articles are stop words like others: any sign
// parts l’ from entreprise. The client gets every table through tables_test.go.
//
// Decided: e-mail, email and mail are one word; e-commerce is not commerce;
// rendez-vous is one word and not the verb; codes and numbers are never
// corrected; C++ and C# are words, other single
// letters are not; été is a season; sans is a word, pas is not.
//
// # What a question asks
//
// Each word (ten at most) is met by any of its alternatives: its own term; its
// parts, if it is a compound, written with hyphens, or apart and known as one
// word, or unknown but made of two that are known (weight 0.8); the
// entries of the synonyms (weight ½; several words mean all of them), and, for
// the word that ends the question, its eight most frequent completions (weight
// ½), those that some title has before the others, and if it is a word of the index
// itself none that is less frequent; and its family, terms near it in
// the dictionary that share seven letters in ten with it (rénover and rénovation;
// weight 0.4). A word that nothing stands
// for is corrected (one edit from five letters on, two from nine; weight
// 1/(1+edits)), else left out, and the reader is told. Where it may be two known
// words, those one edit away stand beside these: of so many words that chance makes
// two of one mistake in twenty (50,000 documents), the mistake is the likelier.
// A document may be met by some of the words only. Facets filter: a value keeps
// the documents that name it, that name a value that it includes or the one that
// includes it (what is for a region concerns its departments), and those that
// list nothing. Unless the facet "public" says otherwise, documents for firms
// answer.
//
// # Ranking
//
// One list, best first, never cut short: open documents before closed ones (a
// closed aid helps nobody today); a title that is the question; titles that the
// question names, having all its words (if a word being typed has more
// completions than eight, nobody knows which it will be, and a title that has all
// the others is named too); documents with all the words; those with some, after a
// passage that says so. Then full documents before stubs, by score, by length of
// body, by number.
//
// The score is ours, in ranking.go and score.ts: Bleve gives postings, frequencies
// and lengths. A word's score is BM25F: its evidence is the sum over the fields
// of weight·freq/(1−b+b·length/average), b being 0 for summaries, and a small weight if the document stands
// for the word (its sectors' titles, keywords and activities, its themes, its
// places, which it may not write), worth idf·e/(e+k), idf being that of the
// documents that have the word anywhere; of the alternatives of a word the best
// counts; words add up. Two neighbours of the question met in one place (the
// title, the summary, the first passage of the body that has each) add a fifth of
// the lesser. Passages are in the postings already, so nearness costs no byte. A
// document that names a chosen value has up to the half of its score more.
//
// Bleve 2.6.1 has a BM25, which is not: its average length is the number of
// distinct terms over that of documents, rounded up, and depends on how many
// segments there are. Its tf-idf is a test of the export: see
// TestExportedPostingsScoreAsBleve.
//
// Weights, k and b were chosen on one half, fixed by a hash, of 351 French pages
// of public aid with 351 one-line needs that the pages do not hold. The other half
// was in view when the share of neighbours and the stemming of imperatives were
// picked: for these two it proves less. Mean reciprocal rank and success at ten, on
// the first half and on the other:
//
//	tf-idf, all the words, else any word       0.54 0.71   0.62 0.79
//	BM25 summed over equal fields, any word    0.60 0.81   0.69 0.89
//	BM25F, documents with all the words first  0.60 0.84   0.71 0.91
//	with families, and imperatives stemmed     0.62 0.84   0.75 0.92
//	near neighbours counted                    0.61 0.85   0.75 0.92
//
// Those were with titles at 4, summaries at 3, keywords at 3 and k at 3. Of the same
// pages and needs collected anew (355: 264 aids with what they promise, 91 projects
// with their short description; summaries being the first sentence, then the whole
// description), so with other figures for the same choices:
//
//	as before                                  0.59 0.84   0.74 0.93    0.58 0.79   0.72 0.95
//	as it is: 3, 1.5, 2, and k 8               0.60 0.85   0.76 0.94    0.61 0.83   0.76 0.93
//
// A long text that says a word often now counts for more beside a summary. k from 5 to
// 12, titles from 3 to 4 and summaries from 1 to 2 differ by 0.005 or less on either
// half, families from 0.2 to 0.6 by 0.01. Roots of four letters stemmed as longer ones
// (former, formation) gain 0.005 and part passer from passe; with forme too, port meets
// porte. With no class of documents that have all the words, which a reader expects
// first, it would be 0.01 more. Neighbours within three positions gained no more than
// neighbours in one passage, and want positions.
//
// # Situations
//
// Without words (situation.go), a document is placed by the chosen values that it
// names: the sector or the territory before anything generic, then by how many,
// sector before territory before size before theme. In a level the types take
// turns, the fullest of each first, and no more than four of the ten first are of
// one type while others of the class remain. Stubs come after full documents,
// closed ones last.
//
// # Numbers and slots
//
// Documents are numbered open ones first, then those of the longest body. The export
// knows them by slots, which have gaps. Slots lie in runs, one for each class of body
// lengths, of open documents and then of closed ones, so that a slot says both. From
// 600 documents that are stubs, or that are not for firms, runs part these too: at
// 50,000, lists of them took 2.8 KB of the root. A class is a length rounded up, with
// two bits after the first, as Lucene rounds: 8, 10, 12, 14, 16, 20 … Bleve counts
// the same length, since a body gets a filler term as often as it lacks terms; the
// export leaves it out.
//
// In its run, a document takes the slot that a hash of its address draws. Of two
// that draw one slot, the one whose hash is lower keeps it and the other draws
// again, so that the slots depend on the set of the addresses and on nothing
// else. A run has a tenth of free slots at least, and one of few sizes. A document
// that comes, goes, closes or changes class moves one or two others of its run;
// when a run is full (about once in a hundred changes at 10,000 documents), it
// grows and all that follow move. Equal scores are in the order of slots.
//
// An answer's least: at 50,000 documents it takes 55 KB (medians; scripts 13, root
// 12, shards 23, cards 6). In the lists that the words of a question need, gaps
// between slots take 16.2 KB; no code of the same sets, each run apart, takes less
// than 15.4. Leaving out of the first answer those documents of a frequent word that
// cannot be among the ten helps questions of frequent words alone: beside a rare
// word, each document that has this one may have the frequent one too, and they lie
// everywhere in its list. Nor would fewer requests come but by showing fewer than
// ten: two scripts, the root, a card each, and a shard or so a word; hosts that send
// several ranges of a file at once are few.
//
// What it costs: the free slots, a third of a bit in each gap (4 % of postings);
// what it saves: lengths, 3 KB of the root at 10,000 documents.
//
// # The files
//
// recherche/index.bin, the root, is the one fixed name: it gives a tag, a checksum
// of the content in three bytes, for each of the other files, whose names are
// made of where each starts and of its tag. So a name has one content (two have one
// tag once in 17 million), an unchanged file keeps its name when others change, and
// what a build before had under a name is right. Where files start does not depend on the files before
// (see cut): a term more moves a limit or two. One sentence more, at 10,000
// documents, makes other the files of its words, one pack and the root.
//
// A client that finds a file missing, damaged or with another tag reads the
// root again, once, past all caches: a page that was open while the site was
// published goes on with the new index. It answers from no file whose content has
// not the tag of its name: it computes the tag again, which tells a bit flipped from
// none even where a host has unzipped the file. FNV-1a is that cheap in a script,
// and the browser has no SHA-256 on sites without TLS. Of packs and shards it never
// has the whole file: each place holds the tag of its file and zlib's checksum, and says
// what it is, a card by its slot and which of the slot's cards it is, a shard by its
// first key.
//
// Every file but those of places is gzip (hosts do not compress what they cannot name,
// and one that unzips it is understood) of: tag, 3 bytes, FNV-1a of 32 bits of the
// body, the high 8 exclusive-ored into the low 8; length of the body, number; body. A number is a varint, seven bits a byte, low ones first. A text
// is its length in bytes, a number, then UTF-8. Lines are a text in which each
// ends with a line feed. Starts are increasing strings: lines of what each has
// after the characters that it shares with the one before, then how many these
// are, a byte each. Keys are increasing strings: their count, then for each a
// byte (high half: bytes shared with the one before, 15 at most; low half: flags)
// and the rest as a text. Bits fill bytes from the high end. Rice(k) of n is n>>k
// ones, a zero, the k low bits of n; a list of count slots out of N is coded by
// the gaps between them with the greatest k where count·2^k ≤ 0.7·N. Gamma is
// Elias's.
//
//	index.bin    format; documents; for titre, resume, mots_cles: bits of a
//	             length (none for resume), sum of the lengths; sum of those of corps; for each
//	             set of traits from 0 to 7 (not for firms 1, stub 2, closed 4): how many runs, slots of
//	             each, the last run being of length 0 and each the class above the one after it;
//	             starts of shards; for each t file, how many shards it has and the size of each
//	             one's place, in 64 bytes; starts of forms;
//	             slots of a pack, the last of a run having fewer; for each pack,
//	             in sixteens of bytes, the place of a summary and of a passage;
//	             lines of synonyms: asked=meant|meant, or phrases that mean each
//	             other, a|b|c; the slots of documents that are not for firms, and
//	             of stubs, unless runs tell: for each, count, gaps from a whole byte; then,
//	             compressed apart, tags of the t, f, v and d files
//	t/<start>-<tag>.bin  shards, from that of the start on, each at a place. A
//	             place is the tag, that of the file with zeros for it at each place;
//	             the length of what follows, in three bytes; zlib of a
//	             shard, to which no other header belongs: keys of terms, flags telling the fields; for each
//	             term, documents in each of its fields but situation, then bytes of
//	             its postings, doubled, plus one if documents stand for it, whose
//	             number follows; keys of forms, flags being their rank; the postings of
//	             each term from a whole byte: for each field, for each document
//	             (situation has gaps alone): gap, Rice; frequency, gamma; length of the field in the root's
//	             bits or, for corps, the first passage that has the term;
//	             where more than 2,048 documents have it in corps, instead of
//	             both, a bit: whether it is there more than once
//	f/<start>-<tag>.bin  keys of forms, flags being their rank
//	v/<facet>-<tag>.bin  count of values; for each: slug, code ("" when it is the
//	             slug), label, place of the including value plus one; then the
//	             documents that list nothing and those of each value: count, gaps
//	             from a whole byte
//	d/<i>-<tag>.bin  a pack, not compressed: for each of its slots, a place for
//	             the card with the summary, then one for that with each passage. A
//	             place is as a shard's, with the
//	             lines slot and number of the card among those of the slot, address,
//	             type, title, sectors, place, sizes, then the summary or the passage
//
// The v files are fetched for a choice, and for counts: when the reader opens
// « Filtrer », or, above 15,000 documents, one facet in it. All take 41 KB at 10,000
// documents and 195 at 50,000, where one takes 8 to 48.
//
// An edition that is made together with the national one is one of a hundred, and hosts
// count files: its files of shards, of forms and its packs are four times as large, which
// the root says as usual. A question fetches as much of them, but for forms. Its runs grow
// by two slots, since every free one has a place in each of so few packs: with the usual 16,
// those of 255 documents took 55 % of their disk.
//
// In names, a sign of a start that is not an ASCII letter or a digit is _ and its
// number in hexadecimal.
//
// The client computes where a shard or a card is, and asks for these bytes alone, by
// Range. It asks at once for the shards next to a word's own that its family may reach,
// which the starts tell, and for what touches by one range: at 50,000 documents, 16.5
// requests on average for 16.9, none of the bytes in vain, and a round trip less where
// a family is parted. A file for each shard took three bytes of the root for its tag, where a size
// takes one: shards are now a third smaller, for a smaller root, and a question at
// 10,000 documents takes 5 KB less, of a fourth of the files. Ten cards take 7 KB of
// packs of 250. A file for each document, of which results would take all the text,
// costs 20 KB for ten and one file a document; files of one card, as there were, cost
// 6.5 KB and five files a document; packs read whole cost more than either. A host
// that knows no ranges sends whole files, which are understood: packs of 20 KB up to
// 1,000 documents, shards by 8, and by 16 at 50,000. Places are as large as the
// largest card of their pack, which takes a third more disk and no request more.
//
// A form is a word before the stemmer; completions and corrections are forms,
// which keep the starts that people type. Its rank is 8 if a title has it, since
// titles are what people are mostly after, and 1 to 7 by the number of documents
// that have it. Shards hold the forms of their range, so that
// most words being typed are completed by the file that holds their postings;
// short prefixes and corrections read f files, cut where the first two letters
// change.
//
// A body is cut into 1, 2, 4 or 8 passages (up to 120, 240, 560 terms, more),
// and its postings name the first with the term. The client therefore knows,
// before it fetches a result, whether the summary or a passage has more of the
// words, and fetches that alone, about 0.5 KB: ten results of 600 words took
// 21 KB with whole texts, 8 with summary and passage, and take 5, for 15 % more
// of postings. That is what makes excerpts affordable with the first results.
package search
