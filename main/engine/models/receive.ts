import { fail, type Problem } from '../../../contract/problem.ts';
import type { OnTraffic } from '../platform/traffic.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { askServer, networkProblem, type Answer } from './ask-server.ts';
import { findFlaw } from './facts.ts';
import { freeBytes, type PartFile } from './part-file.ts';

/** What a server told of the file that is being received: enough to go on with it later. */
export interface Told {
  /** Bytes of the whole; null while no server has told. */
  readonly total: number | null;
  readonly sha256: string | null;
  /** Strong entity tag, or null. */
  readonly validator: string | null;
}

export interface Limits {
  /** How long a server may take to begin an answer, and between two pieces of it; milliseconds. */
  readonly answerMs: number;
  readonly stallMs: number;
  /** What must stay free on the disk, and how often that is looked at while receiving; bytes. */
  readonly reserve: number;
  readonly lookEvery: number;
}

export interface ReceiveOptions {
  readonly limits: Limits;
  /** SHA-256 that the catalogue knows; the server's word does not count then. */
  readonly known: string | null;
  readonly onContact: (host: string, port: number) => void;
  readonly onTraffic?: OnTraffic;
  readonly onTold: (told: Told) => void;
  readonly onBytes: () => void;
  /** Free bytes where that path is. */
  readonly free: (path: string) => Promise<number | null>;
  readonly signal: AbortSignal;
}

/**
 * How one attempt ended: everything is there; it may go better later (`after`: the server said when, in milliseconds), or from the
 * beginning; this server will not; or it is about this computer or the file itself, so that no server can help.
 */
export type Received =
  | { readonly kind: 'all' | 'anew' }
  | { readonly kind: 'later'; readonly problem: Problem; readonly after: number | null }
  | { readonly kind: 'refused' | 'hopeless'; readonly problem: Problem };

/** By then the head of every model is there: vocabularies take some megabytes. */
const HEAD_BYTES = 64 << 20;
/** Enough to see that a page came instead of a model. */
const FIRST_LOOK = 1 << 16;
/** Traffic of a long download is told of in between: what a crash ends was received all the same. */
const TOLD_EVERY = 16 << 20;
const MOST_PATIENCE_MS = 3_600_000;

/**
 * Asks one server for what is missing of a file and adds it. Goes on where it stopped when that is safe (RFC 9110, 13.1.5 and
 * 14.2): when the file's SHA-256 will be checked in the end, or under a strong entity tag.
 * @throws the signal's reason; bugs
 */
export async function receive(
  url: URL,
  part: PartFile,
  told: Told,
  options: ReceiveOptions,
): Promise<Received> {
  const { signal, known, limits } = options;
  const summed = known !== null || told.sha256 !== null;
  if (part.size > 0 && !summed && told.validator === null) await part.reset();
  if (part.size > 0 && part.size === told.total) return { kind: 'all' };
  const headers: Record<string, string> = {};
  if (part.size > 0) headers['range'] = `bytes=${part.size}-`;
  if (part.size > 0 && !summed && told.validator !== null) headers['if-range'] = told.validator;
  const { answerMs } = limits;
  const reply = await askServer(url, { headers, answerMs, onContact: options.onContact, signal });
  if (!reply.ok)
    return reply.problem.code === 'server-refused' || reply.problem.code === 'certificate'
      ? { kind: 'refused', problem: reply.problem }
      : { kind: 'later', problem: reply.problem, after: null };
  const answer = reply.value;
  const outcome = await judge(answer, part, told, options);
  if ('take' in outcome) return takeBody(answer, part, outcome.take, options);
  await answer.response.body?.cancel();
  return outcome;
}

/**
 * Whether to take the body: as the rest of the file, or as the whole, for which the part is emptied. `take`: how many bytes the
 * file then has; null where nobody told.
 */
async function judge(
  { response, linked, host }: Answer,
  part: PartFile,
  told: Told,
  { known, onTold, limits, free }: ReceiveOptions,
): Promise<Received | { readonly take: number | null }> {
  const { status, headers } = response;
  if (status === 429 || status === 503 || status === 408 || (status >= 500 && status !== 501)) {
    const code = status === 429 ? 'throttled' : 'server-refused';
    return { kind: 'later', ...fail(code, `HTTP ${status}, ${host}`), after: retryAfter(headers) };
  }
  // What is here is longer than the server's file, or of another one.
  if (status === 416 && part.size > 0) return startAgain(part);
  if (status === 404 || status === 410)
    return { kind: 'refused', ...fail('not-found', `HTTP ${status}, ${host}`) };
  if (status !== 200 && status !== 206)
    return { kind: 'refused', ...fail('server-refused', `HTTP ${status}, ${host}`) };
  const tag = headers.get('etag');
  const validator = tag?.startsWith('"') === true ? tag : null;
  const range = status === 206 ? contentRange(headers) : null;
  if (status === 206) {
    const changed =
      range?.from !== part.size ||
      (told.total !== null && range.total !== null && range.total !== told.total) ||
      (linked.sha256 !== null && told.sha256 !== null && linked.sha256 !== told.sha256) ||
      // Where nothing else tells, two tags are two files.
      (linked.sha256 === null &&
        known === null &&
        told.validator !== null &&
        (validator ?? told.validator) !== told.validator);
    // A range nobody asked for is no file.
    if (changed)
      return part.size > 0 ? startAgain(part) : { kind: 'refused', ...fail('server-refused', host) };
  } else if (part.size > 0) await part.reset();
  const total = status === 206 ? (range?.total ?? told.total) : (contentLength(headers) ?? linked.size);
  onTold({ total, sha256: known ?? linked.sha256 ?? (status === 206 ? told.sha256 : null), validator });
  const left = await free(part.path);
  if (left !== null && total !== null && total - part.size + limits.reserve > left)
    return { kind: 'hopeless', ...noRoom(total - part.size, left) };
  return { take: total };
}

async function startAgain(part: PartFile): Promise<Received> {
  await part.reset();
  return { kind: 'anew' };
}

async function takeBody(
  { response, host, at }: Answer,
  part: PartFile,
  total: number | null,
  { limits, onBytes, onTraffic, free, signal }: ReceiveOptions,
): Promise<Received> {
  const { body } = response;
  if (body === null) return { kind: 'later', ...fail('unreachable', host), after: null };
  const stalled = new AbortController();
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const quit = (): void => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(() => {
    stalled.abort();
    quit();
  }, limits.stallMs);
  signal.addEventListener('abort', quit, { once: true });
  let looked = part.size;
  let untold = 0;
  const tellTraffic = (): void => {
    if (untold > 0)
      onTraffic?.({ host: at.hostname, port: Number(at.port) || 443, sent: null, received: untold });
    untold = 0;
  };
  let look = part.size < FIRST_LOOK ? FIRST_LOOK : HEAD_BYTES;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (stalled.signal.aborted) return { kind: 'later', ...fail('timeout', host), after: null };
      if (done)
        return total === null || part.size >= total
          ? { kind: 'all' }
          : { kind: 'later', ...fail('unreachable', host), after: null };
      await part.append(value);
      onBytes();
      untold += value.length;
      if (untold >= TOLD_EVERY) tellTraffic();
      timer.refresh();
      if (part.size >= look && look <= HEAD_BYTES) {
        const flaw = await findFlaw(part.path, part.size >= HEAD_BYTES);
        if (flaw?.ok === false) return { kind: 'hopeless', problem: flaw.problem };
        look = look === FIRST_LOOK ? HEAD_BYTES : Infinity;
      }
      if (part.size - looked < limits.lookEvery) continue;
      looked = part.size;
      const left = await free(part.path);
      if (left !== null && left < limits.reserve) return { kind: 'hopeless', ...noRoom(null, left) };
    }
  } catch (error) {
    signal.throwIfAborted();
    const trouble = storageTrouble(error);
    if (trouble === 'disk-full') return { kind: 'hopeless', ...noRoom(null, await freeBytes(part.path)) };
    if (trouble !== null) return { kind: 'hopeless', ...fail(trouble) };
    return { kind: 'later', problem: networkProblem(error, host).problem, after: null };
  } finally {
    tellTraffic();
    clearTimeout(timer);
    signal.removeEventListener('abort', quit);
    quit();
  }
}

/** Gigabytes wanted and there, for the sentence that stands before them. */
function noRoom(wanted: number | null, left: number | null): { problem: Problem } {
  const gigabytes = (bytes: number | null): string => (bytes === null ? '?' : (bytes / 1e9).toFixed(1));
  return fail(
    'no-room',
    wanted === null ? `${gigabytes(left)} GB` : `${gigabytes(wanted)} > ${gigabytes(left)} GB`,
  );
}

function contentLength(headers: Headers): number | null {
  const told = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(told) && !headers.has('content-encoding') ? Number(told) : null;
}

function contentRange(headers: Headers): { from: number; total: number | null } | null {
  const told = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(headers.get('content-range') ?? '');
  if (told === null) return null;
  return { from: Number(told[1]), total: told[2] === '*' ? null : Number(told[2]) };
}

/** RFC 9110, 10.2.3, in seconds or as a date; at most an hour, in milliseconds. */
function retryAfter(headers: Headers): number | null {
  const told = headers.get('retry-after');
  if (told === null) return null;
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), MOST_PATIENCE_MS);
}
