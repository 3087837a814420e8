import type { FetchMessageObject } from 'imapflow';
import { succeed, type Reply } from '../../../../contract/problem.ts';
import type { RawMail } from '../port.ts';
import type { ImapConnection } from './connection.ts';
import { inChunks, toUidSet } from './uid-set.ts';

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
      const reply: Reply<RawMail[]> = await next;
      if (!reply.ok) {
        next = undefined;
        yield reply;
        return;
      }
      next = start(chunks[index + 1]);
      for (const mail of reply.value) yield succeed(mail);
    }
  } finally {
    // The caller stopped early: what is still on its way is not wanted.
    if (next) ended.abort();
  }
}

async function fetchChunk(
  connection: ImapConnection,
  path: string,
  uids: readonly number[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<Reply<RawMail[]>> {
  return connection.use(signal, async ({ client, select }) => {
    await select(path, { readOnly: true });
    const mails = new Map<number, RawMail>();
    const query = {
      uid: true,
      flags: true,
      internalDate: true,
      size: true,
      source: { start: 0, maxLength: maxBytes },
    };
    for await (const answer of client.fetch(toUidSet(uids), query, { uid: true })) {
      const mail = toRawMail(answer);
      if (mail) mails.set(mail.uid, mail);
    }
    return uids.flatMap((uid) => mails.get(uid) ?? []);
  });
}

/** A mail as the library gives it; null for an answer that lacks what makes it one. */
export function toRawMail(answer: FetchMessageObject): RawMail | null {
  // A flag change told in between looks like an answer without a source.
  if (!answer.uid || answer.source === undefined) return null;
  return {
    uid: answer.uid,
    flags: [...(answer.flags ?? [])],
    internalDate: toMilliseconds(answer.internalDate),
    size: answer.size ?? answer.source.length,
    source: answer.source,
  };
}

function toMilliseconds(date: Date | string | undefined): number {
  const time = date === undefined ? NaN : new Date(date).getTime();
  return Number.isNaN(time) ? Date.now() : time;
}
