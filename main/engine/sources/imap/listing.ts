import type { ExpungeEvent, ListResponse } from 'imapflow';
import { z } from 'zod';
import type { Reply } from '../../../../contract/problem.ts';
import type { MailboxChanges, MailboxState, RemoteMailbox, UidFlags } from '../port.ts';
import { assignRoles } from '../roles.ts';
import type { ImapConnection, Session } from './connection.ts';
import { inChunks, toUidSet } from './uid-set.ts';

/** Mails whose flags are asked for at a time: a few hundred kilobytes, and a few milliseconds of work for the caller. */
const FLAGS_CHUNK = 4000;

const statusQuery = { messages: true, uidNext: true, uidValidity: true, highestModseq: true } as const;

/** Mailboxes that can hold mail, with their state in the same answer where the server can (RFC 5819), else by STATUS. */
export async function listMailboxes({ client }: Session): Promise<RemoteMailbox[]> {
  const selected = client.mailbox ? client.mailbox.path : null;
  const listed = await client.list({ statusQuery });
  const named = new Map(listed.map((entry) => [entry.path, entry]));
  const selectable = [...named.values()].filter(
    ({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
  );
  return assignRoles(
    selectable.map((entry) => ({
      path: entry.path,
      delimiter: delimiterOf(entry),
      specialUse: specialUseOf(entry),
      // STATUS is not for the mailbox that is selected (RFC 3501 §6.3.10): some servers answer what was true before.
      state: entry.path === selected ? null : stateOf(entry.status),
    })),
  ).map(({ path, delimiter, role, state }) => ({ path, delimiter, role, state }));
}

/** One character or NIL (RFC 3501 §7.2.2); what a server sends as a literal comes as bytes, and says nothing to rely on. */
function delimiterOf({ delimiter }: { delimiter: unknown }): string {
  return typeof delimiter === 'string' && delimiter !== '' ? delimiter : '/';
}

function specialUseOf({ flags, specialUse, specialUseSource }: ListResponse): string | null {
  if (flags.has('\\Important')) return '\\Important';
  return specialUseSource === 'name' ? null : (specialUse ?? null);
}

function stateOf(status: ListResponse['status']): MailboxState | null {
  if (status?.uidValidity === undefined || status.messages === undefined) return null;
  return {
    uidvalidity: Number(status.uidValidity),
    uidnext: status.uidNext !== undefined && status.uidNext > 0 ? status.uidNext : null,
    // Zero: the mailbox keeps no mod-sequences (RFC 7162 §3.1.2.2).
    highestmodseq:
      status.highestModseq !== undefined && status.highestModseq > 0n ? status.highestModseq : null,
    messages: status.messages,
  };
}

/** What a server must say when it opens a mailbox, and the library promises though not every server does. */
const opened = z.object({ uidValidity: z.bigint(), exists: z.number() });

/** The state of a mailbox, asked anew. */
export async function openState({ client, select }: Session, path: string): Promise<MailboxState> {
  await select(path, { readOnly: true, fresh: true });
  const { mailbox } = client;
  if (!mailbox) throw new Error('no mailbox is selected');
  const told = opened.safeParse(mailbox);
  if (!told.success) throw new Error('no UIDVALIDITY or no count');
  return {
    uidvalidity: Number(told.data.uidValidity),
    uidnext: mailbox.uidNext > 0 ? mailbox.uidNext : null,
    highestmodseq: mailbox.noModseq ? null : (mailbox.highestModseq ?? null),
    messages: told.data.exists,
  };
}

/** UIDs in ascending order, of all mails or of those that arrived on the day of `since` or later. */
export async function searchUids(session: Session, path: string, since?: number): Promise<number[]> {
  await session.select(path, { readOnly: true });
  const { client } = session;
  const query = {
    ...(since === undefined ? {} : { since: new Date(since) }),
    ...(markedAreGone(session) ? { deleted: false } : {}),
  };
  const uids = await client.search(Object.keys(query).length === 0 ? { all: true } : query, { uid: true });
  if (!Array.isArray(uids)) throw session.refusal();
  return uids.sort((a, b) => a - b);
}

/** UIDs and flags of all mails, a chunk an answer; the connection is free for others between two chunks. */
export async function* listFlags(
  connection: ImapConnection,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<Reply<readonly UidFlags[]>> {
  const uids = await connection.use(signal, (session) => searchUids(session, path));
  if (!uids.ok) {
    yield uids;
    return;
  }
  for (const chunk of inChunks(uids.value, FLAGS_CHUNK)) {
    const flags = await connection.use(signal, async (session) => {
      const told = await fetchFlags(session, path, chunk);
      return told.length === chunk.length ? told : [...told, ...(await askAgain(session, path, chunk, told))];
    });
    yield flags;
    if (!flags.ok) return;
  }
}

async function fetchFlags(session: Session, path: string, uids: readonly number[]): Promise<UidFlags[]> {
  await session.select(path, { readOnly: true });
  const { client } = session;
  const wanted = new Set(uids);
  const found = new Map<number, UidFlags>();
  const query = { uid: true, flags: true };
  for await (const { uid, flags } of client.fetch(toUidSet(uids), query, { uid: true })) {
    if (!flags || !wanted.has(uid) || (markedAreGone(session) && flags.has('\\Deleted'))) continue;
    found.set(uid, { uid, flags: [...flags] });
  }
  return [...found.values()];
}

/**
 * Mails that SEARCH found and FETCH did not tell of were expunged in between, or the answer was lost or garbled. The latter
 * must not look like the former: mails that are there count as there, whatever the server says about their flags.
 */
async function askAgain(
  session: Session,
  path: string,
  uids: readonly number[],
  told: readonly UidFlags[],
): Promise<UidFlags[]> {
  const known = new Set(told.map(({ uid }) => uid));
  const untold = uids.filter((uid) => !known.has(uid));
  const { client } = session;
  const query = { uid: toUidSet(untold), ...(markedAreGone(session) ? { deleted: false } : {}) };
  const there = untold.length === 0 ? [] : await client.search(query, { uid: true });
  if (!Array.isArray(there)) throw session.refusal();
  const still = untold.filter((uid) => there.includes(uid));
  if (still.length === 0) return [];
  const again = await fetchFlags(session, path, still);
  const silent = still.filter((uid) => !again.some((mail) => mail.uid === uid));
  return [...again, ...silent.map((uid) => ({ uid, flags: null }))];
}

/** What happened since a mod-sequence: CHANGEDSINCE, with VANISHED where the server has QRESYNC (RFC 7162 §3.1.4, §3.2.6). */
export async function changesSince(
  session: Session,
  path: string,
  modseq: bigint,
): Promise<MailboxChanges | null> {
  await session.select(path, { readOnly: true });
  const { client } = session;
  const { mailbox } = client;
  if (!mailbox || mailbox.noModseq || mailbox.exists === 0 || markedAreGone(session)) return null;
  if (!client.enabled.has('CONDSTORE')) return null;
  const changed: UidFlags[] = [];
  const vanished: number[] = [];
  const onExpunge = (event: ExpungeEvent) => {
    if (event.uid !== undefined) vanished.push(event.uid);
  };
  client.on('expunge', onExpunge);
  try {
    const options = { uid: true, changedSince: modseq };
    for await (const { uid, flags } of client.fetch('1:*', { uid: true, flags: true }, options)) {
      if (uid) changed.push({ uid, flags: [...(flags ?? [])] });
    }
  } finally {
    client.off('expunge', onExpunge);
  }
  return { changed, vanished: client.enabled.has('QRESYNC') ? vanished : null };
}

/** Without UIDPLUS a moved mail stays behind, marked \Deleted until some program expunges it: it is no longer there. */
function markedAreGone({ client }: Session): boolean {
  return !client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS');
}

/** Nothing more to say than that a mailbox was made. */
export async function createMailbox(session: Session, path: string): Promise<RemoteMailbox> {
  const made = await session.client.mailboxCreate(path.split('/'));
  const listed = (await listMailboxes(session)).find((mailbox) => mailbox.path === made.path);
  return listed ?? { path: made.path, delimiter: '/', role: 'folder', state: null };
}
