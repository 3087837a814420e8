import { fail, succeed } from '../../../../contract/problem.ts';
import type { MailSource } from '../port.ts';
import { ImapConnection, type ConnectionOptions } from './connection.ts';
import { fetchMails } from './fetch.ts';
import { findByMessageId } from './find.ts';
import { setFlags } from './flags.ts';
import { fetchHeads } from './heads.ts';
import { changesSince, createMailbox, listFlags, listMailboxes, openState, searchUids } from './listing.ts';
import { moveMails, removeCopies } from './move.ts';
import { pollInbox, watchInbox } from './watch.ts';

/**
 * An IMAP account (RFC 3501 and what servers add to it). Two connections at most beside the watch: one reads for the
 * sync, opened read-only so that it cannot change a flag; one obeys the person, who must not wait for a sync. Where the
 * person allows fewer they are one and the same, and the watch becomes a look now and then.
 */
export function createImapSource(options: ConnectionOptions): MailSource {
  const reading = new ImapConnection(options);
  const { connections = 3 } = options;
  const acting = connections >= 3 ? new ImapConnection(options) : reading;
  const closing = new AbortController();
  let watching = new AbortController();

  return {
    listMailboxes: (signal) => reading.use(signal, listMailboxes),

    state: (path, signal) => reading.use(signal, (session) => openState(session, path)),

    uids: (path, { since }, signal) => reading.use(signal, (session) => searchUids(session, path, since)),

    flags: (path, signal) => listFlags(reading, path, signal),

    changes: (path, modseq, signal) => reading.use(signal, (session) => changesSince(session, path, modseq)),

    fetchHeads: (path, uids, signal) => fetchHeads(reading, path, uids, signal),

    fetch: (path, uids, maxBytes, signal) => fetchMails(reading, path, uids, maxBytes, signal),

    async fetchSource(path, uid, signal) {
      const reply = await acting.use(signal, async ({ client, select }) => {
        await select(path, { readOnly: false });
        const ask = () => client.fetchOne(`${uid}`, { uid: true, source: true }, { uid: true });
        let answer = await ask();
        // It may have come since the server last had an occasion to tell (RFC 3501 §5.2).
        if (!answer) answer = await client.noop().then(ask);
        if (!answer) return fail('not-found');
        // BODY[] NIL: the mail is there, its text is not.
        return Buffer.isBuffer(answer.source) ? succeed(answer.source) : fail('mail-unreadable');
      });
      return reply.ok ? reply.value : reply;
    },

    move: (path, uids, target, signal) => moveMails(acting, path, uids, target, signal),

    removeCopies: (path, uids, signal) => acting.use(signal, (session) => removeCopies(session, path, uids)),

    findByMessageId: (path, messageIds, signal) =>
      acting.use(signal, (session) => findByMessageId(session, path, messageIds)),

    setFlags: (path, uids, change, signal) =>
      acting.use(signal, (session) => setFlags(session, path, uids, change)),

    createMailbox: (path, signal) => acting.use(signal, (session) => createMailbox(session, path)),

    capabilities: (signal) =>
      acting.use(signal, ({ client }) => Promise.resolve([...client.capabilities.keys()])),

    async watch(onChange, signal) {
      const ended = AbortSignal.any([signal, closing.signal]);
      if (connections < 2) return pollInbox(reading.timeouts.poll, onChange, ended);
      watching = new AbortController();
      const given = watching.signal;
      const watched = await watchInbox(options, onChange, AbortSignal.any([ended, given]));
      return given.aborted && !ended.aborted ? fail('unreachable') : watched;
    },

    reconnect() {
      reading.reset();
      acting.reset();
      watching.abort();
    },

    async close() {
      closing.abort();
      await Promise.all([reading.close(), acting.close()]);
    },
  };
}
