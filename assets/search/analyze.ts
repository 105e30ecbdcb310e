// Text to terms: the same steps, in the same order, as internal/search's
// analysis, over the same tables. Everything here is pure.

import { COMPOUNDS, MAX_WORD, RANGES, STEM_STEPS, STOP_WORDS, UNMADE } from "./tables";

/** One indexed word of a text; start and end count UTF-16 units. */
export interface Token {
  term: string;
  form: string;
  start: number;
  end: number;
  /** Of a compound: how many of the next tokens are its parts. */
  parts: number;
}

/** A run of letters and digits; gap is the only character before it, or "", spaces around & and / apart; plus says that a + is before it. */
interface Word {
  plus: boolean;
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
  const add = (form: string, from: number, to: number, parts: number) =>
    tokens.push({ term: stem(form), form, start: words[from]!.start, end: words[to - 1]!.end, parts });
  let parts = 0;
  for (let i = 0; i < words.length; ) {
    let [form, next] = [words[i]!.text, i + 1];
    if (i >= parts) {
      [form, next] = assemble(words, i);
      if (next === i + 1 && form === words[i]!.text && (parts = hyphenated(words, i)) > next) add(concat(words, i, parts), i, parts, parts - i - +isStop(form));
    }
    if (!isStop(form)) add(form, i, next, 0);
    i = next;
  }
  return tokens;
}

const isStop = (form: string): boolean => isLetter(form) || stopWords.has(form);

const concat = (words: Word[], from: number, to: number): string => words.slice(from, to).map((w) => w.text).join("");

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
      const sign = text[i]!;
      if (joins(sign) && gap === " " && gaps === 1) gap = sign;
      else if (sign !== " " || !joins(gap)) {
        gap = sign;
        gaps++;
      }
      // The two halves of a character outside the basic plane separate once.
      i += text.codePointAt(i)! > 0xffff ? 2 : 1;
    } else if (to === DROPPED) {
      i++;
    } else {
      const word = run(text, i);
      word.plus = gap === "+";
      word.gap = gaps === 1 ? gap : "";
      words.push(word);
      i = word.end;
      gap = "";
      gaps = 0;
    }
  }
  return words;
}

/** Whether a sign makes one word of letters, R&D, H/F, even when it has spaces around it. */
const joins = (sign: string): boolean => sign === "&" || sign === "/";

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
  return { text: folded, start, end: i, gap: "", plus: false };
}

function assemble(words: Word[], i: number): [string, number] {
  const { text } = words[i]!;
  if (isLetter(text)) return acronym(words, i);
  if (text < ":") {
    const foreign = abroad(words, i);
    if (foreign) return foreign;
    const next = Math.max(number(words, i), phone(words, i), activity(words, i));
    if (next > i + 1) return [concat(words, i, next), next];
  }
  return compound(words, i);
}

function acronym(words: Word[], i: number): [string, number] {
  let next = i + 1;
  let form = words[i]!.text;
  for (;;) {
    let at = next;
    if (words[at + 1] && isLink(words[at]!.text) && words[at]!.gap === " " && words[at + 1]!.gap === " ") at++;
    else if (!words[at] || !words[at]!.gap || !"./&".includes(words[at]!.gap)) break;
    if (!isLetter(words[at]!.text)) break;
    form += words[at]!.text;
    next = at + 1;
  }
  return next === i + 1 ? compound(words, i) : [form, next];
}

const isLink = (text: string): boolean => /^(et|and|n)$/.test(text);

function activity(words: Word[], i: number): number {
  const next = words[i + 1];
  return next && next.gap === "." && /^[0-9]{2}$/.test(words[i]!.text) && /^[0-9]{2}[a-z]$/.test(next.text) ? i + 2 : i;
}

function abroad(words: Word[], i: number): [string, number] | undefined {
  const country = words[i]!.plus ? "33" : "0033";
  const { text } = words[i]!;
  const rest = text.slice(country.length);
  if (!text.startsWith(country) || !/^[0-9]*$/.test(rest)) return undefined;
  if (rest.length === 9) return ["0" + rest, i + 1];
  let at = i + 1;
  if (words[at] && words[at]!.text === "0") at++;
  if (rest || !words[at + 4] || !/^[0-9]$/.test(words[at]!.text) || !pairsOfDigits(words, at + 1)) return undefined;
  return ["0" + concat(words, at, at + 5), at + 5];
}

const isHyphen = ({ gap }: Word): boolean => gap !== "" && "-\u2010\u2011".includes(gap);

function hyphenated(words: Word[], i: number): number {
  if ((i && isHyphen(words[i]!)) || !/^[a-z][a-z0-9]*$/.test(words[i]!.text)) return i;
  let next = i + 1;
  for (let word = words[next]; word && isHyphen(word) && /^[a-z0-9]+$/.test(word.text); word = words[++next]) {
    if (isStop(word.text)) return i;
  }
  return concat(words, i, next).length > MAX_WORD ? i : next;
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
  return pairsOfDigits(words, i + 1) ? i + 5 : i;
}

function pairsOfDigits(words: Word[], i: number): boolean {
  return [0, 1, 2, 3].every((k) => isGroup(words[i + k], 2, GROUP_GAPS + "-/"));
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
    if (first.startsWith("cli") && isLink(words[next] ? words[next]!.text : "")) next++;
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
