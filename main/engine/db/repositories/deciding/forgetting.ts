import { z } from 'zod';
import type { MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** Has all that was learned of a folder's mail forgotten, as long as it lies there; gives how many mails. */
export function forgetFolder(db: WritableDb, mailbox: MailboxId, at: number): number {
  return statement<[number, number]>(
    db,
    `INSERT OR REPLACE INTO forgotten (message_id, mailbox_id, at)
     SELECT message_id, mailbox_id, ? FROM learned_homes WHERE mailbox_id = ?`,
  ).run(at, mailbox).changes;
}

/** Lets the forgotten mail of a folder teach again; gives how many mails. */
export function rememberFolder(db: WritableDb, mailbox: MailboxId): number {
  return statement<[number]>(db, 'DELETE FROM forgotten WHERE mailbox_id = ?').run(mailbox).changes;
}

/** Mails that were learned as belonging in a folder. */
export function countLearned(db: ReadableDb, mailbox: MailboxId): number {
  const sql = 'SELECT count(*) FROM learned_homes WHERE mailbox_id = ?';
  return z.number().parse(statement<[number]>(db, sql).pluck().get(mailbox));
}

/** Mails of a folder that teach nothing because they were forgotten. */
export function countForgotten(db: ReadableDb, mailbox: MailboxId): number {
  const sql = 'SELECT count(*) FROM forgotten WHERE mailbox_id = ?';
  return z.number().parse(statement<[number]>(db, sql).pluck().get(mailbox));
}
