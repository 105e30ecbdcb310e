// Answers questions from the files of an index, which a loader fetches. One
// promise a file; pure but for the loader.

import { isBlank } from "./analyze";
import type { Choice, Count, Facet, FacetValue, Situation } from "./facets";
import { before, IndexError, locate, locateCard, passages, readCard, readFormFile, readRoot, readShard } from "./format";
import type { Card, Form, Place, Root, Shard, Term } from "./format";
import { complete, splits } from "./lexicon";
import { plan, type Alternative, type Plan, type Reading } from "./plan";
import { evaluate, first, rounded, SOME_WORDS } from "./score";
import { APART, BODY_FIELD, CLOSED, FACETS, LEVEL_SHARE, MIN_PART, MIN_PREFIX, MIN_ROOT, NEIGHBOUR, PUBLIC_FACET, ROOT, STUB, SUMMARY_FIELD } from "./tables";

/**
 * Fetches a file of the index, or what is at a range of its bytes, unzipped;
 * fresh asks the server and no cache.
 */
export type Loader = (name: string, fresh: boolean, range?: Range) => Promise<Uint8Array>;

export type Range = [from: number, to: number];

export interface Hit {
  number: number;
  /** 0 in an answer to no words. */
  score: number;
  tier: number;
  closed: boolean;
}

export interface Row extends Hit {
  /** It has some of the words, not all. */
  partial: boolean;
  /** What it names of the choice: "votre secteur" … */
  reasons: string[];
  /** What to show: 0 for the summary, else a passage of the body, from 1. */
  passage: number;
}

export interface Result extends Row {
  card: Card;
}

export interface Answer {
  question: string;
  total: number;
  /** How many of them have all the words. */
  whole: number;
  /** How many of them name a value of the choice. */
  named: number;
  /** In order, as many as were asked for. */
  results: Result[];
  /** The values chosen, of which facet. */
  chosen: Situation["chosen"];
  /** Values chosen that no facet has, and that were left out. */
  unknown: string[];
  lost: string[];
  corrected: Reading[];
  /** The terms to mark. */
  terms: Set<string>;
  /** The facets' files are large: each had better wait until somebody asks for it. */
  many: boolean;
  /** The facets of some names, or all, with their counts; their files are fetched only then. */
  facets(names?: string[]): Promise<FacetCounts[]>;
}

/** A facet with, for each value, how many documents it would keep. */
export interface FacetCounts {
  name: string;
  label: string;
  values: (FacetValue & Count)[];
}

/** A part of the script that came, or did not. */
const come = <T>(part: Promise<T>): Promise<T> =>
  part.catch(() => {
    throw new IndexError("reseau", "script");
  });

/** What narrows an answer, which the first results seldom need. */
const narrowing = (): Promise<typeof import("./facets")> => come(import("./facets"));

const facetNames = FACETS.filter((_, i) => i % 2 === 0);

/** Up to so many documents, all the facets' files take 60 KB. */
const MANY_DOCUMENTS = 15_000;

/** The bit of a slot without a document among those of the facets that exclude it. */
const FREE = 128;

/** An index somewhere; its files are fetched when a question needs them. */
export class Engine {
  readonly #load: Loader;
  #current: Promise<Generation> | undefined;

  constructor(load: Loader) {
    this.#load = load;
  }

  /** Fetches what every question needs. */
  open(fresh = false): Promise<Generation> {
    this.#current ||= read(ROOT, this.#load(ROOT, fresh), readRoot).then((root) => new Generation(root, (name, range) => this.#load(name, fresh, range)));
    this.#current.catch(() => (this.#current = undefined));
    return this.#current;
  }

  /** The first size results of a question among the facets chosen. */
  search(question: string, choice: Choice, size: number): Promise<Answer> {
    return this.#retrying(async (made) => {
      const answer = await made.search(question, choice, size);
      // If the index has changed since, the question is asked again of the new one.
      const facets = (names?: string[]) =>
        this.#retrying(async (index) => (index === made ? answer : await index.search(question, choice, 0)).facets(names));
      return { ...answer, facets };
    });
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

/** Decodes a file that comes; what cannot be decoded is an IndexError. */
async function read<T>(name: string, coming: Promise<Uint8Array>, decode: (bytes: Uint8Array, name: string) => T): Promise<T> {
  const bytes = await coming;
  try {
    return decode(bytes, name);
  } catch (error) {
    throw error instanceof IndexError ? error : new IndexError("abime", name);
  }
}

/** The place of a number in an increasing list, or -1. */
function indexOf(list: Uint32Array, number: number): number {
  const at = before(list, (n) => n >= number);
  return list[at] === number ? at : -1;
}

/** The files of one generation of an index. */
export class Generation {
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #load: (name: string, range?: Range) => Promise<Uint8Array>;

  constructor(
    readonly root: Root,
    load: (name: string, range?: Range) => Promise<Uint8Array>,
  ) {
    this.#load = load;
  }

  #file<T>(name: string, decode: (bytes: Uint8Array, name: string, root: Root) => T): Promise<T> {
    return this.#once(name, () => read(name, this.#load(name), (bytes, file) => decode(bytes, file, this.root)));
  }

  /** What is at a place of a file. */
  #part<T>([file, from, to]: Place, decode: (bytes: Uint8Array, file: string) => T): Promise<T> {
    return this.#once(`${file} ${from}`, () => read(file, this.#load(file, [from, to]), decode));
  }

  /** What a key stands for, fetched once unless it fails. */
  #once<T>(key: string, fetch: () => Promise<T>): Promise<T> {
    const known = this.#files.get(key);
    if (known) return known as Promise<T>;
    const made = fetch();
    this.#files.set(key, made);
    made.catch(() => this.#files.delete(key));
    return made;
  }

  #shard(at: number): Promise<Shard> {
    return this.#part(this.root.shards[at]!, (bytes, file) => readShard(bytes, file, this.root.shardKeys[at]!, this.root));
  }

  /** The postings of a term, if the index has it. */
  async term(term: string): Promise<Term | undefined> {
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
      for (let i = first; i <= last; i++) parts.push(this.#file(this.root.formFiles[i]!, readFormFile));
    }
    return (await Promise.all(parts)).flat();
  }

  /** The terms near another in the dictionary that share most of its letters. */
  async #family(term: string): Promise<string[]> {
    const { shardKeys } = this.root;
    if (!shardKeys.length || term.length < MIN_ROOT || !/^[a-z]+$/.test(term)) return [];
    const root = term.slice(0, Math.max(MIN_ROOT, Math.floor((7 * term.length + 9) / 10)));
    const sharing = async (i: number) => (await this.#shard(i)).terms.filter((t) => t.startsWith(root));
    const [lowest, own, highest] = [root, term, root + "\uffff"].map((key) => locate(shardKeys, key)) as [number, number, number];
    let [first, last] = [own, own];
    // A family that goes on beside its word's shard is asked for with it: they are one request.
    for (let i = Math.max(lowest, own - 1); i <= Math.min(highest, own + 1); i++) void this.#shard(i).catch(() => undefined);
    let list = await sharing(own);
    if (!list.includes(term)) return [];
    while (first > lowest && list.indexOf(term) < NEIGHBOUR) list = [...(await sharing(--first)), ...list];
    while (last < highest && list.length - list.indexOf(term) <= NEIGHBOUR) list.push(...(await sharing(++last)));
    const at = list.indexOf(term);
    return list.slice(Math.max(0, at - NEIGHBOUR), at + 1 + NEIGHBOUR).filter((t) => t !== term);
  }

  plan(question: string): Promise<Plan> {
    return plan(question, {
      synonyms: this.root.synonyms,
      has: async (term) => !!(await this.term(term)),
      splits: async (form) => {
        if (form.length < MIN_PART || !/^[a-z0-9]+$/.test(form)) return [];
        const list = splits(form, await this.#forms(form.slice(0, MIN_PART)));
        const known = await Promise.all(list.map(([, tail]) => this.term(tail!)));
        return list.filter((_, i) => known[i]);
      },
      family: (term) => this.#family(term),
      completions: async (form) => (form.length < MIN_PREFIX ? [] : complete(form, await this.#forms(form))),
      corrections: async (form) => {
        const { correct, rings } = await come(import("./corrections"));
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

  /** Everything that answers a question, best first. */
  async find(question: string, choice: Choice, size = Infinity) {
    const blank = isBlank(question);
    const [made, situation] = await Promise.all([this.plan(question), this.#situation(choice, blank)]);
    const { failed, levels } = situation;
    const met = await Promise.all(made.clauses.map((clause) => this.#met(clause)));
    const { scores, tiers } = evaluate(made, met, this.root);
    const hits: Hit[] = [];
    let whole = 0;
    let named = 0;
    for (let number = 0; number < failed.length; number++) {
      if (blank) tiers[number] = SOME_WORDS + 1;
      const tier = tiers[number]!;
      if (!tier || failed[number]) continue;
      if (tier > SOME_WORDS) whole++;
      if (levels[number]) named++;
      hits.push({ number, score: rounded(scores[number]! * (1 + levels[number]! / LEVEL_SHARE)), tier, closed: (this.root.traits[number]! & CLOSED) > 0 });
    }
    const ordered = blank ? await this.#situated(hits, situation) : first(hits, size, this.#before());
    return { ...situation, plan: made, met, tiers, hits: ordered, total: hits.length, whole, named };
  }

  /** Open documents before closed ones, then by tier, full ones before stubs, by score, by length. */
  #before(): (a: Hit, b: Hit) => number {
    const { lengths, traits } = this.root;
    return (a, b) =>
      +a.closed - +b.closed ||
      b.tier - a.tier ||
      (traits[a.number]! & STUB) - (traits[b.number]! & STUB) ||
      b.score - a.score ||
      lengths[b.number]! - lengths[a.number]! ||
      a.number - b.number;
  }

  async #situated(hits: Hit[], made: Situation): Promise<Hit[]> {
    const [{ situated }, types] = await Promise.all([narrowing(), this.#facet(facetNames[0]!)]);
    const byNumber = new Map(hits.map((hit) => [hit.number, hit]));
    return situated(types, made, this.root).map((doc) => byNumber.get(doc)!);
  }

  async search(question: string, choice: Choice, size: number): Promise<Answer> {
    const { plan, met, failed, tiers, reasons, chosen, unknown, hits, total, whole, named } = await this.find(question, choice, size);
    const rows = hits.slice(0, size).map((hit) => this.#row(hit, met, reasons(hit.number)));
    return {
      question,
      total,
      whole,
      named,
      results: await Promise.all(rows.map((row) => this.#result(row))),
      chosen,
      unknown,
      many: this.root.documents > MANY_DOCUMENTS,
      lost: plan.lost,
      corrected: plan.corrected,
      terms: new Set(plan.clauses.flat().flatMap((a) => a.terms)),
      facets: (names = facetNames) => this.#facets(names, tiers, failed),
    };
  }

  /** The terms of each alternative of a clause. */
  #met(clause: Alternative[]): Promise<Term[][]> {
    return Promise.all(clause.map(({ terms }) => Promise.all(terms.map(async (term) => (await this.term(term))!))));
  }

  #facet(name: string): Promise<Facet> {
    return narrowing().then(({ readFacet }) => this.#file(this.root.facets[facetNames.indexOf(name)]!, readFacet));
  }

  /**
   * What a choice makes of each document; without one of "public", those for
   * firms answer. If there are no words, slots without a document fail too.
   */
  async #situation(choice: Choice, blank: boolean): Promise<Situation> {
    const failed = new Uint8Array(this.root.slots);
    const forFirms = () => this.root.traits.forEach((set, doc) => (failed[doc]! |= set & APART && 1 << facetNames.indexOf(PUBLIC_FACET)));
    if (!choice[PUBLIC_FACET]?.length) forFirms();
    if (blank) {
      const free = new Uint8Array(failed.length).fill(FREE);
      for (const type of (await this.#facet(facetNames[0]!)).values) for (const doc of type.docs) free[doc] = 0;
      free.forEach((bit, slot) => (failed[slot]! |= bit));
    }
    const chosen = facetNames.filter((name) => choice[name]?.length);
    if (!chosen.length) return { failed, levels: new Uint8Array(failed.length), reasons: () => [], chosen: [], unknown: [] };
    const facets = await Promise.all(chosen.map((name) => this.#facet(name)));
    const { situation } = await narrowing();
    const made = situation(chosen.map((name, i) => [name, facets[i]!, choice[name]!]), failed);
    if (choice[PUBLIC_FACET]?.every((slug) => made.unknown.includes(slug))) forFirms();
    return made;
  }

  async #facets(names: string[], found: Uint8Array, failed: Uint8Array): Promise<FacetCounts[]> {
    const { counts } = await narrowing();
    return Promise.all(
      names.map(async (name) => {
        const i = facetNames.indexOf(name);
        const facet = await this.#facet(name);
        const numbers = counts(name, facet, 1 << i, found, failed);
        return { name, label: FACETS[2 * i + 1]!, values: facet.values.map((v, at) => ({ ...v, ...numbers[at]! })) };
      }),
    );
  }

  /** A document of the answer; its passage is where most clauses are met first, unless the summary meets as many. */
  #row(hit: Hit, met: Term[][][], reasons: string[]): Row {
    const { number } = hit;
    const votes = Array.from({ length: 1 + passages(this.root.lengths[number]!) }, () => 0);
    for (const clause of met) {
      const places = clause.flat().flatMap(({ [SUMMARY_FIELD]: summary, [BODY_FIELD]: body }) => {
        const at = indexOf(body!.docs, number);
        return [indexOf(summary!.docs, number) < 0 ? -1 : 0, at < 0 ? -1 : body!.extras[at]! + 1];
      });
      new Set(places).forEach((place) => place >= 0 && votes[place]!++);
    }
    return { ...hit, partial: hit.tier === SOME_WORDS, reasons, passage: votes.indexOf(Math.max(...votes)) };
  }

  async #result(row: Row): Promise<Result> {
    const place = locateCard(this.root, row.number, row.passage);
    return { ...row, card: await this.#part(place, (bytes, file) => readCard(bytes, file, row.number, row.passage)) };
  }
}
