import { z } from 'zod';
import {
  mailboxId,
  proposalId,
  type AccountId,
  type MailboxId,
  type ProposalId,
} from '../../../../../contract/ids.ts';
import { defaultCeiling, demotion, trustLevel, type Demotion } from '../../../../../contract/trust.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const settingRow = z.object({
  mailboxId,
  level: trustLevel,
  promise: z.number(),
  ceiling: z.number().nullable(),
  grantedAt: z.number().nullable(),
  grantedAfter: z.number().nullable(),
  threshold: z.number().nullable(),
  demotion: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(demotion)
    .nullable(),
});
/** What is set for a folder. The three of the middle say since when it files by itself, and above what probability. */
export type TrustSetting = z.infer<typeof settingRow>;

const columns = `t.mailbox_id AS mailboxId, t.level, t.promise, t.ceiling, t.granted_at AS grantedAt,
  t.granted_after AS grantedAfter, t.threshold, t.demotion`;

/** What is set for folders of an account (null: of all accounts); folders never touched are left out. */
export function listTrust(db: ReadableDb, account: AccountId | null): TrustSetting[] {
  const rows = statement<[number | null]>(
    db,
    `SELECT ${columns} FROM trust_folders t JOIN mailboxes b ON b.id = t.mailbox_id
     WHERE b.account_id = coalesce(?, b.account_id) AND b.gone = 0`,
  ).all(account);
  return z.array(settingRow).parse(rows);
}

/** Writes what is set for a folder. */
export function putTrust(db: WritableDb, setting: TrustSetting): void {
  statement<[object]>(
    db,
    `INSERT INTO trust_folders (mailbox_id, level, promise, ceiling, granted_at, granted_after, threshold, demotion)
     VALUES (:mailboxId, :level, :promise, :ceiling, :grantedAt, :grantedAfter, :threshold, :demotion)
     ON CONFLICT (mailbox_id) DO UPDATE SET level = excluded.level, promise = excluded.promise, ceiling = excluded.ceiling,
       granted_at = excluded.granted_at, granted_after = excluded.granted_after, threshold = excluded.threshold,
       demotion = excluded.demotion`,
  ).run({ ...setting, demotion: setting.demotion && JSON.stringify(setting.demotion) });
}

/** Notes why a folder does not file by itself any more; the rest of what is set stays. */
export function demoteFolder(db: WritableDb, folder: MailboxId, reason: Demotion): void {
  statement<[string, number]>(
    db,
    `UPDATE trust_folders SET level = 'propose', granted_at = NULL, granted_after = NULL, threshold = NULL, demotion = ?
     WHERE mailbox_id = ?`,
  ).run(JSON.stringify(reason), folder);
}

/** The person has read why these folders do not file by themselves any more. */
export function markDemotionsSeen(db: WritableDb, folders: readonly MailboxId[]): void {
  statement<[string]>(
    db,
    `UPDATE trust_folders SET demotion = json_set(demotion, '$.seen', json('true'))
     WHERE demotion IS NOT NULL AND mailbox_id IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(folders));
}

/** Folders that were demoted without the person having read why. */
export function countUnseenDemotions(db: ReadableDb): number {
  const sql = `SELECT count(*) FROM trust_folders t JOIN mailboxes b ON b.id = t.mailbox_id
    WHERE t.demotion IS NOT NULL AND NOT json_extract(t.demotion, '$.seen') AND b.gone = 0`;
  return z.number().parse(statement<[]>(db, sql).pluck().get());
}

/** The newest message there is, as a mark in time: a message stored later has a greater id. */
export function newestMessage(db: ReadableDb): number {
  return z.number().parse(statement<[]>(db, 'SELECT coalesce(max(id), 0) FROM messages').pluck().get());
}

const accountRow = z.object({
  ceiling: z.number().nullable(),
  replayedAt: z.number().nullable(),
  replayedLearned: z.number().nullable(),
});

/** What is set for an account, and when its mail was last replayed. */
export function readAccountTrust(
  db: ReadableDb,
  account: AccountId,
): { ceiling: number; replayedAt: number | null; replayedLearned: number | null } {
  const row = statement<[number]>(
    db,
    `SELECT ceiling, replayed_at AS replayedAt, replayed_learned AS replayedLearned FROM trust_accounts
     WHERE account_id = ?`,
  ).get(account);
  const known =
    row === undefined ? { ceiling: null, replayedAt: null, replayedLearned: null } : accountRow.parse(row);
  return { ...known, ceiling: known.ceiling ?? defaultCeiling };
}

export function setAccountCeiling(db: WritableDb, account: AccountId, ceiling: number): void {
  statement<[number, number]>(
    db,
    `INSERT INTO trust_accounts (account_id, ceiling) VALUES (?, ?)
     ON CONFLICT (account_id) DO UPDATE SET ceiling = excluded.ceiling`,
  ).run(account, ceiling);
}

const filedRow = z.object({ mailboxId, count: z.number() });

/** Mails of an account that were filed by themselves since a moment, by folder; those taken back since count too. */
export function countFiledByItself(
  db: ReadableDb,
  account: AccountId,
  since: number,
): Map<MailboxId, number> {
  const rows = statement<[number, number]>(
    db,
    `SELECT r.to_mailbox AS mailboxId, count(DISTINCT r.message_id) AS count
     FROM batches b JOIN receipts r ON r.batch_id = b.id
     WHERE b.actor = 'trust' AND b.at >= ? AND r.account_id = ? AND r.to_mailbox <> r.from_mailbox GROUP BY r.to_mailbox`,
  ).all(since, account);
  return new Map(
    z
      .array(filedRow)
      .parse(rows)
      .map((row) => [row.mailboxId, row.count]),
  );
}

/** Pending proposals for a folder at or above a probability. */
export function countWaitingFor(db: ReadableDb, folder: MailboxId, threshold: number): number {
  const sql = `SELECT count(*) FROM proposals p JOIN mailboxes b ON b.id = p.target_mailbox
    WHERE p.state = 'pending' AND p.account_id = b.account_id AND p.target_mailbox = ? AND p.probability >= ?`;
  return z.number().parse(statement<[number, number]>(db, sql).pluck().get(folder, threshold));
}

/** A mail's date may lie this far before it came. */
const DELAY_MS = 2 * 86_400_000;

/**
 * Proposals that a folder may file by itself, in the order in which the mails came: for mail that is younger than the leave
 * to do so, is in the inbox, and on which nobody ever decided.
 */
export function listToFile(
  db: ReadableDb,
  query: {
    account: AccountId;
    folder: MailboxId;
    threshold: number;
    after: number;
    since: number;
    limit: number;
  },
): ProposalId[] {
  const ids = statement<[object]>(
    db,
    `SELECT p.id FROM proposals p JOIN messages m ON m.id = p.message_id JOIN mailboxes b ON b.id = p.from_mailbox
     WHERE p.state = 'pending' AND p.snoozed_until IS NULL
       AND p.account_id = :account AND p.target_mailbox = :folder
       AND p.probability >= :threshold AND m.id > :after AND m.date >= :since AND b.role = 'inbox'
       AND EXISTS (SELECT 1 FROM places l
         WHERE l.message_id = m.id AND +l.mailbox_id = p.from_mailbox AND +l.moving = 0)
       AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.message_id = m.id)
     ORDER BY m.id LIMIT :limit`,
  )
    .pluck()
    .all({ ...query, since: query.since - DELAY_MS });
  return z.array(proposalId).parse(ids);
}

/** Withdraws what is proposed for a folder for which nothing is to be proposed; gives how many there were. */
export function withdrawFor(db: WritableDb, folder: MailboxId): number {
  return statement<[number]>(
    db,
    "UPDATE proposals SET state = 'withdrawn' WHERE state = 'pending' AND target_mailbox = ?",
  ).run(folder).changes;
}
