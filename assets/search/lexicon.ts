// Completing words and parting compounds, over the forms of one or several files. Pure.

import { stem } from "./analyze";
import { MAX_COMPLETIONS, MIN_PART } from "./tables";
import type { Form } from "./format";

/** The most frequent forms that a prefix starts, without itself, and if it is a form none less frequent; one more than MAX_COMPLETIONS says that there are others. */
export function complete(prefix: string, forms: Form[]): string[] {
  const least = forms.find(([form]) => form === prefix)?.[1] || 0;
  return forms
    .filter(([form, rank]) => form !== prefix && form.startsWith(prefix) && rank >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_COMPLETIONS + 1)
    .map(([form]) => form);
}

/** The terms of the two parts of a word, one of the forms and what follows it, the longest form first. */
export function splits(word: string, forms: Form[]): string[][] {
  return forms
    .map(([form]) => form)
    .filter((head) => word.startsWith(head) && isPart(head, word.slice(head.length)))
    .sort((a, b) => b.length - a.length)
    .map((head) => [stem(head), stem(word.slice(head.length))]);
}

function isPart(head: string, tail: string): boolean {
  return /[a-z]$/.test(head) && ((head.length >= MIN_PART && tail.length >= MIN_PART) || /^[0-9]/.test(tail));
}
