import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MailboxId } from '../../contract/ids.ts';
import type { Reply } from '../../contract/problem.ts';
import { inTimeOrder, type FiledMail } from '../engine/deciding/index.ts';
import { extractFeatures, parseMail } from '../engine/mime/index.ts';
import { createSource } from '../engine/sources/index.ts';
import type { MailSource, RemoteMailbox } from '../engine/sources/port.ts';
import { CommandFailed } from './ask.ts';
import { exitCode } from './outcome.ts';
import type { Texts } from './texts.ts';

/** As much of a mail as a sync reads: the decisions measured are those that the person would get. */
const MAX_BYTES = 24 * 1024;

/** Filed mail of a Maildir, oldest first. */
export interface Filed {
  readonly mails: FiledMail[];
  readonly names: ReadonlyMap<MailboxId, string>;
  /** Folders that a person does not file mail in: inbox, sent, drafts, junk, trash. */
  readonly leftOut: readonly string[];
  /** Set when the folder seems to hold several people's mail: their names. */
  readonly people: readonly string[] | null;
}

/**
 * Reads the folders of a Maildir that a person files mail in. Changes nothing. Where there is no inbox, all are such folders:
 * what they are called says little then.
 * @throws CommandFailed with a sentence when there is nothing to read
 */
export async function readFiledMail(
  maildir: string,
  { signal, progress }: { signal: AbortSignal; progress: (folder: string, mails: number) => void },
  texts: Texts,
): Promise<Filed> {
  const path = resolve(maildir);
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) throw unusable(texts.backtest.noFolder(path), 'not-found');
  const source = createSource({ kind: 'maildir', path }, { onEgress: () => undefined });
  try {
    const listed = await source.listMailboxes(signal);
    const isNone = listed.ok ? listed.value.length === 0 : listed.problem.code === 'not-a-maildir';
    if (isNone) throw unusable(texts.backtest.noMaildir(path), 'not-a-maildir');
    const all = orFail(listed);
    const isAccount = all.some(({ role }) => role === 'inbox');
    const isFiled = ({ role }: RemoteMailbox): boolean =>
      !isAccount || role === 'folder' || role === 'archive';
    return {
      ...(await readFolders(source, all.filter(isFiled), signal, progress)),
      leftOut: all.filter((mailbox) => !isFiled(mailbox)).map((mailbox) => mailbox.path),
      people: isAccount ? null : peopleOf(all.map((mailbox) => mailbox.path)),
    };
  } finally {
    await source.close();
  }
}

async function readFolders(
  source: MailSource,
  folders: readonly RemoteMailbox[],
  signal: AbortSignal,
  progress: (folder: string, mails: number) => void,
): Promise<Pick<Filed, 'mails' | 'names'>> {
  const mails: FiledMail[] = [];
  const names = new Map<MailboxId, string>();
  for (const [index, { path }] of folders.entries()) {
    const mailbox = (index + 1) as MailboxId;
    const uids = orFail(await source.uids(path, {}, signal));
    for await (const reply of source.fetch(path, uids, MAX_BYTES, signal)) {
      const { source: bytes, size } = orFail(reply);
      // A file's time says when it was copied: a mail without a date stands at the median.
      const parsed = await parseMail(bytes, { size, internalDate: 0, truncated: bytes.length < size });
      mails.push({ mail: extractFeatures(parsed), mailbox });
      names.set(mailbox, path);
      progress(path, mails.length);
    }
    // A source that is told to stop just ends.
    if (signal.aborted) throw new CommandFailed({ code: 'cancelled' });
  }
  return { mails: inTimeOrder(mails), names };
}

/** Folders that all lie in others that hold no mail themselves: several people's mailboxes side by side, most likely. */
function peopleOf(paths: readonly string[]): string[] | null {
  const people = new Set(paths.map((path) => path.split('/')[0] ?? ''));
  return people.size > 1 && paths.every((path) => path.includes('/')) ? [...people] : null;
}

function unusable(sentence: string, code: 'not-found' | 'not-a-maildir'): CommandFailed {
  return new CommandFailed({ code }, exitCode.usage, sentence);
}

function orFail<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new CommandFailed(reply.problem);
  return reply.value;
}
