// Correcting words that nothing stands for, over the forms of one or several files.
// Pure. The engine fetches this module when a question has such a word.

import type { Form } from "./format";
import { MAX_CORRECTIONS } from "./tables";

/** The starts of the forms to look at for a correction, in rings, the nearest first. */
export function rings(word: string): string[][] {
  if (!tolerance(word) || /[0-9]/.test(word)) return [];
  const [a, b, c] = word;
  return [[word.slice(0, 4)], [a! + b!], [a! + c!, b! + a!, b! + c!].sort(), [a!]];
}

function tolerance(word: string): number {
  return word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
}

/** A known form near a word that is not, and how many edits part them. */
export type Correction = [form: string, edits: number];

/**
 * The nearest of the forms that start with one of the prefixes, the most
 * frequent first; at one edit in the first ring, since a nearer one may be in
 * the next.
 */
export function correct(word: string, prefixes: string[], forms: Form[]): Correction[] {
  const most = prefixes[0]!.length > 2 ? 1 : tolerance(word);
  const found: [string, number, number][] = [];
  for (const [form, rank] of forms) {
    if (!prefixes.some((prefix) => form.startsWith(prefix))) continue;
    const edits = distance(word, form, most);
    if (edits <= most) found.push([form, edits, rank]);
  }
  found.sort((a, b) => a[1] - b[1] || b[2] - a[2]);
  return found
    .filter(([, edits]) => edits === found[0]![1])
    .slice(0, MAX_CORRECTIONS)
    .map(([form, edits]) => [form, edits]);
}

/** Letters to add, drop, change or exchange with a neighbour; above most, any greater number. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2]! + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
