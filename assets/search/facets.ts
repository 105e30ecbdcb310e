// Facets: which documents a choice keeps, and how many each value would. Pure.
// The engine fetches this module when there is a choice, or results to narrow.

import { open, type Root } from "./format";
import { CLOSED, FACETS, FIRST_RESULTS, GENERIC_LEVEL, LEVELS, MOST_OF_A_TYPE, STUB, TYPE_ORDER } from "./tables";

/** The slugs chosen, by the facet's name. */
export type Choice = Record<string, string[]>;

/** One value of a facet. */
export interface FacetValue {
  slug: string;
  code: string;
  label: string;
  /** The place of the value that includes it, or -1. */
  parent: number;
  docs: Uint32Array;
}

export interface Facet {
  /** The documents that list no value, and so concern every one. */
  every: Uint32Array;
  values: FacetValue[];
}

export function readFacet(bytes: Uint8Array, file: string, root: Root): Facet {
  const r = open(bytes, file);
  const values: FacetValue[] = [];
  for (let left = r.count(); left > 0; left--) {
    const slug = r.text();
    values.push({ slug, code: r.text() || slug, label: r.text(), parent: r.number() - 1, docs: new Uint32Array(0) });
  }
  const every = r.documents(root.slots);
  for (const value of values) value.docs = r.documents(root.slots);
  return { every, values };
}

/** What a choice makes of each document. */
export interface Situation {
  /** The bits of the facets that exclude it. */
  failed: Uint8Array;
  /** What the values that it names are worth. */
  levels: Uint8Array;
  /** "votre secteur" and the like: what a document names. */
  reasons(doc: number): string[];
  /** The values chosen, of which facet. */
  chosen: [name: string, value: FacetValue][];
  /** The slugs chosen that no value has. */
  unknown: string[];
}

const reasons: Record<string, string> = {
  secteur: "votre secteur",
  territoire: "votre territoire",
  taille: "votre taille",
  theme: "votre besoin",
  "reg-": "votre région",
  "dep-": "votre département",
};

/** Documents that name a value, and how they say it. */
type Naming = [docs: Uint32Array, reason: string | undefined];

/** The documents that name a value: its own, those of the values it includes, of those that include it. */
function naming(name: string, { values }: Facet, at: number): Naming[] {
  const reason = ({ code }: FacetValue) => reasons[code.slice(0, 4)] || reasons[name];
  const inside = new Set([at]); // a value comes before those it includes
  values.forEach((v, i) => inside.has(v.parent) && inside.add(i));
  const found = [...inside].map((i): Naming => [values[i]!.docs, reason(values[at]!)]);
  for (let up = values[at]!.parent; up >= 0; up = values[up]!.parent) found.push([values[up]!.docs, reason(values[up]!)]);
  return found;
}

/** Makes the situation of the values chosen, from the documents that are excluded already. */
export function situation(chosen: [name: string, facet: Facet, slugs: string[]][], failed: Uint8Array): Situation {
  const levels = new Uint8Array(failed.length);
  const named: Naming[] = [];
  const taken: Situation["chosen"] = [];
  const unknown: string[] = [];
  for (const [name, facet, slugs] of chosen) {
    const has = (slug: string) => facet.values.some((v) => v.slug === slug || v.code === slug);
    unknown.push(...slugs.filter((slug) => !has(slug)));
    if (!slugs.some(has)) continue;
    const place = FACETS.indexOf(name) / 2;
    const kept = new Uint8Array(failed.length);
    for (const doc of facet.every) kept[doc] = 1;
    facet.values.forEach((v, i) => {
      if (!slugs.includes(v.slug) && !slugs.includes(v.code)) return;
      taken.push([name, v]);
      for (const [docs, reason] of naming(name, facet, i)) {
        for (const doc of docs) kept[doc] = 2;
        named.push([docs, reason]);
      }
    });
    for (let doc = 0; doc < failed.length; doc++) {
      if (!kept[doc]) failed[doc]! |= 1 << place;
      else if (kept[doc] === 2) levels[doc]! += LEVELS[place]!;
    }
  }
  const reasonsOf = (doc: number) => named.flatMap(([docs, reason]) => (reason && docs.includes(doc) ? [reason] : []));
  return { failed, levels, reasons: (doc) => [...new Set(reasonsOf(doc))], chosen: taken, unknown };
}

interface Placed {
  doc: number;
  class: number;
  level: number;
  kind: number;
  turn: number;
}

/**
 * The documents of a situation, without words: closed ones after open ones, stubs
 * after full ones, what names the sector or the territory first, then by level; in
 * a level the types take turns, each with its fullest first.
 */
export function situated(types: Facet, { failed, levels }: Situation, root: Root): number[] {
  const kinds = new Uint8Array(failed.length);
  types.values.forEach((v, i) => {
    const at = TYPE_ORDER.split(" ").indexOf(v.slug);
    for (const doc of v.docs) kinds[doc] = at < 0 ? 9 + i : at;
  });
  const list: Placed[] = [];
  failed.forEach((bits, doc) => {
    const level = levels[doc]!;
    const group = +(level <= GENERIC_LEVEL) + (root.traits[doc]! & (STUB | CLOSED));
    if (!bits) list.push({ doc, class: group, level, kind: kinds[doc]!, turn: 0 });
  });
  const fullest = (a: Placed, b: Placed) => root.lengths[b.doc]! - root.lengths[a.doc]! || a.doc - b.doc;
  const near = (a: Placed, b: Placed) => a.class - b.class || b.level - a.level;
  list.sort((a, b) => near(a, b) || a.kind - b.kind || fullest(a, b));
  list.forEach((item, i) => {
    const last = list[i - 1];
    if (last && !near(last, item) && last.kind === item.kind) item.turn = last.turn + 1;
  });
  list.sort((a, b) => near(a, b) || a.turn - b.turn || a.kind - b.kind);
  return spread(list).map(({ doc }) => doc);
}

/** Keeps the first results from being of one type, when others of the same class are as near. */
function spread(list: Placed[]): Placed[] {
  const out: Placed[] = [];
  const counts: number[] = [];
  for (let start = 0; start < list.length; ) {
    const same = list.filter((item) => item.class === list[start]!.class);
    const rest: Placed[] = [];
    for (const item of same) {
      const count = counts[item.kind] || 0;
      if (out.length < FIRST_RESULTS && count < MOST_OF_A_TYPE) {
        counts[item.kind] = count + 1;
        out.push(item);
      } else rest.push(item);
    }
    out.push(...rest);
    start += same.length;
  }
  return out;
}

/** How many documents of the answer a value would keep: those that name it, and all of them. */
export interface Count {
  named: number;
  count: number;
}

/**
 * The counts of each value: found are the documents that the words find, failed
 * the facets that exclude each, of which the value's own (bit) does not count.
 */
export function counts(name: string, facet: Facet, bit: number, found: Uint8Array, failed: Uint8Array): Count[] {
  const seen = new Uint32Array(found.length);
  return facet.values.map((_, at) => {
    const count = (lists: Uint32Array[]) => {
      let sum = 0;
      for (const docs of lists) {
        for (const doc of docs) {
          if (!found[doc] || failed[doc]! & ~bit || seen[doc] === at + 1) continue;
          seen[doc] = at + 1;
          sum++;
        }
      }
      return sum;
    };
    const named = count(naming(name, facet, at).map(([docs]) => docs));
    return { named, count: named + count([facet.every]) };
  });
}
