// Facets: which documents a choice keeps, and how many each value would. Pure.
// The engine fetches this module when there is a choice, or results to narrow.

import { Bits, open, riceWidth, type Root } from "./format";

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
  const [r] = open(bytes, file, root.generation);
  const values: FacetValue[] = [];
  for (let left = r.number(); left > 0; left--) {
    const slug = r.text();
    values.push({ slug, code: r.text() || slug, label: r.text(), parent: r.number() - 1, docs: new Uint32Array(0) });
  }
  const documents = () => {
    const docs = new Uint32Array(r.number());
    const bits = new Bits(bytes.subarray(r.at));
    const k = riceWidth(docs.length, root.documents);
    for (let i = 0, doc = -1; i < docs.length; i++) docs[i] = doc += 1 + bits.rice(k);
    r.at += (bits.at + 7) >> 3;
    return docs;
  };
  const every = documents();
  for (const value of values) value.docs = documents();
  return { every, values };
}

/** The documents of a value: those of the values it includes, and those that list nothing. */
function documentsOf(facet: Facet, at: number): Uint32Array[] {
  const inside = new Set([at]); // a value comes before those it includes
  facet.values.forEach((v, i) => inside.has(v.parent) && inside.add(i));
  return [facet.every, ...facet.values.filter((_, i) => inside.has(i)).map((v) => v.docs)];
}

/** Marks with bit the documents that none of the slugs keeps. */
export function exclude(facet: Facet, slugs: string[], bit: number, failed: Uint8Array): void {
  const kept = new Uint8Array(failed.length);
  const keep = (docs: Uint32Array) => docs.forEach((doc) => (kept[doc] = 1));
  keep(facet.every);
  facet.values.forEach((v, i) => {
    if (slugs.includes(v.slug) || slugs.includes(v.code)) documentsOf(facet, i).forEach(keep);
  });
  for (let doc = 0; doc < kept.length; doc++) if (!kept[doc]) failed[doc]! |= bit;
}

/**
 * For each value, how many documents of the answer it would keep: found are
 * those that the words find, failed the facets that exclude each, of which the
 * value's own (bit) does not count.
 */
export function counts(facet: Facet, bit: number, found: Uint8Array, failed: Uint8Array): number[] {
  const seen = new Uint32Array(found.length);
  return facet.values.map((_, at) => {
    let count = 0;
    for (const docs of documentsOf(facet, at)) {
      for (let i = 0; i < docs.length; i++) {
        const doc = docs[i]!;
        if (found[doc] && !(failed[doc]! & ~bit) && seen[doc] !== at + 1) {
          seen[doc] = at + 1;
          count++;
        }
      }
    }
    return count;
  });
}
