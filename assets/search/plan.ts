// What a question asks of the index: the same clauses as internal/search makes,
// from the files that the source fetches.

import { analyze, stem, type Token } from "./analyze";
import type { Correction } from "./corrections";
import { COMPLETION_WEIGHT, FAMILY_WEIGHT, MAX_FIRST, MAX_ALTERNATIVES, MAX_COMPLETIONS, MAX_PHRASE, MAX_WORDS, PARTS_WEIGHT, SYNONYM_WEIGHT } from "./tables";

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
  splits(form: string): Promise<string[][]>;
}

/** A word of a question, and the terms of its parts if it is a compound: written with hyphens, or apart and known as one. */
interface Word extends Token {
  terms: string[];
}

/** The words of a question, each once. */
export function questionWords(question: string): Word[] {
  const words: Word[] = [];
  const tokens = analyze(question);
  for (let i = 0; i < tokens.length && words.length < MAX_WORDS; i++) {
    const token = tokens[i]!;
    const terms = tokens.slice(i + 1, i + 1 + token.parts).map((t) => t.term);
    i += token.parts;
    if (!words.some((w) => w.term === token.term)) words.push({ ...token, terms });
  }
  return words;
}

/** Puts together the neighbours that the index, or its synonyms, knows as one word. */
async function joined(question: string, words: Word[], source: Source): Promise<Word[]> {
  const wholes = await Promise.all(
    words.map(async (word, i): Promise<Word | undefined> => {
      const next = words[i + 1];
      if (!next || !mayStart(word, next, question)) return undefined;
      const form = word.form + next.form;
      const term = stem(form);
      if (!source.synonyms.has(term) && !(await source.has(term))) return undefined;
      return { term, form, start: word.start, end: next.end, parts: 0, terms: [word.term, next.term] };
    }),
  );
  const list: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    list.push(wholes[i] || words[i]!);
    if (wholes[i]) i++;
  }
  return list;
}

function mayStart({ form, end, terms }: Word, next: Word, question: string): boolean {
  return form.length <= MAX_FIRST && !terms.length && !next.terms.length && question.slice(end, next.start) === " " && /^[a-z]+$/.test(form) && /^[a-z0-9]+$/.test(next.form);
}

export async function plan(question: string, source: Source): Promise<Plan> {
  const written = questionWords(question);
  for (const { term, form, end } of written) {
    // What joining need not wait for is asked for at once: what lies side by side then comes together.
    const early: Promise<unknown>[] = [source.has(term), source.family(term)];
    if (end === question.length) early.push(source.completions(form));
    for (const asked of early) void asked.catch(() => undefined);
  }
  const words = await joined(question, written, source);
  const made: Plan = { clauses: [], lost: [], corrected: [], unfinished: false };
  const waiting: Promise<() => void>[] = [];
  for (let i = 0; i < words.length; ) {
    const [n, synonyms] = match(words.slice(i).map((t) => t.term), source.synonyms);
    const some = words.slice(i, i + n);
    waiting.push(clause(some, synonyms, n < 2 && some[0]!.end === question.length, source, made));
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
async function clause(words: Word[], synonyms: string[], open: boolean, source: Source, made: Plan): Promise<() => void> {
  const list: Alternative[] = [];
  const add = (terms: string[], weight: number) => {
    if (list.length < MAX_ALTERNATIVES && !list.some((a) => `${a.terms}` === `${terms}`)) list.push({ terms, weight });
  };
  const { form } = words[0]!;
  const [known, parts, completions, family] = await Promise.all([
    Promise.all(words.map((w) => source.has(w.term))),
    Promise.all(words[0]!.terms.map((term) => source.has(term))),
    open ? source.completions(form) : [],
    words.length > 1 ? [] : source.family(words[0]!.term),
  ]);
  if (known.every(Boolean)) add(words.map((w) => w.term), 1);
  if (words.length < 2 && words[0]!.terms.length && parts.every(Boolean)) add(words[0]!.terms, PARTS_WEIGHT);
  for (const phrase of synonyms) add(phrase.split(" "), SYNONYM_WEIGHT);
  for (const completion of completions.slice(0, MAX_COMPLETIONS)) add([stem(completion)], COMPLETION_WEIGHT);
  for (const term of family) add([term], FAMILY_WEIGHT);
  const unknown = !list.length && words.length < 2;
  const [splits, corrections] = await Promise.all([unknown ? source.splits(form) : [], unknown ? source.corrections(form) : []]);
  for (const split of splits) add(split, PARTS_WEIGHT);
  const near = corrections.filter(([, edits]) => !splits.length || edits < 2);
  for (const [found, edits] of near) add([stem(found)], 1 / (1 + edits));
  return () => {
    if (list.length) made.clauses.push(list);
    else made.lost.push(...words.map((w) => w.form));
    if (completions.length > MAX_COMPLETIONS) made.unfinished = true;
    if (near.length && !splits.length) made.corrected.push([form, near[0]![0]]);
  };
}
