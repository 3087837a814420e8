import { z } from 'zod';
import { mailboxId, type AccountId, type JobId, type MailboxId } from '../../../../../contract/ids.ts';
import type { MailboxRole } from '../../../../../contract/mail.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';
import { insertJob, priority } from '../acts/jobs.ts';
import { insertMailbox } from './mailbox-paths.ts';

/** A mailbox that the server does not have yet, and the job that makes it. */
export interface Planned {
  readonly mailbox: MailboxId;
  readonly job: JobId;
}

/** Promises a mailbox: it can be moved to at once, and is made as soon as the server can be asked. */
export function planMailbox(
  db: WritableDb,
  plan: { account: AccountId; path: string; role: MailboxRole; at: number },
): Planned {
  const { account, path, role, at } = plan;
  const mailbox = insertMailbox(db, { accountId: account, path, delimiter: '/', role });
  const job = insertJob(db, {
    kind: 'create-folder',
    payload: { mailbox, path },
    accountId: account,
    batchId: null,
    priority: priority.interactive,
    at,
  });
  return { mailbox, job };
}

/** Promised mailboxes of an account that are still to be made: a list of the server's that lacks them says nothing. */
export function listPlanned(db: ReadableDb, account: AccountId): Set<MailboxId> {
  const ids = statement<[number]>(
    db,
    `SELECT json_extract(payload, '$.mailbox') FROM jobs
     WHERE account_id = ? AND kind = 'create-folder' AND state IN ('queued', 'running', 'blocked', 'dead')`,
  )
    .pluck()
    .all(account);
  return new Set(z.array(mailboxId).parse(ids));
}

/** The job that makes a promised mailbox; null when it is there. */
export function findPlan(db: ReadableDb, mailbox: MailboxId): JobId | null {
  const id = statement<[number]>(
    db,
    `SELECT id FROM jobs WHERE kind = 'create-folder' AND state IN ('queued', 'running', 'blocked', 'dead')
       AND json_extract(payload, '$.mailbox') = ? LIMIT 1`,
  )
    .pluck()
    .get(mailbox);
  return typeof id === 'number' ? (id as JobId) : null;
}

/** The promised mailbox is there, under the path the server gave it; one that a sync noted meanwhile is the same. */
export function settlePlanned(
  db: WritableDb,
  account: AccountId,
  planned: MailboxId,
  made: { path: string; delimiter: string },
): void {
  const other = statement<[number, string, number]>(
    db,
    'SELECT id FROM mailboxes WHERE account_id = ? AND path = ? AND id <> ?',
  )
    .pluck()
    .get(account, made.path, planned);
  if (typeof other === 'number') {
    for (const [table, column] of [
      ['receipts', 'from_mailbox'],
      ['receipts', 'to_mailbox'],
      ['proposals', 'from_mailbox'],
      ['proposals', 'target_mailbox'],
      ['places', 'mailbox_id'],
    ] as const) {
      db.prepare(`UPDATE ${table} SET ${column} = :planned WHERE ${column} = :other`).run({ planned, other });
    }
    statement<[number]>(db, 'DELETE FROM mailboxes WHERE id = ?').run(other);
  }
  statement<[string, string, number]>(
    db,
    'UPDATE mailboxes SET path = ?, delimiter = ?, gone = 0 WHERE id = ?',
  ).run(made.path, made.delimiter, planned);
}
