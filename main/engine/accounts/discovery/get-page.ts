import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { carriedBy } from '../../platform/traffic.ts';
import type { FetchPage } from './fetch-config.ts';

export interface GetPageOptions {
  /** How names become addresses; the system's way when left out. */
  readonly lookup?: LookupFunction;
  /** Authorities to trust instead of the usual ones. */
  readonly ca?: string;
}

/**
 * Makes what asks for a page over https. It follows nothing, says no more of us than that we read XML, and knows what the
 * connection carried, which the platform's `fetch` does not tell.
 */
export function createGetPage({ lookup, ca }: GetPageOptions = {}): FetchPage {
  const how = {
    method: 'GET',
    agent: false,
    headers: { accept: 'application/xml, text/xml' },
    ...(lookup ? { lookup } : {}),
    ...(ca === undefined ? {} : { ca }),
  } as const;
  return (url, { signal }) =>
    new Promise((resolve, reject) => {
      const asked = request(url, { ...how, signal }, (answer) => {
        const { statusCode = 0, headers, socket } = answer;
        // `Response` takes no other numbers, and those without a body only without one.
        const known = statusCode >= 200 && statusCode <= 599 && ![204, 205, 304].includes(statusCode);
        if (!known) answer.destroy();
        const page = new Response(known ? (Readable.toWeb(answer) as ReadableStream<Uint8Array>) : null, {
          status: known ? statusCode : 404,
          headers: headers.location === undefined ? {} : { location: headers.location },
        });
        resolve(Object.assign(page, { carried: () => carriedBy(socket) }));
      });
      asked.once('error', reject);
      asked.end();
    });
}
