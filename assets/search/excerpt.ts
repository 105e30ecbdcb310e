// The part of a text to show and what to mark in it, as data. Pure.

import { analyze } from "./analyze";

/** A text in pieces; every other one, from the second, is marked. */
export type Marked = string[];

/** A whole text, with the words of the terms marked. */
export function mark(text: string, terms: Set<string>): Marked {
  const pieces: Marked = [];
  let at = 0;
  for (const { term, start, end } of analyze(text)) {
    if (!terms.has(term) || start < at) continue;
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** How many words of an excerpt the page marks: each makes its address longer. */
const MOST_MARKED = 4;

/**
 * What to add to a page's address so that its browser marks there the words that an
 * excerpt marks (a text fragment, which browsers that do not know it pass over).
 */
export function onPage(pieces: Marked): string {
  const words = new Set(pieces.filter((_, i) => i % 2));
  const texts = [...words].slice(0, MOST_MARKED).map((word) => "text=" + encodeURIComponent(word).replaceAll("-", "%2D"));
  return texts.length ? "#:~:" + texts.join("&") : "";
}

/** The most characters of an excerpt cut from a longer text. */
const WINDOW = 220;

/** The window of a text that has most of the terms, marked. */
export function excerpt(text: string, terms: Set<string>): Marked {
  const start = bestWindow(text, terms);
  let end = start + WINDOW;
  end = end < text.length ? Math.max(text.lastIndexOf(" ", end), start + 1) : text.length;
  const pieces = mark(text.slice(start, end), terms);
  if (start > 0) pieces[0] = "… " + pieces[0]!;
  if (end < text.length) pieces[pieces.length - 1] += " …";
  return pieces;
}

/** Where the window with the most distinct terms starts, at a word. */
function bestWindow(text: string, terms: Set<string>): number {
  const words = analyze(text).filter((t) => terms.has(t.term));
  let best = 0;
  let most = 0;
  words.forEach((first, i) => {
    const inside = new Set<string>();
    for (const word of words.slice(i)) if (word.end - first.start <= WINDOW - 40) inside.add(word.term);
    if (inside.size > most) [best, most] = [first.start, inside.size];
  });
  // A few words before, from the start of the sentence or of the block if it is near.
  const from = Math.max(0, best - 40);
  const before = text.slice(from, best);
  const skip = before.search(/[.·] (?!.*[.·] )/) + 1 || (from && before.indexOf(" "));
  return skip ? from + skip + 1 : from;
}
