import { request } from 'node:https';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { carriedBy, type Traffic } from '../../platform/traffic.ts';
import { AddressNotPublic, isPublicAddress, lookupPublic } from './public-address.ts';

/** The beginning of an answer: where it sends us instead, or what it holds. */
export interface ImageAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Takes no more of it. */
  cancel(): void;
  /** What the connection carried so far; left out where that is not known. */
  carried?(): Pick<Traffic, 'sent' | 'received'>;
}

/** Asks for one address, following nothing; rejects when there is no answer. */
export type GetImage = (url: URL, signal: AbortSignal) => Promise<ImageAnswer>;

/** Asks a server that stands in for the web: `https://host/path` is its `/host/path`. For tests of the whole program. */
export function standInWeb(server: string): GetImage {
  return async (url, signal) => {
    const answer = await fetch(`${server}/${url.host}${url.pathname}`, { signal, redirect: 'manual' });
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      body: Readable.fromWeb(answer.body ?? new ReadableStream()),
      cancel: () => void answer.body?.cancel(),
    };
  };
}

/**
 * Asks the web: https, public addresses only, and with nothing that tells one reader from another (no cookies, no referrer, no
 * name and version of this program).
 */
export const getImage: GetImage = (url, signal) => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A bare number is not looked up, so the look-up cannot refuse it.
  if (isIP(host) !== 0 && !isPublicAddress(host)) return Promise.reject(new AddressNotPublic(host));
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'GET',
        agent: false,
        signal,
        lookup: lookupPublic,
        headers: {
          accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
          'user-agent': 'Mozilla/5.0',
        },
      },
      (answer) =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? null,
          body: answer,
          cancel: () => void answer.destroy(),
          carried: () => carriedBy(answer.socket),
        }),
    );
    asked.once('error', reject);
    asked.end();
  });
};
