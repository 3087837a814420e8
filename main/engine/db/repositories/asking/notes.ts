import { z } from 'zod';
import { mailboxId, type AccountId, type MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const texts = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.string()));

const noteRow = z.object({
  mailbox: mailboxId,
  description: z.string().nullable(),
  examples: texts,
  /** Mails in the folder when the examples were drawn. */
  mails: z.number(),
});
/** What is told of a folder. */
export type NoteRow = z.infer<typeof noteRow>;

/** Notes about the folders of an account. */
export function listNotes(db: ReadableDb, account: AccountId): NoteRow[] {
  const rows = statement<[number]>(
    db,
    `SELECT n.mailbox_id AS mailbox, n.description, n.examples, n.mails FROM folder_notes n
     JOIN mailboxes b ON b.id = n.mailbox_id WHERE b.account_id = ?`,
  ).all(account);
  return z.array(noteRow).parse(rows);
}

/** Keeps what was seen in a folder; what the person says of it stays. */
export function putExamples(
  db: WritableDb,
  note: { mailbox: MailboxId; examples: readonly string[]; mails: number; at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO folder_notes (mailbox_id, examples, mails, at) VALUES (:mailbox, :examples, :mails, :at)
     ON CONFLICT (mailbox_id) DO UPDATE SET examples = excluded.examples, mails = excluded.mails, at = excluded.at`,
  ).run({ ...note, examples: JSON.stringify(note.examples) });
}

/** Keeps what the person says of a folder; null takes it back. */
export function putDescription(
  db: WritableDb,
  mailbox: MailboxId,
  description: string | null,
  at: number,
): void {
  statement<[object]>(
    db,
    `INSERT INTO folder_notes (mailbox_id, description, examples, mails, at) VALUES (:mailbox, :description, '[]', 0, :at)
     ON CONFLICT (mailbox_id) DO UPDATE SET description = excluded.description`,
  ).run({ mailbox, description, at });
}

/** Mails in each folder of an account. */
export function countFiled(db: ReadableDb, account: AccountId): Map<MailboxId, number> {
  const rows = statement<[number], { mailbox: MailboxId; mails: number }>(
    db,
    `SELECT h.mailbox_id AS mailbox, count(*) AS mails FROM learned_homes h JOIN mailboxes b ON b.id = h.mailbox_id
     WHERE b.account_id = ? GROUP BY h.mailbox_id`,
  ).all(account);
  return new Map(rows.map(({ mailbox, mails }) => [mailbox, mails]));
}

const senderRow = z.object({ name: z.string(), address: z.string() });

/** Who writes most of the mail in a folder, and the subjects of its newest mail by different people. */
export function sampleFolder(
  db: ReadableDb,
  mailbox: MailboxId,
): { senders: z.infer<typeof senderRow>[]; subjects: string[] } {
  const filed = 'learned_homes h JOIN messages m ON m.id = h.message_id WHERE h.mailbox_id = ?';
  const senders = statement<[number]>(
    db,
    `SELECT max(m.from_name) AS name, m.from_address AS address FROM ${filed}
     GROUP BY m.from_address ORDER BY count(*) DESC, max(m.date) DESC LIMIT 2`,
  ).all(mailbox);
  const subjects = statement<[number]>(
    db,
    `SELECT subject FROM (SELECT m.subject, m.date, row_number() OVER (PARTITION BY m.from_address ORDER BY m.date DESC) AS nth
       FROM ${filed} AND m.subject <> '') ORDER BY nth, date DESC LIMIT 2`,
  )
    .pluck()
    .all(mailbox);
  return { senders: z.array(senderRow).parse(senders), subjects: z.array(z.string()).parse(subjects) };
}
