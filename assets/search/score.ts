// How a question ranks documents: BM25F of each word, more for neighbours in one
// place. The same steps, in the same order, as internal/search/ranking.go. Pure.

import type { Root, Term } from "./format";
import type { Plan } from "./plan";
import { BODY_FIELD, FIELDS, FIELD_WEIGHTS, LENGTH_SHARES, MAX_PLACED, NEARNESS, PRECISION, SATURATION, STANDING_FIELD, SUMMARY_FIELD, TITLE_FIELD } from "./tables";

/** What a question finds in each document; one that has none of the words has tier 0. */
export interface Ranked {
  scores: Float64Array;
  tiers: Uint8Array;
}

export const SOME_WORDS = 1;
const ALL_WORDS = 2;
const NAMED_TITLE = 3;
const WHOLE_TITLE = 4;

/** What a clause finds: in each document its score, and as bits the title, the summary, the passages that have it. */
interface Met {
  docs: number[];
  scores: Float64Array;
  places: Uint16Array;
}

/** Scores a question, of whose clauses met holds the terms of each alternative. */
export function evaluate(plan: Plan, met: Term[][][], root: Root): Ranked {
  const total = root.slots;
  const found = { scores: new Float64Array(total), tiers: new Uint8Array(total) };
  const whole = new Uint8Array(total);
  const titled = new Uint8Array(total);
  const begun = new Uint8Array(total);
  const titles = new Uint32Array(total);
  const scratch = { evidence: new Float64Array(total), places: new Uint16Array(total) };
  const last = plan.clauses.length - 1;
  let before: Met | undefined;
  plan.clauses.forEach((clause, i) => {
    const now = meet(clause, met[i]!, root, scratch, titles);
    for (const doc of now.docs) {
      const score = now.scores[doc]!;
      whole[doc]!++;
      titled[doc]! += now.places[doc]! & 1;
      if (i < last) begun[doc] = titled[doc]!;
      found.scores[doc]! += score;
      if (before && before.places[doc]! & now.places[doc]!) found.scores[doc]! += NEARNESS * Math.min(score, before.scores[doc]!);
    }
    before = now;
  });
  for (let doc = 0; doc < total; doc++) {
    if (!whole[doc]) continue;
    const named = titled[doc]! > last;
    if (named && titles[doc] === titled[doc]) found.tiers[doc] = WHOLE_TITLE;
    else if (named || (plan.unfinished && last > 0 && begun[doc] === last)) found.tiers[doc] = NAMED_TITLE;
    else found.tiers[doc] = whole[doc]! > last ? ALL_WORDS : SOME_WORDS;
  }
  return found;
}

/** Arrays with a place for each document, left full of zeros. */
interface Scratch {
  evidence: Float64Array;
  places: Uint16Array;
}

/** Scores a clause: its best alternative decides. */
function meet(clause: Plan["clauses"][0], met: Term[][], root: Root, scratch: Scratch, titles: Uint32Array): Met {
  const best: Met = { docs: [], scores: new Float64Array(root.slots), places: new Uint16Array(root.slots) };
  clause.forEach(({ weight }, i) => {
    const { docs, scores, places } = met[i]!.map((term) => hits(term, root, scratch, titles)).reduce(both);
    docs.forEach((doc, at) => {
      if (!best.scores[doc]) best.docs.push(doc);
      best.scores[doc] = Math.max(best.scores[doc]!, weight * scores[at]!);
      best.places[doc]! |= places[at]!;
    });
  });
  return best;
}

/** Documents with, for each, its score and its places. */
interface Hits {
  docs: number[];
  scores: number[];
  places: number[];
}

/** The documents of both: their scores add up, and so do their places but for the title, which must have both. */
function both(a: Hits, b: Hits): Hits {
  const made: Hits = { docs: [], scores: [], places: [] };
  const at = new Map(a.docs.map((doc, i) => [doc, i]));
  b.docs.forEach((doc, j) => {
    const i = at.get(doc);
    if (i === undefined) return;
    const [p, q] = [a.places[i]!, b.places[j]!];
    made.docs.push(doc);
    made.scores.push(a.scores[i]! + b.scores[j]!);
    made.places.push(((p | q) & ~1) | (p & q & 1));
  });
  return made;
}

/** Scores a term in each document that has it, and notes the lengths of the titles that do. */
function hits(term: Term, root: Root, { evidence, places }: Scratch, titles: Uint32Array): Hits {
  const docs: number[] = [];
  for (const field of FIELDS) {
    const list = term[field]!;
    const placed = list.docs.length <= MAX_PLACED;
    for (let i = 0; i < list.docs.length; i++) {
      const doc = list.docs[i]!;
      const extra = list.extras[i]!;
      if (!evidence[doc]) docs.push(doc);
      if (field === STANDING_FIELD) {
        evidence[doc]! += FIELD_WEIGHTS[field]!;
        continue;
      }
      const share = LENGTH_SHARES[field]!;
      const length = field === BODY_FIELD ? root.lengths[doc]! : extra;
      evidence[doc]! += (FIELD_WEIGHTS[field]! * list.freqs[i]!) / (1 - share + (share * length) / root.averages[field]!);
      if (field === TITLE_FIELD) titles[doc] = extra;
      places[doc]! |= field === TITLE_FIELD ? 1 : field === SUMMARY_FIELD ? 2 : field === BODY_FIELD && placed ? 4 << extra : 0;
    }
  }
  const idf = Math.log(1 + (root.documents - docs.length + 0.5) / (docs.length + 0.5));
  const found = { docs, scores: docs.map((doc) => (idf * evidence[doc]!) / (evidence[doc]! + SATURATION)), places: docs.map((doc) => places[doc]!) };
  for (const doc of docs) evidence[doc] = places[doc] = 0;
  return found;
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
