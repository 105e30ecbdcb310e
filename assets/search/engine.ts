// Answers questions from the files of an index, which a loader fetches. One
// promise a file; pure but for the loader.

import { isBlank } from "./analyze";
import type { Choice, FacetValue } from "./facets";
import { IndexError, passages, readCard, readFormFile, readRoot, readShard } from "./format";
import type { Card, Form, Root, Shard, Term } from "./format";
import { complete, correct, rings } from "./lexicon";
import { plan, type Alternative, type Plan, type Reading } from "./plan";
import { evaluate, rank, type Hits, type Node } from "./score";
import { BODY_FIELD, FACETS, FIELDS, MIN_PREFIX, ROOT, SUMMARY_FIELD, TITLE_FIELD } from "./tables";

/** Fetches a file of the index, unzipped; fresh asks the server and no cache. */
export type Loader = (name: string, fresh: boolean) => Promise<Uint8Array>;

export interface Row {
  number: number;
  score: number;
  closed: boolean;
  /** What to show: 0 for the summary, else a passage of the body, from 1. */
  passage: number;
}

export interface Result extends Row {
  card: Card;
}

export interface Answer {
  question: string;
  total: number;
  /** In order, as many as were asked for. */
  results: Result[];
  /** No document has all the words: each result has a part of them. */
  relaxed: boolean;
  lost: string[];
  corrected: Reading[];
  /** The terms to mark. */
  terms: Set<string>;
  /** The facets with their counts, whose files are fetched only then. */
  facets(): Promise<FacetCounts[]>;
}

/** A facet with, for each value, how many documents it would keep. */
export interface FacetCounts {
  name: string;
  label: string;
  values: (FacetValue & { count: number })[];
}

/** What narrows an answer, which the first results seldom need. */
const narrowing = (): Promise<typeof import("./facets")> =>
  import("./facets").catch(() => {
    throw new IndexError("reseau", "facettes");
  });

const facetNames = FACETS.filter((_, i) => i % 2 === 0);

/** An index somewhere; its files are fetched when a question needs them. */
export class Engine {
  readonly #load: Loader;
  #current: Promise<Generation> | undefined;

  constructor(load: Loader) {
    this.#load = load;
  }

  /** Fetches what every question needs. */
  open(fresh = false): Promise<Generation> {
    this.#current ||= read(this.#load, ROOT, fresh, readRoot).then((root) => new Generation(root, this.#load));
    this.#current.catch(() => (this.#current = undefined));
    return this.#current;
  }

  /** The first size results of a question among the facets chosen. */
  search(question: string, choice: Choice, size: number): Promise<Answer> {
    return this.#retrying((index) => index.search(question, choice, size));
  }

  /** Forms that start like a word that is not known. */
  similar(word: string): Promise<string[]> {
    return this.#retrying((index) => index.similar(word));
  }

  /**
   * Does a piece of work, and once more from a fresh root if a file is missing
   * or of another generation: the site may have been published meanwhile.
   */
  async #retrying<T>(work: (index: Generation) => Promise<T>): Promise<T> {
    const index = this.open();
    try {
      return await work(await index);
    } catch (error) {
      if (!(error instanceof IndexError) || !/^(absent|abime|generation)$/.test(error.fault)) throw error;
      if (this.#current === index) this.#current = undefined;
      return work(await this.open(true));
    }
  }
}

/** Fetches and decodes; what cannot be decoded is an IndexError. */
async function read<T>(load: Loader, name: string, fresh: boolean, decode: (bytes: Uint8Array, name: string) => T): Promise<T> {
  const bytes = await load(name, fresh);
  try {
    return decode(bytes, name);
  } catch (error) {
    throw error instanceof IndexError ? error : new IndexError("abime", name);
  }
}

/** How many numbers or keys of an increasing list are before the first that passes a test. */
function before<T>(list: ArrayLike<T>, passes: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (passes(list[mid]!)) high = mid;
    else low = mid + 1;
  }
  return low;
}

/** The place of the last key that is not after another, or the first. */
function locate(keys: string[], key: string): number {
  return Math.max(0, before(keys, (k) => k > key) - 1);
}

/** The place of a number in an increasing list, or -1. */
function indexOf(list: Uint32Array, number: number): number {
  const at = before(list, (n) => n >= number);
  return list[at] === number ? at : -1;
}

/** The files of one generation of an index. */
export class Generation {
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #load: Loader;

  constructor(
    readonly root: Root,
    load: Loader,
  ) {
    this.#load = load;
  }

  #file<T>(name: string, decode: (bytes: Uint8Array, name: string, root: Root) => T): Promise<T> {
    const known = this.#files.get(name);
    if (known) return known as Promise<T>;
    const made = read(this.#load, `${this.root.generation}/${name}`, false, (bytes, file) => decode(bytes, file, this.root));
    this.#files.set(name, made);
    made.catch(() => this.#files.delete(name));
    return made;
  }

  #shard(at: number): Promise<Shard> {
    return this.#file(`t${at}.bin`, readShard);
  }

  async #term(term: string): Promise<Term | undefined> {
    const { shardKeys } = this.root;
    return shardKeys.length ? (await this.#shard(locate(shardKeys, term))).term(term) : undefined;
  }

  /** The forms that start with a prefix, from the fewest files; others may be among them. */
  async #forms(prefix: string): Promise<Form[]> {
    const { shardKeys, formKeys } = this.root;
    if (!formKeys.length) return [];
    const range = (keys: string[]) => [locate(keys, prefix), locate(keys, prefix + "\uffff")] as const;
    const [from, to] = range(shardKeys);
    const parts: Promise<Form[]>[] = [];
    if (to - from < 2) {
      for (let i = from; i <= to; i++) parts.push(this.#shard(i).then((shard) => shard.forms));
    } else {
      const [first, last] = range(formKeys);
      for (let i = first; i <= last; i++) parts.push(this.#file(`f${i}.bin`, readFormFile));
    }
    return (await Promise.all(parts)).flat();
  }

  plan(question: string): Promise<Plan> {
    return plan(question, {
      synonyms: this.root.synonyms,
      has: async (term) => !!(await this.#term(term)),
      completions: async (form) => (form.length < MIN_PREFIX ? [] : complete(form, await this.#forms(form))),
      corrections: async (form) => {
        for (const ring of rings(form)) {
          const near = await Promise.all(ring.map((prefix) => this.#forms(prefix)));
          // Two prefixes may share a file, whose forms count once.
          const forms = new Map(near.flat().map((f) => [f[0], f]));
          const found = correct(form, ring, [...forms.values()]);
          if (found.length) return found;
        }
        return [];
      },
    });
  }

  async similar(word: string): Promise<string[]> {
    for (const size of [3, 2]) {
      const start = word.slice(0, size);
      const found = start.length < size ? [] : complete(start, await this.#forms(start));
      if (found.length) return found.slice(0, 4);
    }
    return [];
  }

  /** Everything that answers a question: what its words find, and what the choice keeps of it. */
  async find(question: string, choice: Choice) {
    const [made, failed] = await Promise.all([this.plan(question), this.#failed(choice)]);
    const met = await Promise.all(made.clauses.map((clause) => this.#met(clause)));
    const nodes = (fields: number[]) => made.clauses.map((clause, i) => node(clause, met[i]!, fields));
    const anywhere = nodes(FIELDS);
    let found = anywhere.length ? evaluate(named(made, anywhere, nodes([TITLE_FIELD])), this.root) : this.#all(isBlank(question));
    let hits = keep(found, failed);
    const relaxed = !hits.docs.length && anywhere.length > 1;
    if (relaxed) hits = keep((found = evaluate(group(anywhere, false), this.root)), failed);
    return { plan: made, met, failed, found, hits, relaxed };
  }

  async search(question: string, choice: Choice, size: number): Promise<Answer> {
    const { plan, met, failed, found, hits, relaxed } = await this.find(question, choice);
    const rows = rank(hits, this.root.firstClosed, size).map((at) => this.#row(hits, at, met));
    const marks = new Uint8Array(this.root.documents);
    for (const doc of found.docs) marks[doc] = 1;
    return {
      question,
      total: hits.docs.length,
      results: await Promise.all(rows.map((row) => this.#result(row))),
      relaxed,
      lost: plan.lost,
      corrected: plan.corrected,
      terms: new Set(plan.clauses.flat().flatMap((a) => a.terms)),
      facets: () => this.#facets(marks, failed),
    };
  }

  /** What a question without a known word finds: everything if it has no word at all. */
  #all(everything: boolean): Hits {
    const docs = Uint32Array.from(everything ? this.root.lengths : [], (_, doc) => doc);
    return { docs, scores: new Float64Array(docs.length).fill(1) };
  }

  /** The terms of each alternative of a clause. */
  #met(clause: Alternative[]): Promise<Term[][]> {
    return Promise.all(clause.map(({ terms }) => Promise.all(terms.map(async (term) => (await this.#term(term))!))));
  }

  /** For each document, the bits of the facets whose choice excludes it. */
  async #failed(choice: Choice): Promise<Uint8Array> {
    const failed = new Uint8Array(this.root.documents);
    const chosen = facetNames.filter((name) => choice[name]?.length);
    if (!chosen.length) return failed;
    const { exclude, readFacet } = await narrowing();
    const facets = await Promise.all(chosen.map((name) => this.#file(`${name}.bin`, readFacet)));
    facets.forEach((facet, i) => exclude(facet, choice[chosen[i]!]!, 1 << facetNames.indexOf(chosen[i]!), failed));
    return failed;
  }

  async #facets(found: Uint8Array, failed: Uint8Array): Promise<FacetCounts[]> {
    const { counts, readFacet } = await narrowing();
    return Promise.all(
      facetNames.map(async (name, i) => {
        const facet = await this.#file(`${name}.bin`, readFacet);
        const numbers = counts(facet, 1 << i, found, failed);
        return { name, label: FACETS[2 * i + 1]!, values: facet.values.map((v, at) => ({ ...v, count: numbers[at]! })) };
      }),
    );
  }

  /** A document of the answer; its passage is where most clauses are met first, unless the summary meets as many. */
  #row(hits: Hits, at: number, met: Term[][][]): Row {
    const number = hits.docs[at]!;
    const votes = Array.from({ length: 1 + passages(this.root.lengths[number]!) }, () => 0);
    for (const clause of met) {
      const places = clause.flat().flatMap(({ [SUMMARY_FIELD]: summary, [BODY_FIELD]: body }) => {
        const at = indexOf(body!.docs, number);
        return [indexOf(summary!.docs, number) < 0 ? -1 : 0, at < 0 ? -1 : body!.extras[at]! + 1];
      });
      new Set(places).forEach((place) => place >= 0 && votes[place]!++);
    }
    return {
      number,
      score: hits.scores[at]!,
      closed: number >= this.root.firstClosed,
      passage: votes.indexOf(Math.max(...votes)),
    };
  }

  async #result(row: Row): Promise<Result> {
    const name = `d${row.number >> 8}/${row.number}-${row.passage}.bin`;
    return { ...row, card: await this.#file(name, readCard) };
  }
}

/** All or any of some queries. */
function group(kids: Node[], all: boolean): Node {
  return kids.length === 1 ? kids[0]! : { all, kids };
}

/**
 * All the clauses, or a title that the question names: it has them all, or all
 * but a word being typed that may become any of too many.
 */
function named({ unfinished }: Plan, anywhere: Node[], titled: Node[]): Node {
  const kids = [anywhere, titled];
  if (unfinished && titled[1]) kids.push(titled.slice(0, -1));
  return group(kids.map((list) => group(list, true)), false);
}

/** A clause as a query. Bleve multiplies by the share of alternatives that match; the boost undoes it. */
function node(clause: Alternative[], met: Term[][], fields: number[]): Node {
  const alternative = ({ weight }: Alternative, i: number) =>
    group(met[i]!.map((term) => ({ term, boost: weight * clause.length, fields })), true);
  return group(clause.map(alternative), false);
}

/** The documents that no choice excludes. */
function keep({ docs, scores }: Hits, failed: Uint8Array): Hits {
  return { docs: docs.filter((doc) => !failed[doc]), scores: scores.filter((_, i) => !failed[docs[i]!]) };
}
