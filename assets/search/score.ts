// How a question ranks documents: BM25F of each word, more for neighbours in one
// place. The same steps, in the same order, as internal/search/ranking.go. Pure.

import type { Root, Term } from "./format";
import type { Plan } from "./plan";
import { BODY_FIELD, FIELDS, FIELD_WEIGHTS, LENGTH_SHARE, NEARNESS, PRECISION, SATURATION, SUMMARY_FIELD, TITLE_FIELD } from "./tables";

/** What a question finds in each document; one that has none of the words has tier 0. */
export interface Ranked {
  scores: Float64Array;
  tiers: Uint8Array;
}

export const SOME_WORDS = 1;
const ALL_WORDS = 2;
const NAMED_TITLE = 3;
const WHOLE_TITLE = 4;

/** What a clause finds in each document: its score, and as bits the title, the summary, the passages that have it. */
interface Met {
  scores: Float64Array;
  places: Uint16Array;
}

/** Scores a question, of whose clauses met holds the terms of each alternative. */
export function evaluate(plan: Plan, met: Term[][][], root: Root): Ranked {
  const total = root.documents;
  const found = { scores: new Float64Array(total), tiers: new Uint8Array(total) };
  const whole = new Uint8Array(total);
  const titled = new Uint8Array(total);
  const begun = new Uint8Array(total);
  const titles = new Uint32Array(total);
  const last = plan.clauses.length - 1;
  let before: Met | undefined;
  plan.clauses.forEach((clause, i) => {
    const now = meet(clause, met[i]!, root, titles);
    for (let doc = 0; doc < total; doc++) {
      const score = now.scores[doc]!;
      if (!score) continue;
      whole[doc]!++;
      if (now.places[doc]! & 1) titled[doc]!++;
      if (now.places[doc]! & 1 && i < last) begun[doc]!++;
      found.scores[doc]! += score;
      if (before && before.places[doc]! & now.places[doc]!) found.scores[doc]! += NEARNESS * Math.min(score, before.scores[doc]!);
    }
    before = now;
  });
  for (let doc = 0; doc < total; doc++) {
    const named = titled[doc]! > last;
    if (!whole[doc]) continue;
    if (named && titles[doc] === titled[doc]) found.tiers[doc] = WHOLE_TITLE;
    else if (named || (plan.unfinished && last > 0 && begun[doc] === last)) found.tiers[doc] = NAMED_TITLE;
    else found.tiers[doc] = whole[doc]! > last ? ALL_WORDS : SOME_WORDS;
  }
  return found;
}

/** Scores a clause: its best alternative decides. */
function meet(clause: Plan["clauses"][0], met: Term[][], root: Root, titles: Uint32Array): Met {
  const total = root.documents;
  const best = { scores: new Float64Array(total), places: new Uint16Array(total) };
  clause.forEach(({ weight }, i) => {
    const terms = met[i]!;
    const sums = new Float64Array(total);
    const places = new Uint16Array(total);
    const having = new Uint8Array(total);
    const titled = new Uint8Array(total);
    for (const term of terms) {
      add(term, root, sums, places, having, titled);
      term[TITLE_FIELD]!.docs.forEach((doc, at) => (titles[doc] = term[TITLE_FIELD]!.extras[at]!));
    }
    for (let doc = 0; doc < total; doc++) {
      if (having[doc]! < terms.length) continue;
      best.scores[doc] = Math.max(best.scores[doc]!, weight * sums[doc]!);
      best.places[doc]! |= places[doc]! | +(titled[doc] === terms.length);
    }
  });
  return best;
}

/** Adds a term's score in each document that has it. */
function add(term: Term, root: Root, sums: Float64Array, places: Uint16Array, having: Uint8Array, titled: Uint8Array): void {
  const evidence = new Float64Array(root.documents);
  let count = 0;
  for (const field of FIELDS) {
    const list = term[field]!;
    for (let i = 0; i < list.docs.length; i++) {
      const doc = list.docs[i]!;
      if (!evidence[doc]) count++;
      const length = field === BODY_FIELD ? root.lengths[doc]! : list.extras[i]!;
      evidence[doc]! += (FIELD_WEIGHTS[field]! * list.freqs[i]!) / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / root.averages[field]!);
      if (field === TITLE_FIELD) titled[doc]!++;
      if (field === SUMMARY_FIELD) places[doc]! |= 2;
      if (field === BODY_FIELD) places[doc]! |= 4 << list.extras[i]!;
    }
  }
  const idf = Math.log(1 + (root.documents - count + 0.5) / (count + 0.5));
  for (const list of term) list.docs.forEach((doc) => done(doc));
  function done(doc: number): void {
    const e = evidence[doc]!;
    if (!e) return;
    evidence[doc] = 0;
    having[doc]!++;
    sums[doc]! += (idf * e) / (e + SATURATION);
  }
}

/** A score as documents are ordered by it. */
export const rounded = (score: number): number => Math.round(score * PRECISION) / PRECISION;

/** The first size items in an order. */
export function first<T>(list: T[], size: number, before: (a: T, b: T) => number): T[] {
  if (size * 20 > list.length) return list.sort(before).slice(0, size);
  const best: T[] = [];
  for (const item of list) {
    let at = best.length;
    while (at && before(item, best[at - 1]!) < 0) at--;
    if (at < size) best.splice(at, 0, item);
    best.length = Math.min(best.length, size);
  }
  return best;
}
