import { z } from 'zod';
import {
  accountId,
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const chances = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.tuple([mailboxId, z.number()])))
  .transform((pairs): ReadonlyMap<MailboxId, number> => new Map(pairs));
type Chances = ReadonlyMap<MailboxId, number>;

const waitingRow = z.object({
  id: messageId,
  account: accountId,
  group: z.string(),
  date: z.number(),
  learned: chances,
});
/** A mail that the model is to be asked about. */
export type WaitingRow = z.infer<typeof waitingRow>;

/** Has a mail wait for the model, with what the classifier thinks of it; one that waits or has an answer stays as it is. */
export function wishOpinion(
  db: WritableDb,
  wish: { id: MessageId; account: AccountId; group: string; learned: Chances; at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO opinions (message_id, account_id, group_key, date, state, learned, at)
     SELECT id, account_id, :group, date, 'waiting', :learned, :at FROM messages WHERE id = :id
     ON CONFLICT (message_id) DO UPDATE SET learned = excluded.learned, group_key = excluded.group_key
       WHERE state = 'waiting'`,
  ).run({ id: wish.id, group: wish.group, learned: written(wish.learned), at: wish.at });
}

/** The mail does not need the model any more. */
export function dropWish(db: WritableDb, id: MessageId): void {
  statement<[number]>(db, "DELETE FROM opinions WHERE message_id = ? AND state = 'waiting'").run(id);
}

/** The newest mails that wait and are not older than `since`, of any account. */
export function listWaiting(db: ReadableDb, since: number, limit: number): WaitingRow[] {
  const rows = statement<[number, number]>(
    db,
    `${waiting} WHERE state = 'waiting' AND date >= ? ORDER BY date DESC LIMIT ?`,
  ).all(since, limit);
  return z.array(waitingRow).parse(rows);
}

/** One mail that waits, or null. */
export function findWaiting(db: ReadableDb, id: MessageId): WaitingRow | null {
  const row = statement<[number]>(db, `${waiting} WHERE message_id = ? AND state = 'waiting'`).get(id);
  return row === undefined ? null : waitingRow.parse(row);
}

/** Mails of a group that wait, newest first. */
export function listGroup(db: ReadableDb, account: AccountId, group: string, since: number): WaitingRow[] {
  const rows = statement<[number, string, number]>(
    db,
    `${waiting} WHERE account_id = ? AND group_key = ? AND state = 'waiting' AND date >= ? ORDER BY date DESC`,
  ).all(account, group, since);
  return z.array(waitingRow).parse(rows);
}

const waiting = `SELECT message_id AS id, account_id AS account, group_key AS "group", date, learned FROM opinions`;

/** Mails that wait and are not older than `since`. */
export function countOpinionsWaiting(db: ReadableDb, since: number): number {
  const sql = "SELECT count(*) FROM opinions WHERE state = 'waiting' AND date >= ?";
  return z.number().parse(statement<[number]>(db, sql).pluck().get(since));
}

/** Keeps what the model said of a mail. */
export function giveOpinion(
  db: WritableDb,
  given: { id: MessageId; chances: Chances; model: string; shared: boolean; at: number },
): void {
  statement<[object]>(
    db,
    `UPDATE opinions SET state = 'given', chances = :chances, model = :model, shared = :shared, at = :at
     WHERE message_id = :id`,
  ).run({ ...given, chances: written(given.chances), shared: Number(given.shared) });
}

/** The model could not say anything of a mail: it is not asked again. */
export function failOpinion(db: WritableDb, id: MessageId, at: number): void {
  statement<[number, number]>(db, "UPDATE opinions SET state = 'failed', at = ? WHERE message_id = ?").run(
    at,
    id,
  );
}

const opinionRow = z.object({ learned: chances, chances });
/** What classifier and model thought of a mail. */
export type OpinionRow = z.infer<typeof opinionRow>;

/** What this model said of a mail; null when it was not asked. */
export function findOpinion(db: ReadableDb, id: MessageId, model: string): OpinionRow | null {
  const row = statement<[number, string]>(
    db,
    "SELECT learned, chances FROM opinions WHERE message_id = ? AND model = ? AND state = 'given'",
  ).get(id, model);
  return row === undefined ? null : opinionRow.parse(row);
}

/** Lets mails that another model answered for, or failed at, wait again; gives how many. */
export function renewWishes(db: WritableDb, model: string): number {
  return statement<[string]>(
    db,
    "UPDATE opinions SET state = 'waiting', chances = NULL, model = NULL WHERE state <> 'waiting' AND model IS NOT ?",
  ).run(model).changes;
}

/** Lets mails of an account that the model knew no folder for wait again: it has been told something new. */
export function renewUndecided(db: WritableDb, account: AccountId): number {
  return statement<[number]>(
    db,
    `UPDATE opinions SET state = 'waiting', chances = NULL, model = NULL WHERE account_id = ? AND state = 'given'
       AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.message_id = opinions.message_id AND p.state = 'pending')`,
  ).run(account).changes;
}

function written(all: Chances): string {
  return JSON.stringify([...all].map(([mailbox, chance]) => [mailbox, Number(chance.toPrecision(4))]));
}
