import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import type { MailSource, RawMail } from '../port.ts';
import { findInMailbox } from './find.ts';
import { folderFor, isSafePath, readLayout, type Layout } from './layout.ts';
import { MaildirMailbox } from './mailbox.ts';
import { toProblem } from './problem.ts';
import { readMail, readWhole } from './read.ts';
import { watchTree } from './watch.ts';

/** A Maildir has no UIDVALIDITY: a mail's UID comes from its file's name, which nobody gives twice. */
const UIDVALIDITY = 1;
/** The header fields that identify a mail are among these bytes of its file. */
const HEAD_BYTES = 24_576;

/**
 * A Maildir tree on this computer (cr.yp.to/proto/maildir.html), nested or Maildir++. Only renames files; writes nothing
 * into them and leaves no file of its own behind.
 */
export function createMaildirSource(path: string): MailSource {
  const root = resolve(path);
  const closing = new AbortController();
  const mailboxes = new Map<string, MaildirMailbox>();
  let layout: Layout | null = null;

  async function attempt<T>(signal: AbortSignal, work: () => Promise<Reply<T>>): Promise<Reply<T>> {
    if (signal.aborted || closing.signal.aborted) return fail('cancelled');
    try {
      return await work();
    } catch (error) {
      return { ok: false, problem: toProblem(error) };
    }
  }

  async function openMailbox(name: string): Promise<Reply<MaildirMailbox>> {
    const known = mailboxes.get(name);
    if (known) return succeed(known);
    layout = await readLayout(root);
    const folder = layout.folders.find((candidate) => candidate.path === name)?.folder;
    if (folder === undefined) return fail('folder-missing', name);
    const mailbox = new MaildirMailbox(folder);
    mailboxes.set(name, mailbox);
    return succeed(mailbox);
  }

  /** Opens the mailbox and reads its directories, so that what follows is as of now. */
  async function openFresh(name: string): Promise<Reply<MaildirMailbox>> {
    const mailbox = await openMailbox(name);
    if (!mailbox.ok) return mailbox;
    try {
      await mailbox.value.refresh();
      return mailbox;
    } catch (error) {
      mailboxes.delete(name);
      throw error;
    }
  }

  async function* fetchMails(
    name: string,
    uids: readonly number[],
    maxBytes: number,
    signal: AbortSignal,
  ): AsyncGenerator<Reply<RawMail>> {
    const mailbox = await attempt(signal, () => openMailbox(name));
    if (!mailbox.ok) {
      yield mailbox;
      return;
    }
    for (const uid of uids) {
      const mail = await attempt(signal, async () => succeed(await readMail(mailbox.value, uid, maxBytes)));
      if (!mail.ok) {
        yield mail;
        return;
      }
      if (mail.value) yield succeed(mail.value);
    }
  }

  return {
    listMailboxes: (signal) =>
      attempt(signal, async () => {
        layout = await readLayout(root).catch((error: unknown) => {
          if (toProblem(error).code === 'folder-missing') return null;
          throw error;
        });
        if (!layout || layout.folders.length === 0) return fail('not-a-maildir', root);
        const current = new Set(layout.folders.map((folder) => folder.path));
        for (const name of mailboxes.keys()) if (!current.has(name)) mailboxes.delete(name);
        return succeed(
          layout.folders.map(({ path: name, delimiter, role }) => ({
            path: name,
            delimiter,
            role,
            state: null,
          })),
        );
      }),

    state: (name, signal) =>
      attempt(signal, async () => {
        const mailbox = await openFresh(name);
        if (!mailbox.ok) return mailbox;
        const messages = mailbox.value.size;
        return succeed({ uidvalidity: UIDVALIDITY, uidnext: null, highestmodseq: null, messages });
      }),

    uids: (name, { since }, signal) =>
      attempt(signal, async () => {
        const mailbox = await openFresh(name);
        return mailbox.ok ? succeed((await mailbox.value.list(since)).map(({ uid }) => uid)) : mailbox;
      }),

    async *flags(name, signal) {
      yield await attempt(signal, async () => {
        const mailbox = await openFresh(name);
        return mailbox.ok ? succeed(await mailbox.value.list(undefined)) : mailbox;
      });
    },

    changes: (_name, _modseq, signal) => attempt(signal, () => Promise.resolve(succeed(null))),

    fetchHeads: (name, uids, signal) => fetchMails(name, uids, HEAD_BYTES, signal),

    fetch: fetchMails,

    fetchSource: (name, uid, signal) =>
      attempt(signal, async () => {
        const mailbox = await openMailbox(name);
        return mailbox.ok ? readWhole(mailbox.value, uid) : mailbox;
      }),

    move: (name, uids, target, signal) =>
      attempt(signal, async () => {
        const from = await openFresh(name);
        if (!from.ok) return from;
        const to = await openFresh(target);
        if (!to.ok) return to;
        const moved = new Map<number, number | null>();
        const missing: number[] = [];
        for (const uid of uids) {
          if (signal.aborted) break;
          const newUid = await from.value.moveTo(to.value, uid).catch((error: unknown) => {
            if (toProblem(error).code === 'folder-missing') return null;
            throw error;
          });
          if (newUid === null) missing.push(uid);
          else moved.set(uid, newUid);
        }
        return succeed({ uidvalidity: UIDVALIDITY, moved, missing });
      }),

    findByMessageId: (name, messageIds, signal) =>
      attempt(signal, async () => {
        const mailbox = await openMailbox(name);
        return mailbox.ok ? succeed(await findInMailbox(mailbox.value, messageIds, signal)) : mailbox;
      }),

    setFlags: (name, uids, change, signal) =>
      attempt(signal, async () => {
        const mailbox = await openFresh(name);
        if (!mailbox.ok) return mailbox;
        const there = new Set<number>();
        for (const uid of uids) if (await mailbox.value.setFlags(uid, change)) there.add(uid);
        return succeed(there);
      }),

    createMailbox: (name, signal) =>
      attempt(signal, async () => {
        layout = await readLayout(root);
        if (!isSafePath(name, layout.dotted)) return fail('invalid-input', name);
        const folder = folderFor(root, layout.dotted, name);
        for (const inside of ['tmp', 'new', 'cur']) {
          await mkdir(join(folder, inside), { recursive: true, mode: 0o700 });
        }
        return succeed({
          path: name.split('/').filter(Boolean).join('/'),
          delimiter: '/',
          role: 'folder',
          state: null,
        });
      }),

    capabilities: (signal) => attempt(signal, () => Promise.resolve(succeed(['MAILDIR']))),

    watch: (onChange, signal) => watchTree(root, onChange, AbortSignal.any([signal, closing.signal])),

    close() {
      closing.abort();
      mailboxes.clear();
      return Promise.resolve();
    },
  };
}
