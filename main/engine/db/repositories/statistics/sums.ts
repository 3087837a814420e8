import { z } from 'zod';
import { mailboxId, messageId, type AccountId, type MailboxId } from '../../../../../contract/ids.ts';
import type { Correction } from '../../../../../contract/statistics.ts';
import { statement, type ReadableDb } from '../../handles.ts';

export const QUARTER_MS = 900_000;

/** Decisions of one quarter of an hour that are alike. */
export interface DecisionSum {
  /** When the quarter began, milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'approved' | 'corrected' | 'dismissed' | 'moved-by-person' | 'moved-back';
  readonly actor: 'person' | 'trust';
  /** Empty: nothing was proposed. */
  readonly stage: string;
  /** 0: none. */
  readonly proposed: number;
  readonly mailbox: number;
  readonly standing: number;
  readonly undone: number;
}

/** Sums of an account (null: of all) since a moment, which is a border of quarters. */
export function listDecisionSums(db: ReadableDb, account: AccountId | null, since: number): DecisionSum[] {
  return statement<[object], DecisionSum>(
    db,
    `SELECT quarter * ${QUARTER_MS} AS at, kind, actor, stage, proposed, mailbox, standing, undone FROM decision_sums
     WHERE quarter >= :since AND (:account IS NULL OR account_id = :account)`,
  ).all({ since: Math.floor(since / QUARTER_MS), account });
}

/** Proposals of an account (null: of all) that were ever answered, taken back or not. */
export function countEverAnswered(db: ReadableDb, account: AccountId | null): number {
  const sql = `SELECT coalesce(sum(standing + undone), 0) FROM decision_sums
    WHERE stage <> '' AND kind <> 'moved-back' AND (:account IS NULL OR account_id = :account)`;
  return z.number().parse(statement<[object]>(db, sql).pluck().get({ account }));
}

/** When mails came, and how many: those that wait, and those on which a decision stands. Since a moment. */
export function listCame(
  db: ReadableDb,
  account: AccountId | null,
  since: number,
): { at: number; count: number }[] {
  return statement<[object], { at: number; count: number }>(
    db,
    `SELECT quarter * ${QUARTER_MS} AS at, answers AS count FROM answered_came
       WHERE quarter >= :quarter AND (:account IS NULL OR account_id = :account)
     UNION ALL
     SELECT date / ${QUARTER_MS} * ${QUARTER_MS} AS at, count(*) AS count FROM proposals INDEXED BY proposals_waiting_by_date
       WHERE state = 'pending' AND date >= :since AND (:account IS NULL OR account_id = :account) GROUP BY 1`,
  ).all({ since, quarter: Math.floor(since / QUARTER_MS), account });
}

/** Proposals of an account (null: of all) that wait. */
export function countWaitingProposals(db: ReadableDb, account: AccountId | null): number {
  const sql = `SELECT count(*) FROM proposals WHERE state = 'pending' AND (:account IS NULL OR account_id = :account)`;
  return z.number().parse(statement<[object]>(db, sql).pluck().get({ account }));
}

/** Acts of the person since a moment that filed something. */
export function countFilingActs(db: ReadableDb, account: AccountId | null, since: number): number {
  const sql = `SELECT count(*) FROM batches b WHERE b.at >= :since AND b.actor = 'person' AND b.action = 'approve'
    AND (:account IS NULL OR (SELECT r.account_id FROM receipts r WHERE r.batch_id = b.id LIMIT 1) = :account)`;
  return z.number().parse(statement<[object]>(db, sql).pluck().get({ since, account }));
}

const folderRow = z.object({
  id: mailboxId,
  accountId: z.number(),
  path: z.string(),
  role: z.string(),
  delimiter: z.string(),
  promise: z.number().nullable(),
});
/** A mailbox and what its folder promises, where that was ever set. */
export type FolderRow = z.infer<typeof folderRow>;

/** Mailboxes by id, those that are gone too: corrections name them. */
export function mapFolders(db: ReadableDb): Map<number, FolderRow> {
  const rows = statement<[]>(
    db,
    `SELECT b.id, b.account_id AS accountId, b.path, b.role, b.delimiter, t.promise
     FROM mailboxes b LEFT JOIN trust_folders t ON t.mailbox_id = b.id`,
  ).all();
  return new Map(
    z
      .array(folderRow)
      .parse(rows)
      .map((row) => [row.id, row]),
  );
}

const correctionRow = z.object({
  messageId,
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  at: z.number(),
  probability: z.number().nullable(),
});

/** Mails proposed for `from` that the person put elsewhere (in `to`, unless it is null), newest first. */
export function listCorrections(
  db: ReadableDb,
  query: { from: MailboxId; to: MailboxId | null; since: number; limit: number },
): Correction[] {
  const rows = statement<[object]>(
    db,
    `SELECT d.message_id AS messageId, m.from_name AS name, m.from_address AS address, m.subject, d.at, d.probability
     FROM decisions d JOIN messages m ON m.id = d.message_id JOIN mailboxes b ON b.id = d.mailbox_id
     WHERE d.proposed_mailbox = :from AND d.at >= :since AND d.undone = 0 AND d.mailbox_id <> d.proposed_mailbox
       AND d.mailbox_id = coalesce(:to, d.mailbox_id)
       AND ((d.stage IS NOT NULL AND d.kind IN ('corrected', 'moved-by-person')) OR (d.kind = 'moved-back' AND b.role IN ('inbox', 'folder') AND EXISTS (
         SELECT 1 FROM decisions o WHERE o.message_id = d.message_id AND o.id < d.id AND o.undone = 0
           AND o.stage IS NOT NULL AND o.proposed_mailbox = d.proposed_mailbox AND o.mailbox_id = o.proposed_mailbox)))
     ORDER BY d.at DESC, d.id DESC LIMIT :limit`,
  ).all(query);
  return z
    .array(correctionRow)
    .parse(rows)
    .map(({ name, address, ...rest }) => ({ ...rest, sender: { name, address } }));
}
