// What a question asks of the index: the same clauses as internal/search makes,
// from the files that the source fetches.

import { analyze, stem, type Token } from "./analyze";
import type { Correction } from "./lexicon";
import { COMPLETION_WEIGHT, FAMILY_WEIGHT, MAX_ALTERNATIVES, MAX_COMPLETIONS, MAX_PHRASE, MAX_WORDS, SYNONYM_WEIGHT } from "./tables";

/** Met by a document that has all the terms, in any field. */
export interface Alternative {
  terms: string[];
  weight: number;
}

export interface Plan {
  /** Each is met by any of its alternatives. */
  clauses: Alternative[][];
  /** Words that nothing in the index stands for. */
  lost: string[];
  /** Words read as others. */
  corrected: Reading[];
  /** The last clause is a word being typed, which more forms complete than it has. */
  unfinished: boolean;
}

/** A word as asked, and as read. */
export type Reading = [asked: string, read: string];

/** What a plan needs to know of the index. */
export interface Source {
  synonyms: Map<string, string[]>;
  has(term: string): Promise<boolean>;
  completions(form: string): Promise<string[]>;
  corrections(form: string): Promise<Correction[]>;
  family(term: string): Promise<string[]>;
}

/** The words of a question, each once. */
export function questionWords(question: string): Token[] {
  const tokens: Token[] = [];
  for (const token of analyze(question)) {
    if (tokens.length < MAX_WORDS && !tokens.some((t) => t.term === token.term)) tokens.push(token);
  }
  return tokens;
}

export async function plan(question: string, source: Source): Promise<Plan> {
  const tokens = questionWords(question);
  const made: Plan = { clauses: [], lost: [], corrected: [], unfinished: false };
  const waiting: Promise<() => void>[] = [];
  for (let i = 0; i < tokens.length; ) {
    const [n, synonyms] = match(tokens.slice(i).map((t) => t.term), source.synonyms);
    const words = tokens.slice(i, i + n);
    waiting.push(clause(words, synonyms, n < 2 && words[0]!.end === question.length, source, made));
    i += n;
  }
  for (const add of await Promise.all(waiting)) add();
  return made;
}

/** The longest entry that starts at the first term: how many it takes, what they also mean. */
function match(terms: string[], synonyms: Map<string, string[]>): [number, string[]] {
  for (let n = Math.min(MAX_PHRASE, terms.length); n > 0; n--) {
    const found = synonyms.get(terms.slice(0, n).join(" "));
    if (found) return [n, found];
  }
  return [1, []];
}

/** Reads one word or phrase, in parallel with the others; what it gives is added to the plan in their order. */
async function clause(words: Token[], synonyms: string[], open: boolean, source: Source, made: Plan): Promise<() => void> {
  const list: Alternative[] = [];
  const add = (terms: string[], weight: number) => {
    if (list.length < MAX_ALTERNATIVES && !list.some((a) => `${a.terms}` === `${terms}`)) list.push({ terms, weight });
  };
  const { form } = words[0]!;
  const [known, completions, family] = await Promise.all([
    Promise.all(words.map((w) => source.has(w.term))),
    open ? source.completions(form) : [],
    words.length > 1 ? [] : source.family(words[0]!.term),
  ]);
  if (known.every(Boolean)) add(words.map((w) => w.term), 1);
  for (const phrase of synonyms) add(phrase.split(" "), SYNONYM_WEIGHT);
  for (const completion of completions.slice(0, MAX_COMPLETIONS)) add([stem(completion)], COMPLETION_WEIGHT);
  for (const term of family) add([term], FAMILY_WEIGHT);
  const near = list.length || words.length > 1 ? [] : await source.corrections(form);
  for (const [found, edits] of near) add([stem(found)], 1 / (1 + edits));
  return () => {
    if (list.length) made.clauses.push(list);
    else made.lost.push(...words.map((w) => w.form));
    if (completions.length > MAX_COMPLETIONS) made.unfinished = true;
    if (near.length) made.corrected.push([form, near[0]![0]]);
  };
}
