// Fetches the files of an index over HTTP.

import type { Loader, Range } from "./engine";
import { IndexError, takePlace } from "./format";

/** How long a file may take, in milliseconds, before its absence is said. */
const PATIENCE = 30_000;

/** Bytes that wait to be asked for together, in a file; done gives them to whoever asked. */
interface Wanted {
  range: Range;
  done: (bytes: Promise<Uint8Array<ArrayBuffer>>) => void;
}

/** A loader of the files under an address that ends in a slash. */
export function loaderOf(base: string): Loader {
  const wanted = new Map<string, Wanted[]>();

  async function get(name: string, fresh: boolean, headers: HeadersInit): Promise<[status: number, bytes: Uint8Array<ArrayBuffer>]> {
    const request = { cache: fresh ? "reload" : "default", headers, signal: AbortSignal.timeout(PATIENCE) } as const;
    const [status, body] = await fetch(base + name, request)
      .then(async (response) => [response.status, await response.arrayBuffer()] as const)
      .catch(() => {
        throw new IndexError("reseau", name);
      });
    if (status > 299) throw new IndexError(status < 500 ? "absent" : "reseau", name);
    return [status, new Uint8Array(body)];
  }

  /** Asks for all that waits of a file, by one request for bytes that touch. */
  function send(list: Wanted[], name: string, fresh: boolean): void {
    list.sort((a, b) => a.range[0] - b.range[0]);
    while (list.length) {
      const from = list[0]!.range[0];
      let to = from;
      let n = 0;
      while (list[n]?.range[0] === to) to = list[n++]!.range[1];
      const coming = get(name, fresh, { Range: `bytes=${from}-${to - 1}` });
      for (const { range, done } of list.splice(0, n)) {
        // A host that knows no ranges has sent the whole file.
        done(coming.then(([status, bytes]) => (status === 206 ? bytes.subarray(range[0] - from, range[1] - from) : bytes.subarray(...range))));
      }
    }
  }

  const part = (name: string, fresh: boolean, range: Range) =>
    new Promise<Uint8Array<ArrayBuffer>>((done) => {
      const key = `${name} ${fresh}`;
      const list = wanted.get(key) || [];
      if (list.push({ range, done }) > 1) return;
      wanted.set(key, list);
      queueMicrotask(() => {
        wanted.delete(key);
        send(list, name, fresh);
      });
    });

  return async (name, fresh, range) => {
    const bytes = range ? takePlace(await part(name, fresh, range), name) : (await get(name, fresh, {}))[1];
    if (!range && (bytes[0] !== 0x1f || bytes[1] !== 0x8b)) return bytes; // a host may have unzipped it already
    return unzip(bytes, range ? "deflate" : "gzip").catch(() => {
      throw new IndexError("abime", name);
    });
  };
}

/** Writes the bytes itself: a Blob would take them to another process and back. */
async function unzip(bytes: Uint8Array<ArrayBuffer>, format: CompressionFormat): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream(format);
  const writer = writable.getWriter();
  // What is wrong with the bytes is said at the other end.
  for (const done of [writer.write(bytes), writer.close()]) done.catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
