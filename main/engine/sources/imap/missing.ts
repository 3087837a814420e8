import { succeed, type Problem, type Reply } from '../../../../contract/problem.ts';
import type { RawMail } from '../port.ts';
import type { ImapConnection } from './connection.ts';
import { identityFields } from './heads.ts';
import { takePlainAnswers } from './plain-answers.ts';
import { isUidValidityChange } from './problem.ts';
import { toFacts, toRawMail, type MailFacts } from './raw-mail.ts';
import { toUidSet } from './uid-set.ts';

/** What to fetch from where. */
export interface FetchTask {
  readonly connection: ImapConnection;
  readonly path: string;
  /** Bytes of each mail. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** A line that is lost more often than this over one chunk is a bad line, not a bad mail. */
const MAX_LOSSES = 6;
/** A mail on which the connection was lost so often, while everything else went well, is what the server chokes on. */
const LOSSES_OF_ONE = 3;

/** Fetches mails; those that arrived are in `arrived`, also when the connection was lost halfway. */
export function fetchInto(
  { connection, path, maxBytes, signal }: FetchTask,
  uids: readonly number[],
  arrived: Map<number, RawMail>,
): Promise<Reply<void>> {
  const wanted = new Set(uids);
  return connection.use(signal, async ({ client, select }) => {
    await select(path, { readOnly: true });
    const source = { start: 0, maxLength: maxBytes };
    const query = { uid: true, flags: true, internalDate: true, size: true, source };
    const take = (mail: RawMail | null) => {
      if (mail && wanted.has(mail.uid)) arrived.set(mail.uid, mail);
    };
    const release = takePlainAnswers(client, take);
    try {
      for await (const answer of client.fetch(toUidSet(uids), query, { uid: true })) take(toRawMail(answer));
    } finally {
      release();
    }
  });
}

/**
 * Gets what a FETCH did not bring, `cause` being what it failed with, if it failed. Mails that are gone are left out. A mail
 * that the server cannot give, gives in a form that cannot be read, or hangs up on, is found by asking for ever fewer and
 * ends up in `arrived` as unreadable, with what is known of it: it keeps its place and stops no other.
 */
export async function fetchMissing(
  task: FetchTask,
  uids: readonly number[],
  arrived: Map<number, RawMail>,
  cause: Problem | null,
  patience = { losses: MAX_LOSSES },
): Promise<Reply<void>> {
  if (cause && !mayBeOneMail(cause)) return { ok: false, problem: cause };
  const facts = await fetchFacts(task, uids);
  if (!facts.ok && facts.problem.code !== 'server-refused') return facts;
  // A server that chokes on the flags of one mail, too, is asked for each by itself.
  const rest = (facts.ok ? uids.filter((uid) => facts.value.has(uid)) : [...uids]).sort((a, b) => a - b);
  const [first] = rest;
  if (first === undefined) return succeed(undefined);
  if (rest.length === 1) return fetchAlone(task, first, arrived, cause);
  if (cause && isLoss(cause) && --patience.losses < 0) return { ok: false, problem: cause };
  // Servers answer in ascending order: what the connection was lost on is the first that did not arrive.
  const cut = cause && isLoss(cause) ? 1 : Math.ceil(rest.length / 2);
  for (const part of [rest.slice(0, cut), rest.slice(cut)]) {
    const reply = await fetchInto(task, part, arrived);
    const missing = part.filter((uid) => !arrived.has(uid));
    if (missing.length === 0) continue;
    const problem = reply.ok ? null : reply.problem;
    const done = await fetchMissing(task, missing, arrived, problem, patience);
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

async function fetchAlone(
  task: FetchTask,
  uid: number,
  arrived: Map<number, RawMail>,
  cause: Problem | null,
): Promise<Reply<void>> {
  let reason = cause;
  for (let tries = 1; ; tries += 1) {
    const reply = await fetchInto(task, [uid], arrived);
    if (arrived.has(uid)) return succeed(undefined);
    if (!reply.ok && !mayBeOneMail(reply.problem)) return reply;
    reason = reply.ok ? reason : reply.problem;
    // Whatever happened, this shows whether the line works and the mail is still there.
    const facts = await fetchFacts(task, [uid]);
    if (!facts.ok && facts.problem.code !== 'server-refused') return facts;
    if (facts.ok && !facts.value.has(uid)) return succeed(undefined);
    if (!reply.ok && isLoss(reply.problem) && tries < LOSSES_OF_ONE) continue;
    const known = facts.ok ? facts.value.get(uid) : undefined;
    arrived.set(uid, {
      ...(known ?? { uid, flags: [], internalDate: Date.now(), size: 0 }),
      source: await fetchHeader(task, uid),
      unreadable: reason?.detail ?? reason?.code ?? 'the server gives no readable answer for it',
    });
    return succeed(undefined);
  }
}

function fetchFacts(
  { connection, path, signal }: FetchTask,
  uids: readonly number[],
): Promise<Reply<Map<number, MailFacts>>> {
  return connection.use(signal, async ({ client, select }) => {
    await select(path, { readOnly: true });
    const facts = new Map<number, MailFacts>();
    const query = { uid: true, flags: true, internalDate: true, size: true };
    for await (const answer of client.fetch(toUidSet(uids), query, { uid: true })) {
      if (answer.uid) facts.set(answer.uid, toFacts(answer, answer.uid));
    }
    return facts;
  });
}

/** Who wrote it and what about, where the server gives at least that. */
async function fetchHeader({ connection, path, signal }: FetchTask, uid: number): Promise<Uint8Array> {
  const reply = await connection.use(signal, async ({ client, select }) => {
    await select(path, { readOnly: true });
    const query = { uid: true, headers: identityFields };
    let header: Uint8Array = new Uint8Array();
    for await (const answer of client.fetch(`${uid}`, query, { uid: true })) {
      if (answer.uid === uid && Buffer.isBuffer(answer.headers)) header = answer.headers;
    }
    return header;
  });
  return reply.ok ? reply.value : new Uint8Array();
}

/** Whether a failure can have been the doing of one mail, so that others may still be had. */
export function mayBeOneMail(problem: Problem): boolean {
  if (isUidValidityChange(problem)) return false;
  return problem.code === 'server-refused' || isLoss(problem);
}

function isLoss({ code }: Problem): boolean {
  return code === 'unreachable' || code === 'timeout';
}
