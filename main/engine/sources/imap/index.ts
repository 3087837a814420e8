import { fail, succeed } from '../../../../contract/problem.ts';
import { assignRoles } from '../roles.ts';
import type { MailSource, RemoteMailbox, UidFlags } from '../port.ts';
import { ImapConnection, type ConnectionOptions, type Session } from './connection.ts';
import { fetchMails } from './fetch.ts';
import { findByMessageId } from './find.ts';
import { moveMails } from './move.ts';
import { inChunks, toUidSet } from './uid-set.ts';
import { watchInbox } from './watch.ts';

/**
 * An IMAP account (RFC 3501 and what servers add to it). Two connections at most beside the watch: one reads for the
 * sync, opened read-only so that it cannot change a flag; one obeys the person, who must not wait for a sync.
 */
export function createImapSource(options: ConnectionOptions): MailSource {
  const reading = new ImapConnection(options);
  const acting = new ImapConnection(options);
  const closing = new AbortController();

  return {
    listMailboxes: (signal) => reading.use(signal, listMailboxes),

    state: (path, signal) =>
      reading.use(signal, async ({ client, select }) => {
        await select(path, { readOnly: true, fresh: true });
        const { mailbox } = client;
        if (!mailbox) throw new Error('no mailbox is selected');
        return {
          uidvalidity: Number(mailbox.uidValidity),
          uidnext: mailbox.uidNext > 0 ? mailbox.uidNext : null,
          highestmodseq: mailbox.noModseq ? null : (mailbox.highestModseq ?? null),
          messages: mailbox.exists,
        };
      }),

    list: (path, { since, flags }, signal) =>
      reading.use(signal, async (session) => {
        await session.select(path, { readOnly: true });
        return flags === false ? searchUids(session, since) : listFlags(session, since);
      }),

    fetch: (path, uids, maxBytes, signal) => fetchMails(reading, path, uids, maxBytes, signal),

    async fetchSource(path, uid, signal) {
      const reply = await acting.use(signal, async ({ client, select }) => {
        await select(path, { readOnly: false });
        const answer = await client.fetchOne(`${uid}`, { uid: true, source: true }, { uid: true });
        return answer ? (answer.source ?? null) : null;
      });
      if (!reply.ok) return reply;
      return reply.value === null ? fail('not-found') : succeed(reply.value);
    },

    move: (path, uids, target, signal) => moveMails(acting, path, uids, target, signal),

    findByMessageId: (path, messageIds, signal) =>
      acting.use(signal, (session) => findByMessageId(session, path, messageIds)),

    setFlags: (path, uids, { add = [], remove = [] }, signal) =>
      acting.use(signal, async (session) => {
        await session.select(path, { readOnly: false });
        for (const chunk of inChunks(uids, 500).map(toUidSet)) {
          const { client } = session;
          const silent = { uid: true, silent: true };
          if (add.length > 0 && !(await client.messageFlagsAdd(chunk, [...add], silent)))
            throw session.refusal();
          if (remove.length > 0 && !(await client.messageFlagsRemove(chunk, [...remove], silent))) {
            throw session.refusal();
          }
        }
      }),

    createMailbox: (path, signal) =>
      acting.use(signal, async (session): Promise<RemoteMailbox> => {
        const made = await session.client.mailboxCreate(path.split('/'));
        const listed = (await listMailboxes(session)).find((mailbox) => mailbox.path === made.path);
        return listed ?? { path: made.path, delimiter: '/', role: 'folder' };
      }),

    capabilities: (signal) =>
      acting.use(signal, ({ client }) => Promise.resolve([...client.capabilities.keys()])),

    watch: (onChange, signal) => watchInbox(options, onChange, AbortSignal.any([signal, closing.signal])),

    async close() {
      closing.abort();
      await Promise.all([reading.close(), acting.close()]);
    },
  };
}

async function listMailboxes({ client }: Session): Promise<RemoteMailbox[]> {
  const listed = await client.list();
  const selectable = listed.filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'));
  return assignRoles(
    selectable.map(({ path, delimiter, specialUse, specialUseSource }) => ({
      path,
      delimiter: delimiter || '/',
      specialUse: specialUseSource === 'name' ? null : (specialUse ?? null),
    })),
  ).map(({ path, delimiter, role }) => ({ path, delimiter, role }));
}

async function listFlags(session: Session, since: number | undefined): Promise<UidFlags[]> {
  const { client } = session;
  if (!client.mailbox || client.mailbox.exists === 0) return [];
  let range = '1:*';
  if (since !== undefined) {
    const uids = await searchUids(session, since);
    if (uids.length === 0) return [];
    range = toUidSet(uids.map(({ uid }) => uid));
  }
  const found: UidFlags[] = [];
  for await (const { uid, flags } of client.fetch(range, { uid: true, flags: true }, { uid: true })) {
    if (!uid || (markedAreGone(session) && flags?.has('\\Deleted'))) continue;
    found.push({ uid, flags: [...(flags ?? [])] });
  }
  return found;
}

async function searchUids(session: Session, since: number | undefined): Promise<UidFlags[]> {
  const { client } = session;
  if (!client.mailbox || client.mailbox.exists === 0) return [];
  const query = {
    ...(since === undefined ? {} : { since: new Date(since) }),
    ...(markedAreGone(session) ? { deleted: false } : {}),
  };
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw session.refusal();
  return uids.sort((a, b) => a - b).map((uid) => ({ uid, flags: [] }));
}

/** Without UIDPLUS a moved mail stays behind, marked \Deleted until some program expunges it: it is no longer there. */
function markedAreGone({ client }: Session): boolean {
  return !client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS');
}
