// Text to terms: the same steps, in the same order, as internal/search's
// analysis, over the same tables. Everything here is pure.

import { COMPOUNDS, MAX_WORD, RANGES, STEM_STEPS, STOP_WORDS, UNMADE } from "./tables";

/** One indexed word of a text; start and end count UTF-16 units. */
export interface Token {
  term: string;
  form: string;
  start: number;
  end: number;
}

/** A run of letters and digits; gap is the only character before it, or "". */
interface Word {
  text: string;
  start: number;
  end: number;
  gap: string;
}

const SEPARATES = 0;
const STAYS = 2;

const unmade = UNMADE.split(" ");
/** What each character met becomes; of a fixed size, which keeps it an array for the engine. */
const letters: string[] = Array(0x10000);
const DROPPED = " ";

/** What a character becomes: "" separates words, and DROPPED leaves no trace. */
const letter = (code: number): string => (letters[code] ??= read(code));

function read(code: number): string {
  const c = String.fromCharCode(code);
  let does = SEPARATES;
  for (let i = 0; i < RANGES.length; i += 3) if (code >= RANGES[i]! && code <= RANGES[i + 1]!) does = RANGES[i + 2]!;
  return does === SEPARATES ? "" : does < STAYS ? DROPPED : does > STAYS ? fold(c.toLowerCase()) : c;
}

function fold(c: string): string {
  const at = unmade.indexOf(c); // the letters have even places
  return at % 2 === 0 ? unmade[at + 1]! : c.normalize("NFKD").toLowerCase().replace(/[^0-9a-z]/g, "") || c;
}

/** The terms of a text, in order. */
export function analyze(text: string): Token[] {
  const words = split(text);
  const tokens: Token[] = [];
  for (let i = 0; i < words.length; ) {
    const [form, next] = assemble(words, i);
    if (!isLetter(form) && !stopWords.has(form)) {
      tokens.push({ term: stem(form), form, start: words[i]!.start, end: words[next - 1]!.end });
    }
    i = next;
  }
  return tokens;
}

/** Whether a text has no letter or digit at all. */
export function isBlank(text: string): boolean {
  return !split(text).length;
}

function split(text: string): Word[] {
  const words: Word[] = [];
  let gap = "";
  let gaps = 0;
  for (let i = 0; i < text.length; ) {
    const to = letter(text.charCodeAt(i));
    if (to === "") {
      gap = text[i]!;
      gaps++;
      // The two halves of a character outside the basic plane separate once.
      i += text.codePointAt(i)! > 0xffff ? 2 : 1;
    } else if (to === DROPPED) {
      i++;
    } else {
      const word = run(text, i);
      word.gap = gaps === 1 ? gap : "";
      words.push(word);
      i = word.end;
      gaps = 0;
    }
  }
  return words;
}

function run(text: string, start: number): Word {
  let folded = "";
  let i = start;
  for (; i < text.length; i++) {
    const to = letter(text.charCodeAt(i));
    if (to === "") break;
    if (to !== DROPPED) folded += to;
  }
  folded = folded.slice(0, MAX_WORD);
  if (isLetter(folded)) {
    const sign = text.startsWith("++", i) ? "++" : text.startsWith("#", i) ? "#" : "";
    folded += sign;
    i += sign.length;
  }
  return { text: folded, start, end: i, gap: "" };
}

function assemble(words: Word[], i: number): [string, number] {
  const { text } = words[i]!;
  for (const rule of text < ":" ? [number, phone] : text.length > 1 ? [] : [acronym]) {
    const next = rule(words, i);
    if (next > i + 1) return [words.slice(i, next).map((w) => w.text).join(""), next];
  }
  return compound(words, i);
}

function acronym(words: Word[], i: number): number {
  let next = i;
  while (next < words.length && isLetter(words[next]!.text) && (next === i || words[next]!.gap === ".")) next++;
  return next;
}

const GROUP_GAPS = " .\u00a0\u2009\u202f";

function number(words: Word[], i: number): number {
  if (!/^[0-9]{1,3}$/.test(words[i]!.text)) return i;
  let next = i + 1;
  while (isGroup(words[next], 3, GROUP_GAPS)) next++;
  if (next === i + 3 && words[i]!.text.length === 3 && isGroup(words[next], 5, GROUP_GAPS)) next++;
  return next;
}

function phone(words: Word[], i: number): number {
  if (!/^0[0-9]$/.test(words[i]!.text)) return i;
  for (let k = 1; k < 5; k++) if (!isGroup(words[i + k], 2, GROUP_GAPS + "-/")) return i;
  return i + 5;
}

function isGroup(word: Word | undefined, size: number, gaps: string): boolean {
  return !!word && word.text.length === size && word.gap !== "" && gaps.includes(word.gap) && /^[0-9]+$/.test(word.text);
}

function isLetter(form: string): boolean {
  return form.length === 1 && form >= "a" && form <= "z";
}

const compounds = new Map<string, string[][]>();
for (const line of COMPOUNDS.split("\n")) {
  const rule = line.split(" ");
  compounds.set(rule[0]!, [...(compounds.get(rule[0]!) || []), rule]);
}

function compound(words: Word[], i: number): [string, number] {
  const first = words[i]!.text;
  for (const [, second, as] of compounds.get(first) || []) {
    let next = i + 1;
    if (first.startsWith("cli") && /^(et|and|n)$/.test(words[next] ? words[next]!.text : "")) next++;
    const word = words[next];
    if (word && word.text.startsWith(second!)) return [(as ? as.replace("*", "") : first) + word.text, next + 1];
  }
  return [first, i + 1];
}

const stopWords = new Set(STOP_WORDS.split(" "));

const steps = STEM_STEPS.split("\n\n").map((step) =>
  step.split("\n").map((line) => {
    const [least, from, to] = line.split(" ");
    return { least: +least!, from: from!, to: to!.replace("_", "") };
  }),
);

/** The term of a folded word. */
export function stem(form: string): string {
  if (!/^[a-z]{4,}$/.test(form)) return form;
  for (const rules of steps) {
    const rule = rules.find(({ least, from }) => form.length >= least + from.length && form.endsWith(from));
    if (rule) form = form.slice(0, form.length - rule.from.length) + rule.to;
  }
  return form;
}
