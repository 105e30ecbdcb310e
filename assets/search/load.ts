// Fetches the files of an index over HTTP.

import type { Loader } from "./engine";
import { IndexError, takePlace, type Fault } from "./format";

/** How long a file may take, in milliseconds, before its absence is said. */
const PATIENCE = 30_000;

/** A loader of the files under an address that ends in a slash. */
export function loaderOf(base: string): Loader {
  return async (name, fresh, range) => {
    const fail = (fault: Fault) => new IndexError(fault, name);
    const headers: HeadersInit = range ? { Range: `bytes=${range[0]}-${range[1] - 1}` } : {};
    const request = { cache: fresh ? "reload" : "default", headers, signal: AbortSignal.timeout(PATIENCE) } as const;
    const [status, body] = await fetch(base + name, request)
      .then(async (response) => [response.status, await response.arrayBuffer()] as const)
      .catch(() => {
        throw fail("reseau");
      });
    if (status > 299) throw fail(status < 500 ? "absent" : "reseau");
    let bytes = new Uint8Array(body);
    let format: CompressionFormat = "gzip";
    if (range) {
      // A host that knows no ranges has sent the whole file.
      if (status !== 206) bytes = bytes.subarray(...range);
      bytes = takePlace(bytes, name);
      format = "deflate";
    } else if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // a host may have unzipped it already
    return unzip(bytes, format).catch(() => {
      throw fail("abime");
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
