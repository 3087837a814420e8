import { z } from 'zod';
import type { Cause, Evidence, Stage } from '../../../../../contract/evidence.ts';
import { evidence, stage } from '../../../../../contract/evidence.ts';
import {
  accountId,
  mailboxId,
  messageId,
  proposalId,
  type AccountId,
  type MailboxId,
  type MessageId,
} from '../../../../../contract/ids.ts';
import type { Proposal } from '../../../../../contract/suggestions.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';
import { keptWhileUnchanged } from '../../kept.ts';

/** A proposal to be written. */
export interface NewProposal {
  readonly accountId: AccountId;
  readonly messageId: MessageId;
  readonly from: MailboxId;
  readonly target: MailboxId;
  readonly probability: number;
  readonly stage: Stage;
  readonly evidence: readonly Evidence[];
  readonly alternatives: readonly { readonly mailboxId: MailboxId; readonly probability: number }[];
  readonly groupKey: string;
  readonly cause: Cause;
  /** IMAP flags and keywords to set when it is approved. */
  readonly marks: readonly string[];
}

const fewColumns = `p.id, p.message_id AS messageId, p.account_id AS accountId, p.from_mailbox AS "from",
  p.target_mailbox AS target, p.probability, p.stage, p.marks`;
export const proposalColumns = `${fewColumns}, p.evidence, p.alternatives`;
/** The same, without saying why and what else. */
export const briefColumns = `${fewColumns}, '[]' AS evidence, '[]' AS alternatives`;

function parsed<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

export const proposalFields = {
  id: proposalId,
  messageId,
  accountId,
  from: mailboxId,
  target: mailboxId,
  probability: z.number(),
  stage,
  evidence: parsed(z.array(evidence)),
  alternatives: parsed(z.array(z.object({ mailboxId, probability: z.number() }))),
  marks: parsed(z.array(z.string())),
};
const proposalRow = z.object(proposalFields);

/** The revision of the latest change to any proposal; grows by one with each writing transaction that changes some. */
export function currentRevision(db: ReadableDb): number {
  const value = statement<[]>(db, "SELECT value FROM settings WHERE name = 'proposals.revision'")
    .pluck()
    .get();
  return typeof value === 'string' ? Number(value) : 0;
}

/** Starts a new revision and gives its number. */
export function nextRevision(db: WritableDb): number {
  const next = currentRevision(db) + 1;
  statement<[string]>(
    db,
    "INSERT INTO settings (name, value) VALUES ('proposals.revision', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(String(next));
  return next;
}

/** The pending proposal of a mail, or null. */
export function findPending(db: ReadableDb, message: MessageId): Proposal | null {
  const row = statement<[number]>(
    db,
    `SELECT ${proposalColumns} FROM proposals p WHERE message_id = ? AND state = 'pending'`,
  ).get(message);
  return row === undefined ? null : proposalRow.parse(row);
}

/** Proposals that wait in the list. */
export function countPending(db: ReadableDb, account?: AccountId): number {
  const sql = `SELECT count(*) FROM proposals INDEXED BY proposals_listed
    WHERE state = 'pending' AND snoozed_until IS NULL AND account_id = coalesce(?, account_id)`;
  return keptWhileUnchanged(db, `pending of ${account ?? 'all'}`, () =>
    z.number().parse(
      statement<[number | null]>(db, sql)
        .pluck()
        .get(account ?? null),
    ),
  );
}

/** Writes the proposal of a mail in place of an earlier pending one. What was put off stays so, whatever is proposed then. */
export function putProposal(db: WritableDb, proposal: NewProposal, revision: number, at: number): void {
  statement<[object]>(
    db,
    `INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence,
       alternatives, group_key, cause, marks, state, revision, date, sender, created_at, snoozed_until, snooze)
     SELECT :accountId, :messageId, :from, :target, :probability, :stage, :evidence, :alternatives, :groupKey, :cause,
       :marks, 'pending', :revision, (SELECT date FROM messages WHERE id = :messageId),
       (SELECT from_address FROM messages WHERE id = :messageId), :at, max(snoozed_until), max(snooze)
     FROM proposals WHERE message_id = :messageId AND state IN ('pending', 'withdrawn') AND snoozed_until > :at
     ON CONFLICT (message_id) WHERE state = 'pending' DO UPDATE SET
       from_mailbox = excluded.from_mailbox, target_mailbox = excluded.target_mailbox, probability = excluded.probability,
       stage = excluded.stage, evidence = excluded.evidence, alternatives = excluded.alternatives,
       group_key = excluded.group_key, cause = excluded.cause,
       marks = excluded.marks, revision = excluded.revision`,
  ).run({
    ...proposal,
    evidence: JSON.stringify(proposal.evidence),
    alternatives: JSON.stringify(proposal.alternatives),
    cause: JSON.stringify(proposal.cause),
    marks: JSON.stringify(proposal.marks),
    revision,
    at,
  });
}

/** Brings the facts behind a pending proposal up to date. */
export function renewEvidence(db: WritableDb, message: MessageId, facts: readonly Evidence[]): void {
  statement<[object]>(
    db,
    `UPDATE proposals SET evidence = :facts WHERE message_id = :message AND state = 'pending' AND evidence <> :facts`,
  ).run({ message, facts: JSON.stringify(facts) });
}

/** Takes a pending proposal back without the person having decided. */
export function withdrawProposal(db: WritableDb, message: MessageId): boolean {
  return (
    statement<[number]>(
      db,
      "UPDATE proposals SET state = 'withdrawn' WHERE message_id = ? AND state = 'pending'",
    ).run(message).changes > 0
  );
}

/**
 * Withdraws the proposals of mails that are no longer where they were proposed to leave, or whose target is gone. A mail
 * that is on its way (an undo brings it back) keeps its proposal.
 */
export function withdrawStale(db: WritableDb): number {
  return statement<[]>(
    db,
    // Found in indexes alone, as a rule none.
    `UPDATE proposals SET state = 'withdrawn' WHERE id IN (
       SELECT p.id FROM proposals p INDEXED BY proposals_leaving WHERE p.state = 'pending' AND (
         (NOT EXISTS (SELECT 1 FROM places l INDEXED BY places_in
            WHERE l.mailbox_id = p.from_mailbox AND l.message_id = p.message_id)
          AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.message_id = p.message_id AND r.state = 'pending'))
         OR p.target_mailbox IN (SELECT id FROM mailboxes WHERE gone = 1)))`,
  ).run().changes;
}

/**
 * Mailboxes that must not be proposed for a mail again: dismissed, or the person moved it back from there; or it was to stay
 * in the inbox and be marked, which is done.
 */
export function neverAgain(db: ReadableDb, message: MessageId): Set<MailboxId> {
  const ids = statement<[number], MailboxId>(
    db,
    `SELECT proposed_mailbox FROM decisions
     WHERE message_id = ? AND undone = 0 AND proposed_mailbox IS NOT NULL AND (kind IN ('dismissed', 'moved-back')
       OR (kind = 'approved' AND proposed_mailbox IN (SELECT id FROM mailboxes WHERE role = 'inbox')))`,
  )
    .pluck()
    .all(message);
  return new Set(ids);
}
