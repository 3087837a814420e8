import { z } from 'zod';
import {
  batchId,
  messageId,
  type BatchId,
  type MessageId,
  type ReceiptId,
} from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';
import { newestReceipt } from './standing.ts';

/** Batches that the receipts belong to. */
export function batchesOfReceipts(db: ReadableDb, receipts: readonly ReceiptId[]): BatchId[] {
  const sql = 'SELECT DISTINCT batch_id FROM receipts WHERE id IN (SELECT value FROM json_each(?))';
  return z.array(batchId).parse(statement<[string]>(db, sql).pluck().all(JSON.stringify(receipts)));
}

/**
 * Marks the receipts of a batch that can be taken back (all, or the given ones) in the temporary table `taken`; a receipt
 * whose job has not begun is `unstarted`: nothing has moved yet. Gives how many there are.
 */
export function takeReceipts(db: WritableDb, batch: BatchId, only: readonly ReceiptId[] | null): number {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY, unstarted INTEGER NOT NULL)');
  statement<[]>(db, 'DELETE FROM taken').run();
  return statement<[object]>(
    db,
    `INSERT INTO taken SELECT r.id,
       r.state = 'pending' AND coalesce(j.state IN ('queued', 'blocked') AND j.attempts = 0, 0)
     FROM receipts r LEFT JOIN jobs j ON j.id = r.job_id
     WHERE r.batch_id = :batch AND r.state IN ('pending', 'done')
       AND (:only IS NULL OR r.id IN (SELECT value FROM json_each(:only))
         OR r.beside IN (SELECT value FROM json_each(:only)))`,
  ).run({ batch, only: only && JSON.stringify(only) }).changes;
}

/**
 * Receipts that carry the taken ones' mails back from where the first move put them; `newestFirst` in the order in which moves
 * that follow each other have to be taken back. Gives the newest receipt before them.
 */
export function writeReverseReceipts(
  db: WritableDb,
  batch: BatchId,
  at: number,
  { newestFirst = false } = {},
): number {
  const before = newestReceipt(db);
  statement<[object]>(
    db,
    `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, from_uidvalidity, from_uid,
       proposal_id, stage, probability, evidence, reverses, flags_added, flags_removed, state, at)
     SELECT :batch, account_id, message_id, to_mailbox, from_mailbox, to_uidvalidity, to_uid, proposal_id, stage,
       probability, evidence, r.id, flags_removed, flags_added,
       iif(t.unstarted OR (to_mailbox = from_mailbox AND flags_added IS NULL), 'done', 'pending'), :at
     FROM taken t JOIN receipts r ON r.id = t.id
     ORDER BY ${newestFirst ? 'r.id DESC' : 'account_id, to_mailbox, from_mailbox, r.id'}`,
  ).run({ batch, at });
  statement<[object]>(
    db,
    `UPDATE receipts SET beside = (SELECT n.id FROM receipts o JOIN receipts n ON n.reverses = o.beside
       WHERE o.id = receipts.reverses AND n.batch_id = :batch)
     WHERE batch_id = :batch AND id > :before
       AND (SELECT o.beside FROM receipts o WHERE o.id = receipts.reverses) IS NOT NULL`,
  ).run({ batch, before });
  return before;
}

/** The taken receipts no longer stand; mails that had not left are shown again where they are. */
export function settleTaken(db: WritableDb): void {
  statement<[]>(
    db,
    `UPDATE places SET moving = 0 WHERE id IN (
       SELECT l.id FROM taken t JOIN receipts r ON r.id = t.id
         JOIN places l ON l.message_id = r.message_id AND l.mailbox_id = r.from_mailbox
       WHERE t.unstarted)`,
  ).run();
  statement<[]>(db, "UPDATE receipts SET state = 'undone' WHERE id IN (SELECT id FROM taken)").run();
}

/**
 * Brings the proposals behind the taken receipts back to waiting, or (`redo`) back to decided; the decision that was made
 * with the act itself stops or starts to count, and no other: a proposal that waited again may have been decided anew since. A
 * proposal that was overtaken by a newer one stays as it is.
 */
export function restoreProposals(db: WritableDb, redo: boolean, revision: number): void {
  findBehind(db);
  const stands = 'd.proposal_id = proposals.id AND d.undone = 0';
  if (redo) {
    statement<[]>(
      db,
      `UPDATE decisions SET undone = 0 WHERE id IN (SELECT decision FROM behind)
         AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.proposal_id = decisions.proposal_id AND d.undone = 0)`,
    ).run();
    statement<[object]>(
      db,
      `UPDATE proposals SET revision = :revision, state = iif(EXISTS (
         SELECT 1 FROM decisions d WHERE ${stands} AND d.kind = 'dismissed'), 'dismissed', 'approved')
       WHERE id IN (SELECT proposal FROM behind)`,
    ).run({ revision });
  } else {
    statement<[]>(db, 'UPDATE decisions SET undone = 1 WHERE id IN (SELECT decision FROM behind)').run();
    statement<[object]>(
      db,
      `UPDATE OR IGNORE proposals SET revision = :revision, state = 'pending'
       WHERE id IN (SELECT proposal FROM behind) AND NOT EXISTS (SELECT 1 FROM decisions d WHERE ${stands})`,
    ).run({ revision });
  }
}

/**
 * Notes in the temporary table `behind` the proposals of the taken receipts, each with the decision made in the act that they
 * take back or do again, over however many turns: an act writes its receipts and its decisions with one time.
 */
function findBehind(db: WritableDb): void {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS behind (proposal INTEGER PRIMARY KEY, decision INTEGER)');
  statement<[]>(db, 'DELETE FROM behind').run();
  statement<[]>(
    db,
    `INSERT OR IGNORE INTO behind
     WITH RECURSIVE turns (receipt) AS (
       SELECT id FROM taken UNION SELECT r.reverses FROM turns JOIN receipts r ON r.id = receipt
       WHERE r.reverses IS NOT NULL)
     SELECT r.proposal_id, (SELECT max(d.id) FROM decisions d WHERE d.proposal_id = r.proposal_id AND d.at = r.at)
     FROM turns JOIN receipts r ON r.id = receipt WHERE r.reverses IS NULL AND r.proposal_id IS NOT NULL`,
  ).run();
}

/** The mails of a batch, or of its receipts newer than `after`. */
export function messagesOfBatch(db: ReadableDb, batch: BatchId, after = 0): MessageId[] {
  const sql = 'SELECT DISTINCT message_id FROM receipts WHERE batch_id = ? AND id > ?';
  return z.array(messageId).parse(statement<[number, number]>(db, sql).pluck().all(batch, after));
}

/** The mails of the taken receipts. */
export function messagesTaken(db: ReadableDb): MessageId[] {
  const sql = 'SELECT DISTINCT r.message_id FROM taken t JOIN receipts r ON r.id = t.id';
  return z.array(messageId).parse(statement<[]>(db, sql).pluck().all());
}
