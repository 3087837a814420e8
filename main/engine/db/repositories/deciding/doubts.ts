import { z } from 'zod';
import { doubt, type DoubtedEvidence } from '../../../../../contract/deciding.ts';
import type { Evidence } from '../../../../../contract/evidence.ts';
import { mailboxId, type AccountId, type DoubtId, type MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));
const key = z.union([
  z.object({ memory: z.enum(['sender', 'domain', 'subject', 'thread']), key: z.string() }),
  z.object({
    field: z.enum(['body', 'subject', 'sender', 'recipients', 'letters', 'form']),
    text: z.string(),
  }),
]);
const keysRow = z.object({ mailbox: mailboxId, keys: json.pipe(z.array(key)) });
const doubtRow = doubt.extend({ evidence: json.pipe(doubt.shape.evidence) });

/** What must not speak for which folder of an account. */
export function listDoubts(db: ReadableDb, account: AccountId): z.infer<typeof keysRow>[] {
  const rows = statement<[number]>(
    db,
    'SELECT mailbox_id AS mailbox, keys FROM doubts WHERE account_id = ? ORDER BY id',
  ).all(account);
  return z.array(keysRow).parse(rows);
}

/** Evidence that was called wrong for a mailbox, newest first. */
export function listDoubtedEvidence(db: ReadableDb, mailbox: MailboxId): DoubtedEvidence[] {
  const rows = statement<[number]>(
    db,
    'SELECT id, account_id AS accountId, mailbox_id AS mailboxId, evidence, at FROM doubts WHERE mailbox_id = ? ORDER BY id DESC',
  ).all(mailbox);
  return z.array(doubtRow).parse(rows);
}

/** Keeps that evidence is wrong for a mailbox and gives its id: the earlier one where that was said before. */
export function insertDoubt(
  db: WritableDb,
  made: {
    accountId: AccountId;
    mailboxId: MailboxId;
    evidence: Evidence;
    keys: readonly z.infer<typeof key>[];
    at: number;
  },
): DoubtId {
  const id = statement<[object]>(
    db,
    `INSERT INTO doubts (account_id, mailbox_id, evidence, keys, at) VALUES (:accountId, :mailboxId, :evidence, :keys, :at)
     ON CONFLICT (mailbox_id, keys) DO UPDATE SET at = excluded.at RETURNING id`,
  )
    .pluck()
    .get({ ...made, evidence: JSON.stringify(made.evidence), keys: JSON.stringify(made.keys) });
  return doubt.shape.id.parse(id);
}

/** Forgets one; gives the account it was about, or null when there is none. */
export function deleteDoubt(db: WritableDb, id: DoubtId): AccountId | null {
  const account = statement<[number]>(db, 'DELETE FROM doubts WHERE id = ? RETURNING account_id')
    .pluck()
    .get(id);
  return typeof account === 'number' ? (account as AccountId) : null;
}
