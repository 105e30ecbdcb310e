// The files of the index, decoded; internal/search/doc.go specifies them.
// Everything here is pure: bytes in, values out, or an IndexError.

import { APART, BODY_FIELD, FACETS, FIELDS, FORMAT, TRAITS, MAX_PASSAGES, MAX_PLACED, PLACE_HEAD, PLACE_UNIT, ROOT, SHARD_UNIT, STANDING_FIELD, STUB } from "./tables";

/** What is wrong with a file. "absent", "abime" and "generation" may pass with a newer root. */
export type Fault = "absent" | "reseau" | "abime" | "generation" | "format";

export class IndexError extends Error {
  constructor(
    readonly fault: Fault,
    file: string,
  ) {
    super(`${file}: ${fault}`);
  }
}

/** Reads a file's body. Reading past the end gives zeros, and a count too large is a RangeError: nothing loops for long. */
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

  /** A number that says how many of something follow, which a damaged file could not bound. */
  count(most = this.bytes.length): number {
    const count = this.number();
    if (!(count <= most)) throw new RangeError();
    return count;
  }

  take(size: number): Uint8Array {
    return this.bytes.subarray(this.at, (this.at += size));
  }

  /** Items that have a byte at least. */
  list<T>(count: number, read: () => T): T[] {
    if (!(count <= this.bytes.length)) throw new RangeError();
    return Array.from({ length: count }, read);
  }

  /** A file's tag, in hexadecimal digits. */
  tag(): string {
    return [...this.take(3)].map((b) => (b + 256).toString(16).slice(1)).join("");
  }

  text(): string {
    return decoder.decode(this.take(this.number()));
  }

  /** Texts that are each a line. */
  lines(): string[] {
    return this.text().split("\n").slice(0, -1);
  }

  /** A list of increasing slots, out of total. */
  documents(total: number): Uint32Array {
    const docs = new Uint32Array(this.count(total));
    const bits = new Bits(this.bytes.subarray(this.at));
    const k = riceWidth(docs.length, total);
    for (let i = 0, doc = -1; i < docs.length; i++) docs[i] = doc += 1 + bits.rice(k);
    this.at += (bits.at + 7) >> 3;
    return docs;
  }

  /** Strings that share their start with the one before. */
  starts(): string[] {
    let last = "";
    return this.lines().map((rest) => (last = last.slice(0, this.byte()) + rest));
  }

  /** Strings that share their start with the one before, each with four flags. */
  keys(): [string, number][] {
    const list: [string, number][] = [];
    let last = new Uint8Array(0);
    for (let left = this.count(); left > 0; left--) {
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

/** The sum of a content, of which its tag is made: FNV-1a, folded to 24 bits. */
function sumOf(content: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < content.length; i++) sum = Math.imul(sum ^ content[i]!, 0x01000193);
  return (sum ^ (sum >>> 24)) & 0xffffff;
}

/** Opens a file: checks its length, its tag and, but for the root, that its name has it. */
export function open(bytes: Uint8Array, file: string): Reader {
  const reader = new Reader(bytes);
  const tag = reader.tag();
  const size = reader.number();
  const content = bytes.subarray(reader.at);
  if (size !== content.length || parseInt(tag, 16) !== sumOf(content)) throw new IndexError("abime", file);
  if (file !== ROOT && !isOf(file, tag)) throw new IndexError("generation", file);
  return reader;
}

const isOf = (file: string, tag: string): boolean => file.endsWith(`-${tag}.bin`);

/** The bytes of a file that hold a card, or a shard. */
export type Place = [file: string, from: number, to: number];

/** What is at a place of a file, still compressed. */
export function takePlace(place: Uint8Array<ArrayBuffer>, file: string): Uint8Array<ArrayBuffer> {
  if (!isOf(file, new Reader(place).tag())) throw new IndexError("generation", file);
  const [, , , a, b, c] = place;
  return place.subarray(PLACE_HEAD, PLACE_HEAD + ((a! << 16) | (b! << 8) | c!));
}

/** More slots in a run are a damaged file's. */
const MAX_SLOTS = 2 ** 24;

/** Slots that follow each other, of documents whose bodies have one length. */
interface Run {
  start: number;
  end: number;
  /** Into how many the body of each is cut. */
  passages: number;
  /** The place of its first pack. */
  pack: number;
}

/** How many numbers or keys of an increasing list are before the first that passes a test. */
export function before<T>(list: ArrayLike<T>, passes: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (passes(list[mid]!)) high = mid;
    else low = mid + 1;
  }
  return low;
}

/** The place of the last key that is not after another, or the first. */
export function locate<T>(keys: T[], key: T): number {
  return Math.max(0, before(keys, (k) => k > key) - 1);
}

export interface Root {
  documents: number;
  /** How many slots there are; the documents' numbers are among them. */
  slots: number;
  /** Bits of a length, by field but the body: none where lengths count nothing. */
  widths: number[];
  /** The mean length of each field. */
  averages: number[];
  shardKeys: string[];
  shards: Place[];
  formKeys: string[];
  formFiles: string[];
  facets: string[];
  runs: Run[];
  /** How many slots a pack holds. */
  packSize: number;
  /** In each pack, the bytes of a card with the summary, and with a passage. */
  places: [summary: number, passage: number][];
  packs: string[];
  /** The body's length, by slot. */
  lengths: Uint32Array;
  /** What the phrases asked also mean; terms are joined by spaces. */
  synonyms: Map<string, string[]>;
  /** What is true of the document, by slot: APART, STUB and CLOSED are bits. */
  traits: Uint8Array;
}

export function readRoot(bytes: Uint8Array, file: string): Root {
  const r = open(bytes, file);
  if (r.number() !== FORMAT) throw new IndexError("format", file);
  const documents = r.number();
  const widths: number[] = [];
  const averages = FIELDS.slice(0, STANDING_FIELD).map((field) => {
    if (field !== BODY_FIELD) widths.push(r.count(32));
    return r.number() / documents;
  });
  const runs: Run[] = [];
  const sizes = Array.from({ length: TRAITS }, () => r.list(r.number(), () => r.count(MAX_SLOTS)));
  const lengths = new Uint32Array(sizes.flat().reduce((sum, size) => sum + size, 0));
  const traits = new Uint8Array(lengths.length);
  sizes.forEach((part, set) => {
    part.forEach((size, i) => {
      const last = runs[runs.length - 1];
      const start = last ? last.end : 0;
      const length = lengthOfClass(part.length - 1 - i);
      lengths.fill(length, start, start + size);
      traits.fill(set, start, start + size);
      runs.push({ start, end: start + size, passages: passages(length), pack: 0 });
    });
  });
  const shardKeys = r.starts();
  const firsts: number[] = []; // of each file of shards
  const ranges: [from: number, to: number][] = [];
  while (ranges.length < shardKeys.length) {
    firsts.push(ranges.length);
    let at = 0;
    for (let left = r.count(shardKeys.length) || 1; left > 0; left--) ranges.push([at, (at += r.number() * SHARD_UNIT)]);
  }
  const formKeys = r.starts();
  const packSize = r.number();
  let packed = 0;
  for (const run of runs) {
    run.pack = packed;
    packed += Math.ceil((run.end - run.start) / packSize);
  }
  const place = () => r.number() * PLACE_UNIT;
  const places = r.list(packed, (): [number, number] => [place(), place()]);
  const synonyms = new Map<string, string[]>();
  for (const line of r.lines()) {
    const [asked, meant] = line.split("=").map((part) => part.split("|"));
    for (const from of asked!) {
      const list = synonyms.get(from) || [];
      for (const to of meant || asked!) if (to !== from && !list.includes(to)) list.push(to);
      synonyms.set(from, list);
    }
  }
  for (const trait of [APART, STUB]) for (const doc of r.documents(lengths.length)) traits[doc]! |= trait;
  const files = (folder: string, keys: string[]) => keys.map((key) => `${folder}/${named(key)}-${r.tag()}.bin`);
  const shardFiles = files("t", firsts.map((first) => shardKeys[first]!));
  const shards = ranges.map((range, i): Place => [shardFiles[locate(firsts, i)]!, ...range]);
  const formFiles = files("f", formKeys);
  const facets = files("v", FACETS.filter((_, i) => i % 2 === 0));
  const packs = files("d", places.map((_, i) => `${i}`));
  return { documents, slots: lengths.length, widths, averages, shardKeys, shards, formKeys, formFiles, facets, runs, packSize, places, packs, lengths, synonyms, traits };
}

/** A key as names of files have it. */
function named(key: string): string {
  return key.replace(/[^a-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`);
}

/** The length that the bodies of a class count for. */
function lengthOfClass(c: number): number {
  return c < 4 ? c : (4 + (c % 4)) << ((c >> 2) - 1);
}

/** Where a card is: its pack, and the bytes there. It has the summary, or a passage, from 1. */
export function locateCard(root: Root, slot: number, passage: number): Place {
  const run = root.runs.find(({ end }) => slot < end)!;
  const at = slot - run.start;
  const pack = run.pack + Math.floor(at / root.packSize);
  const [summary, size] = root.places[pack]!;
  const start = (at % root.packSize) * (summary + run.passages * size);
  const from = passage ? start + summary + (passage - 1) * size : start;
  return [root.packs[pack]!, from, from + (passage ? size : summary)];
}

/** A form of the lexicon and the rank of its frequency. */
export type Form = [form: string, rank: number];

export function readFormFile(bytes: Uint8Array, file: string): Form[] {
  return open(bytes, file).keys();
}

/** The documents that have a term in a field; of those that stand for it, nothing more is known. */
export interface Postings {
  docs: Uint32Array;
  freqs: Uint32Array;
  /** The length of the field in each document, 0 where it counts nothing; of the body, its first passage with the term, if not too many have it. */
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

/** Reads a shard, whose first key has the start that the root says. */
export function readShard(bytes: Uint8Array, file: string, start: string, root: Root): Shard {
  const r = new Reader(bytes);
  const entries = new Map<string, { counts: number[]; at: number }>();
  let at = 0;
  for (const [term, flags] of r.keys()) {
    const counts = FIELDS.map((field) => (field < STANDING_FIELD && (flags >> field) & 1 ? r.count(root.slots) : 0));
    const size = r.number();
    if (size & 1) counts[STANDING_FIELD] = r.count(root.slots);
    entries.set(term, { counts, at });
    at += size >> 1;
  }
  const forms = r.keys();
  if (![...entries.keys(), ...forms.map(([form]) => form)].some((key) => key.startsWith(start))) throw new IndexError("generation", file);
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
  const k = riceWidth(count, root.slots);
  for (let i = 0, doc = -1; i < count; i++) {
    doc += 1 + bits.rice(k);
    list.docs[i] = doc;
    if (field === STANDING_FIELD) continue;
    if (field === BODY_FIELD && count > MAX_PLACED) {
      list.freqs[i] = 1 + bits.bit();
      continue;
    }
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

/** Reads a card, which holds the slot of its document and which of its cards it is. */
export function readCard(bytes: Uint8Array, file: string, slot: number, passage: number): Card {
  const [found, url, type, title, sectors, place, sizes, text] = decoder.decode(bytes).split("\n");
  if (found !== `${slot} ${passage}`) throw new IndexError("generation", file);
  return { url: url!, type: type!, title: title!, sectors: sectors!, place: place!, sizes: sizes!, text: text! };
}
