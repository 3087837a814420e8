import { z } from 'zod';
import { mailboxId, type AccountId, type MailboxId } from '../../../../../contract/ids.ts';
import { mailboxRole } from '../../../../../contract/mail.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const mailboxRow = z.object({
  id: mailboxId,
  path: z.string(),
  delimiter: z.string(),
  role: mailboxRole,
  uidvalidity: z.number().nullable(),
  uidnext: z.number().nullable(),
  highestmodseq: z.string().nullable(),
  /** Last window of the first sync that is complete, in days; 0: everything; null: none. */
  windowDays: z.number().nullable(),
  /** When all its UIDs and flags were last compared with the server; null: never. */
  checkedAt: z.number().nullable(),
});
/** A mailbox as the last sync left it. */
export type MailboxRow = z.infer<typeof mailboxRow>;

/** The mailboxes an account has now, the inbox first, then the person's folders, then the special ones. */
export function listMailboxRows(db: ReadableDb, account: AccountId): MailboxRow[] {
  const rows = statement<[number]>(
    db,
    `SELECT id, path, delimiter, role, uidvalidity, uidnext, highestmodseq, window_days AS windowDays,
       checked_at AS checkedAt
     FROM mailboxes WHERE account_id = ? AND gone = 0
     ORDER BY CASE role WHEN 'inbox' THEN 0 WHEN 'folder' THEN 1 WHEN 'sent' THEN 2 WHEN 'archive' THEN 3
       WHEN 'all' THEN 9 ELSE 5 END, path`,
  ).all(account);
  return z.array(mailboxRow).parse(rows);
}

/** Adds a mailbox, or brings a known one up to date. */
export function upsertMailbox(
  db: WritableDb,
  account: AccountId,
  mailbox: { path: string; delimiter: string; role: string },
): void {
  statement<[number, string, string, string]>(
    db,
    `INSERT INTO mailboxes (account_id, path, delimiter, role) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, path) DO UPDATE SET gone = 0, delimiter = excluded.delimiter, role = excluded.role
     WHERE gone <> 0 OR delimiter <> excluded.delimiter OR role <> excluded.role`,
  ).run(account, mailbox.path, mailbox.delimiter, mailbox.role);
}

/** Marks a mailbox that was deleted on the server; receipts may still name it. */
export function markMailboxGone(db: WritableDb, id: MailboxId): void {
  statement<[number]>(db, 'UPDATE mailboxes SET gone = 1 WHERE id = ?').run(id);
}

/** Follows a mailbox that was renamed. A mailbox that was deleted under that name long ago gives the name up. */
export function renameMailbox(db: WritableDb, account: AccountId, id: MailboxId, path: string): void {
  statement<[number, string]>(
    db,
    'UPDATE mailboxes SET path = path || char(0) || id WHERE account_id = ? AND path = ? AND gone = 1',
  ).run(account, path);
  statement<[string, number]>(db, 'UPDATE mailboxes SET path = ? WHERE id = ?').run(path, id);
}

/** Notes the state that the stored places correspond to. */
export function setMailboxState(
  db: WritableDb,
  id: MailboxId,
  state: { uidvalidity: number; uidnext: number | null; highestmodseq: bigint | null },
): void {
  statement<[number, number | null, string | null, number]>(
    db,
    'UPDATE mailboxes SET uidvalidity = ?, uidnext = ?, highestmodseq = ? WHERE id = ?',
  ).run(state.uidvalidity, state.uidnext, state.highestmodseq?.toString() ?? null, id);
}

/** Notes that everything stored of a mailbox was compared with the server. */
export function setChecked(db: WritableDb, id: MailboxId, at: number): void {
  statement<[number, number]>(db, 'UPDATE mailboxes SET checked_at = ? WHERE id = ?').run(at, id);
}

/** Has the first sync of a mailbox begin anew; what is stored stays. */
export function resetWindows(db: WritableDb, id: MailboxId): void {
  statement<[number]>(db, 'UPDATE mailboxes SET window_days = NULL WHERE id = ?').run(id);
}

/** Notes that a window of the first sync is complete; 0 means everything. */
export function setWindow(db: WritableDb, id: MailboxId, days: number): void {
  statement<[number, number]>(db, 'UPDATE mailboxes SET window_days = ? WHERE id = ?').run(days, id);
}
