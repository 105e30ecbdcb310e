// Fetches the files of an index over HTTP.

import type { Loader } from "./engine";
import { IndexError, type Fault } from "./format";

/** How long a file may take, in milliseconds, before its absence is said. */
const PATIENCE = 30_000;

/** A loader of the files under an address that ends in a slash. */
export function loaderOf(base: string): Loader {
  return async (name, fresh) => {
    const fail = (fault: Fault) => new IndexError(fault, name);
    const request = { cache: fresh ? "reload" : "default", signal: AbortSignal.timeout(PATIENCE) } as const;
    const [status, body] = await fetch(base + name, request)
      .then(async (response) => [response.status, await response.arrayBuffer()] as const)
      .catch(() => {
        throw fail("reseau");
      });
    if (status > 299) throw fail(status < 500 ? "absent" : "reseau");
    const bytes = new Uint8Array(body);
    // A host may have unzipped it already.
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    return unzip(bytes).catch(() => {
      throw fail("abime");
    });
  };
}

/** Writes the bytes itself: a Blob would take them to another process and back. */
async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What is wrong with the bytes is said at the other end.
  for (const done of [writer.write(bytes), writer.close()]) done.catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
