import type { OnTraffic } from '../../platform/traffic.ts';
import type { GetImage, ImageAnswer } from './get-image.ts';
import { isTracker, readPicture } from './picture.ts';

const AT_ONCE = 6;
const REDIRECTS_MAX = 3;
const ONE_MS = 15_000;
const ALL_MS = 40_000;
/** What the bridge to the window carries without holding it up. */
const ONE_BYTES = 6_000_000;
const ALL_BYTES = 24_000_000;

export interface FetchedImages {
  /** Data URLs by the address that was asked for. */
  readonly images: Record<string, string>;
  readonly trackers: number;
  readonly failed: number;
}

export interface ImageDeps {
  readonly get: GetImage;
  /** Told of each host before it is contacted. */
  readonly onContact: (host: string, port: number) => void;
  readonly onTraffic?: OnTraffic;
  /** Aborted when the person goes offline. */
  readonly cut?: AbortSignal;
}

/** Fetches pictures, several at once; whatever is no picture, too large, too late or not over https is left out and counted. */
export async function fetchImages(urls: readonly string[], deps: ImageDeps): Promise<FetchedImages> {
  const images: Record<string, string> = {};
  let trackers = 0;
  let failed = 0;
  let room = ALL_BYTES;
  const late = AbortSignal.timeout(ALL_MS);
  const overall = deps.cut ? AbortSignal.any([late, deps.cut]) : late;
  const left = [...new Set(urls)];
  async function work(): Promise<void> {
    for (let url = left.shift(); url !== undefined; url = left.shift()) {
      const bytes = overall.aborted ? null : await fetchOne(url, deps, overall);
      const picture = bytes && readPicture(bytes);
      if (!bytes || !picture || bytes.length > room) failed += 1;
      else if (isTracker(picture)) trackers += 1;
      else {
        room -= bytes.length;
        images[url] = `data:${picture.mimeType};base64,${Buffer.from(bytes).toString('base64')}`;
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { images, trackers, failed };
}

async function fetchOne(url: string, deps: ImageDeps, overall: AbortSignal): Promise<Uint8Array | null> {
  const signal = AbortSignal.any([overall, AbortSignal.timeout(ONE_MS)]);
  let at: URL | null = URL.parse(url);
  try {
    for (let hops = 0; hops <= REDIRECTS_MAX; hops += 1) {
      if (at?.protocol !== 'https:' || at.username !== '' || at.password !== '') return null;
      if (overall.aborted) return null;
      deps.onContact(at.hostname, Number(at.port) || 443);
      const answer: ImageAnswer = await deps.get(at, signal);
      const { hostname: host, port } = at;
      try {
        if (answer.status >= 300 && answer.status < 400 && answer.location !== null) {
          answer.cancel();
          at = URL.parse(answer.location, at.href);
          continue;
        }
        if (answer.status !== 200) {
          answer.cancel();
          return null;
        }
        return await readBody(answer.body);
      } finally {
        const carried = answer.carried?.();
        if (carried) deps.onTraffic?.({ host, port: Number(port) || 443, ...carried });
      }
    }
    return null;
  } catch (error) {
    // No such host, not a public one, no TLS, cut off, too slow: there is no picture. A bug of ours is none of these.
    if (error instanceof ReferenceError || error instanceof RangeError) throw error;
    return null;
  }
}

/** All of it; null when it is larger than a picture may be. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the transfer.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > ONE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
