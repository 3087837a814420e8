import { z } from 'zod';
import type { AccountId, MailboxId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const answerRow = z.object({
  probability: z.number(),
  right: z.number().transform(Boolean),
  byItself: z.number().transform(Boolean),
  replayed: z.number().transform(Boolean),
});
/** A proposal for a folder whose outcome is known. */
export type AnswerRow = z.infer<typeof answerRow>;

/** Moving a mail away this long after it was filed says nothing of the filing: folders are tidied up. */
const OBJECTION_MS = 30 * 86_400_000;
/** What a folder filed by itself counts as right once the person let it stand for so long. */
const STANDS_AFTER_MS = 7 * 86_400_000;

/**
 * The person moved the mail on from the folder it was filed in, to another or back to the inbox. Throwing it away or putting
 * it in the archive is not an objection to where it was. (A plus keeps SQLite from the index of the folder, which is long, and
 * on that of the mail, which is not.)
 */
const movedOn = `(EXISTS (SELECT 1 FROM decisions o JOIN mailboxes b ON b.id = o.mailbox_id
    WHERE o.message_id = d.message_id AND o.kind = 'moved-back' AND +o.proposed_mailbox = d.mailbox_id
      AND +o.at BETWEEN d.at AND d.at + ${OBJECTION_MS} AND b.role IN ('inbox', 'folder'))
  OR EXISTS (SELECT 1 FROM receipts r JOIN batches t ON t.id = r.batch_id
    WHERE r.message_id = d.message_id AND r.from_mailbox = d.mailbox_id AND r.to_mailbox <> r.from_mailbox
      AND r.state IN ('pending', 'done') AND t.action = 'move' AND t.act IS NULL
      AND r.at BETWEEN d.at AND d.at + ${OBJECTION_MS}))`;

/** Of decisions, the newest so many times the answers wanted are looked at: some are no answer, or not yet. */
const SPARE = 3;

/**
 * Outcomes of the person's decisions and of what was filed by itself. One that the person took back is no answer, unless a
 * folder had given it by itself: then it was wrong, except where the person decided anew.
 */
const decided = (where: string) => `
  SELECT d.probability, d.at, d.actor = 'trust' AS byItself, 0 AS replayed, CASE
      WHEN d.undone = 1 THEN 0
      WHEN d.mailbox_id IS NOT d.proposed_mailbox THEN 0
      WHEN ${movedOn} THEN 0
      WHEN d.actor = 'trust' AND d.at > :now - ${STANDS_AFTER_MS} THEN NULL
      ELSE 1 END AS right
  FROM (SELECT * FROM decisions d
    WHERE ${where} AND d.kind IN ('approved', 'corrected', 'dismissed', 'moved-by-person')
      AND d.probability IS NOT NULL
    ORDER BY d.at DESC LIMIT ${SPARE} * :limit) d
  WHERE d.undone = 0 OR (d.actor = 'trust' AND NOT EXISTS (
    SELECT 1 FROM decisions n WHERE n.message_id = d.message_id AND n.id > d.id AND n.undone = 0))`;

/** What replaying the account's own mail said, of mails that nobody decided on here. */
const replayed = (where: string) => `
  SELECT r.probability, r.at, 0 AS byItself, 1 AS replayed, r.correct AS right FROM trust_replayed r
  WHERE ${where} AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.message_id = r.message_id)
  ORDER BY r.at DESC LIMIT :limit`;

const newest = (decisions: string, replays: string) => `
  SELECT * FROM (SELECT * FROM (${decided(decisions)}) UNION ALL SELECT * FROM (${replayed(replays)}))
  WHERE right IS NOT NULL ORDER BY at DESC LIMIT :limit`;

/** Rules that only mark mail propose to leave it where it is: no folder is answered for then. */
const isFolder = `EXISTS (SELECT 1 FROM mailboxes f WHERE f.id = d.proposed_mailbox AND f.role = 'folder')`;

/** The last answers to what was proposed for a folder, newest first. */
export function listAnswers(
  db: ReadableDb,
  query: { folder: MailboxId; now: number; limit: number },
): AnswerRow[] {
  const sql = newest('d.proposed_mailbox = :folder', 'r.mailbox_id = :folder');
  return z.array(answerRow).parse(statement<[object]>(db, sql).all(query));
}

/** The last answers to what was proposed for any folder of an account, newest first. */
export function listAccountAnswers(
  db: ReadableDb,
  query: { account: AccountId; now: number; limit: number },
): AnswerRow[] {
  const sql = newest(`d.account_id = :account AND ${isFolder}`, 'r.account_id = :account');
  return z.array(answerRow).parse(statement<[object]>(db, sql).all(query));
}
