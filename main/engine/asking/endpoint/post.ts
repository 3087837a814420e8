import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as encryptedRequest } from 'node:https';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { carriedBy, type OnTraffic } from '../../platform/traffic.ts';
import { hostOf, nearLookup, NotNear, portOf } from './address.ts';

/** No answer to one token is this long; characters of a byte each. */
const LONGEST_ANSWER = 1_000_000;

export interface PostOptions {
  /** Sent as `Authorization: Bearer`; null: none is. */
  readonly key: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onTraffic?: OnTraffic | undefined;
}

export interface Posted {
  readonly status: number;
  readonly body: string;
  /** `Retry-After` in seconds; null without, or as a date. */
  readonly retryAfterSeconds: number | null;
}

/**
 * Posts JSON and reads the answer, whatever its status. Redirects are not followed: what is asked goes to the server that the
 * person named, or nowhere. Plain HTTP goes to near addresses alone, checked on the very addresses that are connected to.
 * Problems: `unreachable`, `certificate`, `timeout`, `cancelled`, `endpoint-insecure`, `endpoint-unfit` (an endless answer).
 */
export async function post(url: URL, body: unknown, options: PostOptions): Promise<Reply<Posted>> {
  const late = AbortSignal.timeout(options.timeoutMs);
  try {
    const signal = AbortSignal.any([options.signal, late]);
    return await exchange(url, JSON.stringify(body), { ...options, signal });
  } catch (error) {
    if (options.signal.aborted) return fail('cancelled');
    if (late.aborted) return fail('timeout', url.host);
    if (error instanceof NotNear) return fail('endpoint-insecure', url.host);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code)) return fail('certificate', url.host);
    return fail('unreachable', code === '' ? url.host : `${url.host}: ${code}`);
  }
}

async function exchange(
  url: URL,
  body: string,
  { key, signal, onTraffic }: Omit<PostOptions, 'timeoutMs'>,
): Promise<Reply<Posted>> {
  const encrypted = url.protocol === 'https:';
  const answered = Promise.withResolvers<IncomingMessage>();
  const request = (encrypted ? encryptedRequest : plainRequest)({
    host: hostOf(url),
    port: portOf(url),
    path: url.pathname,
    method: 'POST',
    agent: false,
    signal,
    ...(encrypted ? {} : { lookup: nearLookup }),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'accept-encoding': 'identity',
      'user-agent': 'Casier',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
  });
  request.on('response', answered.resolve);
  request.on('error', answered.reject);
  request.end(body);
  try {
    return await read(await answered.promise, url);
  } finally {
    // A connection of its own: what it carried is known now, and nothing more is to come.
    onTraffic?.({ host: hostOf(url), port: portOf(url), ...carriedBy(request.socket) });
    request.destroy();
  }
}

async function read(response: IncomingMessage, url: URL): Promise<Reply<Posted>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length <= LONGEST_ANSWER) continue;
    response.destroy();
    return fail('endpoint-unfit', url.host);
  }
  const wait = response.headers['retry-after'] ?? '';
  return succeed({
    status: response.statusCode ?? 0,
    body: Buffer.concat(chunks).toString('utf8'),
    retryAfterSeconds: /^\d{1,6}$/.test(wait) ? Number(wait) : null,
  });
}
