// The files of the index, decoded; internal/search/doc.go specifies them.
// Everything here is pure: bytes in, values out, or an IndexError.

import { BODY_FIELD, FIELDS, FORMAT, MAX_PASSAGES, STANDING_FIELD } from "./tables";

/** What is wrong with a file. "absent" and "generation" may pass with a newer root. */
export type Fault = "absent" | "reseau" | "abime" | "generation" | "format";

export class IndexError extends Error {
  constructor(
    readonly fault: Fault,
    file: string,
  ) {
    super(`${file}: ${fault}`);
  }
}

/** Reads a file's body. Reading past the end gives zeros, which finds nothing. */
class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  byte(): number {
    return this.bytes[this.at++] || 0;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const b = this.byte();
      value += (b & 127) * unit;
      if (b < 128) return value;
    }
  }

  take(size: number): Uint8Array {
    return this.bytes.subarray(this.at, (this.at += size));
  }

  text(): string {
    return decoder.decode(this.take(this.number()));
  }

  /** Texts that are each a line. */
  lines(): string[] {
    return this.text().split("\n").slice(0, -1);
  }

  /** A list of increasing numbers of documents, out of total. */
  documents(total: number): Uint32Array {
    const docs = new Uint32Array(this.number());
    const bits = new Bits(this.bytes.subarray(this.at));
    const k = riceWidth(docs.length, total);
    for (let i = 0, doc = -1; i < docs.length; i++) docs[i] = doc += 1 + bits.rice(k);
    this.at += (bits.at + 7) >> 3;
    return docs;
  }

  /** Strings that share their start with the one before, each with four flags. */
  keys(): [string, number][] {
    const list: [string, number][] = [];
    let last = new Uint8Array(0);
    for (let left = this.number(); left > 0; left--) {
      const head = this.byte();
      const shared = last.subarray(0, head >> 4);
      const rest = this.take(this.number());
      last = new Uint8Array(shared.length + rest.length);
      last.set(shared);
      last.set(rest, shared.length);
      list.push([decoder.decode(last), head & 15]);
    }
    return list;
  }
}

const decoder = new TextDecoder();

/** Opens a file: checks its length and, when given, its generation. */
export function open(bytes: Uint8Array, file: string, generation?: string): [Reader, string] {
  const reader = new Reader(bytes, 4);
  const found = [...bytes.subarray(0, 4)].map((b) => (b + 256).toString(16).slice(1)).join("");
  if (reader.number() !== bytes.length - reader.at) throw new IndexError("abime", file);
  if (generation && found !== generation) throw new IndexError("generation", file);
  return [reader, found];
}

export interface Root {
  generation: string;
  documents: number;
  firstClosed: number;
  /** Bits of a length, by field but the body. */
  widths: number[];
  /** The mean length of each field. */
  averages: number[];
  shardKeys: string[];
  formKeys: string[];
  /** The body's length, by document. */
  lengths: Uint32Array;
  /** What the phrases asked also mean; terms are joined by spaces. */
  synonyms: Map<string, string[]>;
  /** The documents that are not for firms. */
  apart: Uint32Array;
  /** The documents that are too short yet. */
  stubs: Uint32Array;
}

export function readRoot(bytes: Uint8Array, file: string): Root {
  const [r, generation] = open(bytes, file);
  if (r.number() !== FORMAT) throw new IndexError("format", file);
  const documents = r.number();
  const firstClosed = r.number();
  const widths: number[] = [];
  const averages = FIELDS.slice(0, BODY_FIELD).map(() => {
    widths.push(r.number());
    return r.number() / documents;
  });
  const shardKeys = r.lines();
  const formKeys = r.lines();
  const lengths = new Uint32Array(documents);
  let doc = 0;
  for (let part = 0; part < 2; part++) {
    const runs = r.number();
    for (let i = 0, length = 0; i < runs; i++) {
      length = i ? length - r.number() : r.number();
      const end = doc + r.number();
      lengths.fill(length, doc, end);
      doc = end;
    }
  }
  averages.push(lengths.reduce((sum, length) => sum + length, 0) / documents);
  const synonyms = new Map<string, string[]>();
  for (const line of r.lines()) {
    const [asked, meant] = line.split("=").map((part) => part.split("|"));
    for (const from of asked!) {
      const list = synonyms.get(from) || [];
      for (const to of meant || asked!) if (to !== from && !list.includes(to)) list.push(to);
      synonyms.set(from, list);
    }
  }
  const apart = r.documents(documents);
  const stubs = r.documents(documents);
  return { generation, documents, firstClosed, widths, averages, shardKeys, formKeys, lengths, synonyms, apart, stubs };
}

/** A form of the lexicon and the rank of its frequency. */
export type Form = [form: string, rank: number];

export function readFormFile(bytes: Uint8Array, file: string, root: Root): Form[] {
  return open(bytes, file, root.generation)[0].keys();
}

/** The documents that have a term in a field; of those that stand for it, nothing more is known. */
export interface Postings {
  docs: Uint32Array;
  freqs: Uint32Array;
  /** The length of the field in each document; of the body, its first passage with the term. */
  extras: Uint32Array;
}

/** Postings by field; an empty list where a field has none. */
export type Term = Postings[];

export interface Shard {
  forms: Form[];
  /** In order. */
  terms: string[];
  /** The term's postings, or undefined if the index does not have it. */
  term(term: string): Term | undefined;
}

export function readShard(bytes: Uint8Array, file: string, root: Root): Shard {
  const [r] = open(bytes, file, root.generation);
  const entries = new Map<string, { counts: number[]; at: number }>();
  let at = 0;
  for (const [term, flags] of r.keys()) {
    const counts = FIELDS.map((field) => (field < STANDING_FIELD && (flags >> field) & 1 ? r.number() : 0));
    const size = r.number();
    if (size & 1) counts[STANDING_FIELD] = r.number();
    entries.set(term, { counts, at });
    at += size >> 1;
  }
  const forms = r.keys();
  const postings = bytes.subarray(r.at);
  const decoded = new Map<string, Term>();
  return {
    forms,
    terms: [...entries.keys()],
    term(term) {
      const entry = entries.get(term);
      if (entry && !decoded.has(term)) {
        const bits = new Bits(postings.subarray(entry.at));
        decoded.set(term, entry.counts.map((count, field) => readPostings(bits, count, field, root)));
      }
      return decoded.get(term);
    },
  };
}

function readPostings(bits: Bits, count: number, field: number, root: Root): Postings {
  const list = { docs: new Uint32Array(count), freqs: new Uint32Array(count), extras: new Uint32Array(count) };
  const k = riceWidth(count, root.documents);
  for (let i = 0, doc = -1; i < count; i++) {
    doc += 1 + bits.rice(k);
    list.docs[i] = doc;
    if (field === STANDING_FIELD) continue;
    list.freqs[i] = bits.gamma();
    list.extras[i] = bits.read(field === BODY_FIELD ? Math.log2(passages(root.lengths[doc]!)) : root.widths[field]!);
  }
  return list;
}

/** Into how many passages a body of so many terms is cut. */
export function passages(length: number): number {
  return length <= 120 ? 1 : length <= 240 ? 2 : length <= 560 ? 4 : MAX_PASSAGES;
}

export function riceWidth(count: number, total: number): number {
  let k = 0;
  while (count > 0 && count * 2 ** (k + 1) * 10 <= total * 7) k++;
  return k;
}

/** Reads bits, the first in the high bit of the first byte. */
export class Bits {
  /** How many have been read. */
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** The next bit. Past the end come ones and zeros by turns, so that every code ends. */
  bit(): number {
    const byte = this.bytes[this.at >> 3] ?? 0xaa;
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  read(width: number): number {
    let value = 0;
    while (width-- > 0) value = value * 2 + this.bit();
    return value;
  }

  rice(k: number): number {
    let high = 0;
    while (this.bit()) high++;
    return high * 2 ** k + this.read(k);
  }

  gamma(): number {
    let width = 0;
    while (!this.bit()) width++;
    return 2 ** width + this.read(width);
  }
}

/** What a result shows; plain text. */
export interface Card {
  url: string;
  type: string;
  title: string;
  sectors: string;
  place: string;
  sizes: string;
  /** The summary, or a passage of the body. */
  text: string;
}

export function readCard(bytes: Uint8Array, file: string, root: Root): Card {
  const [r] = open(bytes, file, root.generation);
  const [url, type, title, sectors, place, sizes, text] = decoder.decode(bytes.subarray(r.at)).split("\n");
  return { url: url!, type: type!, title: title!, sectors: sectors!, place: place!, sizes: sizes!, text: text! };
}
