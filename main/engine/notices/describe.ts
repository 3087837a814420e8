import type { Announcement } from '../../../contract/notices.ts';
import { assertNever } from '../../../contract/assert-never.ts';
import type { ReadableDb } from '../db/handles.ts';
import {
  findToldFolder,
  listToldMails,
  type AnnouncementRow,
  type ToldMail,
} from '../db/repositories/notices.ts';
import { accountOfMailbox, listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { settingOf } from '../trust/trust.ts';

const SENDERS_MAX = 3;

/** What an announcement says as things are now; null when there is nothing to say any more. */
export function describeAnnouncement(db: ReadableDb, { id, kind }: AnnouncementRow): Announcement | null {
  if (kind === 'demoted') return describeDemotion(db, id);
  const mails = listToldMails(db, id);
  const [first] = mails;
  if (first === undefined) return null;
  switch (kind) {
    case 'mail':
      return describeMail(db, id, first);
    case 'sum':
      if (mails.length === 1) return describeMail(db, id, first);
      return { kind, id, mails: mails.length, senders: senders(mails) };
    case 'digest': {
      const proposed = mails.filter(({ proposal, batch }) => proposal !== null && batch === null);
      return {
        kind,
        id,
        mails: mails.length,
        proposals: proposed.length,
        folders: new Set(proposed.flatMap(({ target }) => target ?? [])).size,
        filed: mails.filter(({ batch }) => batch !== null).length,
      };
    }
    default:
      return assertNever(kind);
  }
}

function describeMail(db: ReadableDb, id: number, mail: ToldMail): Announcement {
  const { messageId, accountId, name, address, subject, proposal, target, folder, batch, filedIn } = mail;
  const called = (mailbox: string) => nameOf(db, accountId, mailbox);
  return {
    kind: 'mail',
    id,
    messageId,
    accountId,
    sender: { name, address },
    subject,
    proposal:
      proposal === null || target === null || folder === null
        ? null
        : { id: proposal, target, folder: called(folder) },
    filed: batch === null || filedIn === null ? null : { batch, folder: called(filedIn) },
  };
}

function nameOf(db: ReadableDb, account: ToldMail['accountId'], path: string): string {
  for (const folder of listFolders(db, account).values()) if (folder.path === path) return folder.name;
  return path;
}

function senders(mails: readonly ToldMail[]): string[] {
  const names = mails.map(({ name, address }) => (name === '' ? address : name));
  return [...new Set(names)].slice(0, SENDERS_MAX + 1);
}

function describeDemotion(db: ReadableDb, id: number): Announcement | null {
  const folder = findToldFolder(db, id);
  const account = folder === null ? null : accountOfMailbox(db, folder);
  if (folder === null || account === null) return null;
  const { demotion } = settingOf(db, account, folder);
  const name = listFolders(db, account).get(folder)?.name;
  if (demotion === null || demotion.seen || name === undefined) return null;
  return { kind: 'demoted', id, folder: name, right: demotion.right, answers: demotion.answers };
}
