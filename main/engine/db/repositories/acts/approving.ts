import { z } from 'zod';
import {
  accountId,
  type AccountId,
  type BatchId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import type { ProposalFilter, Selection } from '../../../../../contract/suggestions.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/**
 * A mail that is on its way back cannot be sent off again before it has arrived. (The plus signs keep SQLite from the index of
 * the mailbox, which is as long as the inbox, and on that of the mail.)
 */
const inPlace = `EXISTS (SELECT 1 FROM places l
  WHERE l.message_id = proposals.message_id AND +l.mailbox_id = proposals.from_mailbox AND +l.moving = 0)`;

/**
 * Marks the pending proposals that a selection means in the temporary table `chosen`, so that the following statements
 * work on the set: 5,000 answers are a handful of statements. Gives how many there are.
 */
export function choosePending(db: WritableDb, selection: Selection): number {
  clearChosen(db);
  if ('ids' in selection) {
    return statement<[string]>(
      db,
      `INSERT INTO chosen SELECT id FROM proposals
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'pending' AND ${inPlace}`,
    ).run(JSON.stringify(selection.ids)).changes;
  }
  const filters = 'anyOf' in selection ? selection.anyOf : [selection.filter];
  return filters.reduce((count, filter) => count + chooseMatching(db, filter), 0);
}

function chooseMatching(db: WritableDb, filter: ProposalFilter): number {
  const { accountId, target, groupKey, stage, minProbability, asOf } = filter;
  return statement<[object]>(
    db,
    `INSERT OR IGNORE INTO chosen SELECT id FROM proposals
     WHERE state = 'pending' AND snoozed_until IS NULL AND revision <= :asOf
       AND stage = coalesce(:stage, stage)
       AND account_id = coalesce(:accountId, account_id) AND target_mailbox = coalesce(:target, target_mailbox)
       AND group_key = coalesce(:groupKey, group_key) AND probability >= :minProbability AND ${inPlace}`,
  ).run({
    accountId: accountId ?? null,
    target: target ?? null,
    groupKey: groupKey ?? null,
    stage: stage ?? null,
    minProbability: minProbability ?? 0,
    asOf,
  }).changes;
}

function clearChosen(db: WritableDb): void {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)');
  statement<[]>(db, 'DELETE FROM chosen').run();
}

/** Accounts of the chosen proposals. */
export function chosenAccounts(db: WritableDb): AccountId[] {
  const sql = 'SELECT DISTINCT account_id FROM proposals WHERE id IN (SELECT id FROM chosen)';
  return z.array(accountId).parse(statement<[]>(db, sql).pluck().all());
}

/**
 * A receipt for every place of every chosen mail in the mailbox it is to leave. `folder` overrides the target. Gives for how many
 * mails.
 */
export function writeChosenReceipts(
  db: WritableDb,
  batch: BatchId,
  folder: MailboxId | null,
  at: number,
): number {
  statement<[object]>(
    db,
    `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, from_uidvalidity, from_uid,
       proposal_id, stage, probability, evidence, state, at)
     SELECT :batch, p.account_id, p.message_id, p.from_mailbox, coalesce(:folder, p.target_mailbox), l.uidvalidity, l.uid,
       p.id, p.stage, p.probability, p.evidence, 'pending', :at
     FROM chosen c JOIN proposals p ON p.id = c.id
       JOIN places l ON l.message_id = p.message_id AND l.mailbox_id = p.from_mailbox
     WHERE coalesce(:folder, p.target_mailbox) <> p.from_mailbox
     ORDER BY p.account_id, p.from_mailbox, coalesce(:folder, p.target_mailbox), p.date DESC`,
  ).run({ batch, folder, at });
  return countMails(db, batch);
}

/** A receipt for each chosen proposal that leaves its mail where it is: a dismissal, so that it can be undone. */
export function writeDismissReceipts(db: WritableDb, batch: BatchId, at: number): number {
  return statement<[object]>(
    db,
    `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, proposal_id, stage, probability,
       evidence, state, at)
     SELECT :batch, p.account_id, p.message_id, p.from_mailbox, p.from_mailbox, p.id, p.stage, p.probability, p.evidence,
       'done', :at
     FROM chosen c JOIN proposals p ON p.id = c.id`,
  ).run({ batch, at }).changes;
}

/** Ends the chosen proposals and logs the decision on each: the person (or a trusted folder) agreed, corrected, or said no. */
export function decideChosen(
  db: WritableDb,
  decision: {
    state: 'approved' | 'dismissed';
    folder: MailboxId | null;
    revision: number;
    at: number;
    actor?: 'person' | 'trust';
  },
): void {
  statement<[object]>(
    db,
    `INSERT INTO decisions (account_id, message_id, proposal_id, kind, proposed_mailbox, mailbox_id, stage, probability, at,
       actor)
     SELECT account_id, message_id, id,
       CASE WHEN :state = 'dismissed' THEN 'dismissed'
            WHEN coalesce(:folder, target_mailbox) = target_mailbox THEN 'approved' ELSE 'corrected' END,
       target_mailbox, CASE WHEN :state = 'dismissed' THEN NULL ELSE coalesce(:folder, target_mailbox) END,
       stage, probability, :at, :actor
     FROM proposals WHERE id IN (SELECT id FROM chosen)`,
  ).run({
    state: decision.state,
    folder: decision.folder,
    at: decision.at,
    actor: decision.actor ?? 'person',
  });
  statement<[object]>(
    db,
    `UPDATE proposals SET state = :state, revision = :revision, snoozed_until = NULL
     WHERE id IN (SELECT id FROM chosen)`,
  ).run({ state: decision.state, revision: decision.revision });
}

/** Receipts for every place of mails picked by hand, whatever was proposed for them. Gives for how many mails. */
export function writePickedReceipts(
  db: WritableDb,
  pick: { batch: BatchId; messages: readonly MessageId[]; from: MailboxId; to: MailboxId; at: number },
): number {
  statement<[object]>(
    db,
    `INSERT INTO receipts (batch_id, account_id, message_id, from_mailbox, to_mailbox, from_uidvalidity, from_uid,
       proposal_id, state, at)
     SELECT :batch, m.account_id, m.id, l.mailbox_id, :to, l.uidvalidity, l.uid, p.id, 'pending', :at
     FROM places l JOIN messages m ON m.id = l.message_id
       LEFT JOIN proposals p ON p.message_id = m.id AND p.state = 'pending'
     WHERE l.mailbox_id = :from AND l.moving = 0 AND m.id IN (SELECT value FROM json_each(:messages))`,
  ).run({ ...pick, messages: JSON.stringify(pick.messages) });
  return countMails(db, pick.batch);
}

/** For how many mails a batch has receipts: one that lies twice in a mailbox counts once. */
export function countMails(db: ReadableDb, batch: BatchId): number {
  const sql = 'SELECT count(DISTINCT message_id) FROM receipts WHERE batch_id = ?';
  return z.number().parse(statement<[number]>(db, sql).pluck().get(batch));
}

/** Chooses the pending proposals of these mails. */
export function chooseByMessages(db: WritableDb, messages: readonly MessageId[]): number {
  clearChosen(db);
  return statement<[string]>(
    db,
    `INSERT INTO chosen SELECT id FROM proposals
     WHERE state = 'pending' AND message_id IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(messages)).changes;
}

/** Hides the mails of a batch (of its receipts newer than `after`) that wait to be moved from the lists of the mailbox they leave. */
export function hideMoving(db: WritableDb, batch: BatchId, after = 0): void {
  statement<[number, number]>(
    db,
    `UPDATE places SET moving = 1 WHERE id IN (
       SELECT l.id FROM receipts r JOIN places l ON l.message_id = r.message_id AND l.mailbox_id = r.from_mailbox
       WHERE r.batch_id = ? AND r.id > ? AND r.state = 'pending' AND r.flags_added IS NULL)`,
  ).run(batch, after);
}
