// Bleve's tf-idf over decoded postings, in the order of Bleve's own additions,
// so that scores are equal to the last bit but for the logarithm's. Pure.

import { BODY_FIELD } from "./tables";
import type { Root, Term } from "./format";

/** A query: a term in any of some fields, or all or any of other queries. */
export type Node = { term: Term; boost: number; fields: number[] } | { all: boolean; kids: Node[] };

/** Documents with their scores, in no order. */
export interface Hits {
  docs: Uint32Array;
  scores: Float64Array;
}

/** A node ready to score: count is the sum of its lists' sizes. */
interface Ready {
  count: number;
  weight: number;
  run(norm: number): Hits;
}

/** Scores a query; all its documents, closed ones too. */
export function evaluate(node: Node, root: Root): Hits {
  const scratch = { sums: new Float64Array(root.documents), met: new Uint8Array(root.documents) };
  const top = ready(node, root, scratch);
  return top.run(1 / Math.sqrt(top.weight));
}

interface Scratch {
  sums: Float64Array;
  met: Uint8Array;
}

function ready(node: Node, root: Root, scratch: Scratch): Ready {
  if ("kids" in node) return compound(node.kids.map((kid) => ready(kid, root, scratch)), node.all, scratch);
  return compound(node.fields.map((field) => leaf(node.term, field, node.boost, root)), false, scratch);
}

/** One term in one field. */
function leaf(term: Term, field: number, boost: number, root: Root): Ready {
  const list = term[field]!;
  const count = list.docs.length;
  const idf = 1 + Math.log(root.documents / (count + 1));
  return {
    count,
    weight: boost * idf * (boost * idf),
    run(norm) {
      const weight = boost * idf * norm;
      const scores = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        const length = field === BODY_FIELD ? root.lengths[list.docs[i]!]! : list.extras[i]!;
        const score = Math.sqrt(list.freqs[i]!) * Math.fround(1 / Math.sqrt(length)) * idf;
        scores[i] = weight === 1 ? score : score * weight;
      }
      return { docs: list.docs, scores };
    },
  };
}

/** All or any of the kids, which Bleve takes in the order of their counts. */
function compound(kids: Ready[], all: boolean, { sums, met }: Scratch): Ready {
  kids.sort((a, b) => a.count - b.count);
  return {
    count: kids.reduce((sum, kid) => sum + kid.count, 0),
    weight: kids.reduce((sum, kid) => sum + kid.weight, 0),
    run(norm) {
      // The kids share the scratch: each has cleared it before the next starts.
      const parts = kids.map((kid) => kid.run(norm));
      const docs = new Uint32Array(parts.reduce((sum, part) => sum + part.docs.length, 0));
      let size = 0;
      for (const part of parts) {
        for (let i = 0; i < part.docs.length; i++) {
          const doc = part.docs[i]!;
          if (!met[doc]) docs[size++] = doc;
          sums[doc]! += part.scores[i]!;
          met[doc]!++;
        }
      }
      const scores = new Float64Array(size);
      let kept = 0;
      for (let i = 0; i < size; i++) {
        const doc = docs[i]!;
        const count = met[doc]!;
        if (!all || count === kids.length) {
          docs[kept] = doc;
          scores[kept++] = all ? sums[doc]! : sums[doc]! * (count / kids.length);
        }
        sums[doc] = met[doc] = 0;
      }
      return { docs: docs.subarray(0, kept), scores: scores.subarray(0, kept) };
    },
  };
}

/**
 * The places in hits of the best documents, at most size: open ones before
 * closed ones, then by score, then by number.
 */
export function rank(hits: Hits, firstClosed: number, size: number): number[] {
  const { docs, scores } = hits;
  const before = (a: number, b: number) => {
    const closed = +(docs[a]! >= firstClosed) - +(docs[b]! >= firstClosed);
    return closed || scores[b]! - scores[a]! || docs[a]! - docs[b]!;
  };
  const best: number[] = [];
  for (let i = 0; i < docs.length; i++) {
    let at = best.length;
    while (at && before(i, best[at - 1]!) < 0) at--;
    if (at < size) best.splice(at, 0, i);
    best.length = Math.min(best.length, size);
  }
  return best;
}
