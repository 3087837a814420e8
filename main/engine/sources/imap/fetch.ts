import { succeed, type Problem, type Reply } from '../../../../contract/problem.ts';
import type { RawMail } from '../port.ts';
import type { ImapConnection } from './connection.ts';
import { fetchInto, fetchMissing } from './missing.ts';
import { inChunks } from './uid-set.ts';

/** Mails asked for at a time: enough to hide the round trip, few enough to hold two chunks in memory. */
const CHUNK = 250;
/** The first ones soon: somebody may be waiting to see them. */
const FIRST_CHUNK = 60;

/**
 * Fetches mails in the order given. A FETCH answers in the server's order, so each chunk is put in order when it is
 * complete; the next one is already on its way while the caller works on this one.
 */
export async function* fetchMails(
  connection: ImapConnection,
  path: string,
  uids: readonly number[],
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Reply<RawMail>> {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const start = (chunk: readonly number[] | undefined) =>
    chunk && chunk.length > 0 ? fetchChunk(connection, path, chunk, maxBytes, either) : undefined;
  const chunks = [uids.slice(0, FIRST_CHUNK), ...inChunks(uids.slice(FIRST_CHUNK), CHUNK)];
  let next = start(chunks[0]);
  try {
    for (let index = 0; next; index += 1) {
      const { mails, problem }: Fetched = await next;
      next = problem ? undefined : start(chunks[index + 1]);
      for (const mail of mails) yield succeed(mail);
      if (problem) yield { ok: false, problem };
    }
  } finally {
    // The caller stopped early: what is still on its way is not wanted.
    if (next) ended.abort();
  }
}

interface Fetched {
  readonly mails: readonly RawMail[];
  /** Why these are not all. */
  readonly problem: Problem | null;
}

async function fetchChunk(
  connection: ImapConnection,
  path: string,
  uids: readonly number[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<Fetched> {
  const task = { connection, path, maxBytes, signal };
  const arrived = new Map<number, RawMail>();
  let reply = await fetchInto(task, uids, arrived);
  const missing = uids.filter((uid) => !arrived.has(uid));
  if (missing.length > 0) reply = await fetchMissing(task, missing, arrived, reply.ok ? null : reply.problem);
  return {
    mails: uids.flatMap((uid) => arrived.get(uid) ?? []),
    problem: reply.ok || missing.length === 0 ? null : reply.problem,
  };
}
