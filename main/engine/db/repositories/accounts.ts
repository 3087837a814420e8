import { z } from 'zod';
import { accountLimits, imapSettings, type AccountLimits } from '../../../../contract/accounts.ts';
import { accountId, type AccountId, type MessageId } from '../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';
import { keptWhileUnchanged } from '../kept.ts';

const maildirSettings = z.object({ path: z.string() });

const accountRow = z.discriminatedUnion('kind', [
  z.object({ ...common(), kind: z.literal('imap'), settings: json(imapSettings) }),
  z.object({ ...common(), kind: z.literal('maildir'), settings: json(maildirSettings) }),
]);

/** An account as stored: everything but its secret. */
export type AccountRow = z.infer<typeof accountRow>;

const columns =
  'id, kind, name, address, settings, demo, paused, last_sync_at AS lastSyncAt, limits, import_stopped AS importStopped, signed_out AS signedOut';

/** All accounts in the order they were added. */
export function listAccounts(db: ReadableDb): AccountRow[] {
  return z.array(accountRow).parse(statement<[]>(db, `SELECT ${columns} FROM accounts ORDER BY id`).all());
}

/** One account, or null. */
export function findAccount(db: ReadableDb, id: AccountId): AccountRow | null {
  const row = statement<[number]>(db, `SELECT ${columns} FROM accounts WHERE id = ?`).get(id);
  return row === undefined ? null : accountRow.parse(row);
}

/** The account that a mail is of, or null. */
export function accountOfMessage(db: ReadableDb, message: MessageId): AccountRow | null {
  const sql = `SELECT ${columns} FROM accounts WHERE id = (SELECT account_id FROM messages WHERE id = ?)`;
  const row = statement<[number]>(db, sql).get(message);
  return row === undefined ? null : accountRow.parse(row);
}

/** The id that the next account gets; never one that an account had before. */
export function nextAccountId(db: ReadableDb): AccountId {
  const sql = "SELECT seq FROM sqlite_sequence WHERE name = 'accounts'";
  return accountId.parse(Number(statement<[]>(db, sql).pluck().get() ?? 0) + 1);
}

/** Adds an account under the id that `nextAccountId` gave. */
export function insertAccount(
  db: WritableDb,
  account: {
    id: AccountId;
    kind: 'imap' | 'maildir';
    name: string;
    address: string;
    settings: object;
    demo: boolean;
    at: number;
  },
): void {
  statement<[number, string, string, string, string, number, number]>(
    db,
    'INSERT INTO accounts (id, kind, name, address, settings, demo, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    account.id,
    account.kind,
    account.name,
    account.address,
    JSON.stringify(account.settings),
    Number(account.demo),
    account.at,
  );
}

/** Removes the account and, by cascade, everything stored of it, its full-text entries included. */
export function deleteAccount(db: WritableDb, id: AccountId): void {
  for (const index of ['message_index', 'recipient_index']) {
    const sql = `DELETE FROM ${index} WHERE rowid IN (SELECT id FROM messages WHERE account_id = ?)`;
    statement<[number]>(db, sql).run(id);
  }
  statement<[object]>(
    db,
    `DELETE FROM batches WHERE id IN (SELECT batch_id FROM receipts WHERE account_id = :id)
       AND id NOT IN (SELECT batch_id FROM receipts WHERE account_id <> :id)`,
  ).run({ id });
  statement<[number]>(db, 'DELETE FROM accounts WHERE id = ?').run(id);
}

/** Gives the account another name and other settings. */
export function changeAccount(
  db: WritableDb,
  id: AccountId,
  change: { name: string; settings: object },
): void {
  statement<[string, string, number]>(db, 'UPDATE accounts SET name = ?, settings = ? WHERE id = ?').run(
    change.name,
    JSON.stringify(change.settings),
    id,
  );
}

export function setPaused(db: WritableDb, id: AccountId, paused: boolean): void {
  statement<[number, number]>(db, 'UPDATE accounts SET paused = ? WHERE id = ?').run(Number(paused), id);
}

/** Signs out of an account, and takes back what is proposed for its mail; or signs in again. Gives whether proposals went. */
export function setSignedOut(db: WritableDb, id: AccountId, signedOut: boolean): boolean {
  statement<[number, number]>(db, 'UPDATE accounts SET signed_out = ? WHERE id = ?').run(
    Number(signedOut),
    id,
  );
  if (!signedOut) return false;
  const sql = "UPDATE proposals SET state = 'withdrawn' WHERE account_id = ? AND state = 'pending'";
  return statement<[number]>(db, sql).run(id).changes > 0;
}

/** Sets what the person allows the account; null for the usual limits. */
export function setLimits(db: WritableDb, id: AccountId, limits: AccountLimits | null): void {
  statement<[string | null, number]>(db, 'UPDATE accounts SET limits = ? WHERE id = ?').run(
    limits && JSON.stringify(limits),
    id,
  );
}

/** Stops the first sync of the account, or lets it go on. */
export function setImportStopped(db: WritableDb, id: AccountId, stopped: boolean): void {
  statement<[number, number]>(db, 'UPDATE accounts SET import_stopped = ? WHERE id = ?').run(
    Number(stopped),
    id,
  );
}

export function setLastSync(db: WritableDb, id: AccountId, at: number): void {
  statement<[number, number]>(db, 'UPDATE accounts SET last_sync_at = ? WHERE id = ?').run(at, id);
}

/** Messages stored of an account. */
export function countMessages(db: ReadableDb, id: AccountId): number {
  const sql = 'SELECT count(*) FROM messages WHERE account_id = ?';
  return keptWhileUnchanged(db, `messages of ${id}`, () =>
    z.number().parse(statement<[number]>(db, sql).pluck().get(id)),
  );
}

/** Messages of an account that could not be read. */
export function countUnreadable(db: ReadableDb, id: AccountId): number {
  const sql = 'SELECT count(*) FROM messages WHERE account_id = ? AND unreadable IS NOT NULL';
  return keptWhileUnchanged(db, `unreadable of ${id}`, () =>
    z.number().parse(statement<[number]>(db, sql).pluck().get(id)),
  );
}

function common() {
  return {
    id: accountId,
    name: z.string(),
    address: z.string(),
    demo: z.number().transform(Boolean),
    paused: z.number().transform(Boolean),
    lastSyncAt: z.number().nullable(),
    /** What the person allows; null: the usual. */
    limits: json(accountLimits).nullable(),
    /** The person stopped the first sync; new mail still comes in. */
    importStopped: z.number().transform(Boolean),
    /** Its mail stays here, its server is left alone. */
    signedOut: z.number().transform(Boolean),
  };
}

function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}
