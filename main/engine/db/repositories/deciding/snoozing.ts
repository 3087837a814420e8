import { z } from 'zod';
import { accountId, mailboxId, proposalId, type ProposalId } from '../../../../../contract/ids.ts';
import type { SnoozedRow } from '../../../../../contract/suggestions.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** Puts the chosen proposals off until a moment; `snooze` names the act. Gives how many there were. */
export function snoozeChosen(db: WritableDb, request: { until: number; snooze: number }): number {
  return statement<[object]>(
    db,
    `UPDATE proposals SET snoozed_until = :until, snooze = :snooze, revision = :snooze
     WHERE id IN (SELECT id FROM chosen)`,
  ).run(request).changes;
}

/** Which of the proposals that were put off are meant. */
export type Sleeping =
  { readonly snooze: number } | { readonly ids: readonly ProposalId[] } | { readonly dueAt: number };

/** Brings proposals back to the list under a new revision; gives how many. */
export function wakeProposals(db: WritableDb, which: Sleeping, revision: number): number {
  const where =
    'snooze' in which
      ? 'snooze = :which'
      : 'ids' in which
        ? 'id IN (SELECT value FROM json_each(:which))'
        : 'snoozed_until <= :which';
  const value = 'snooze' in which ? which.snooze : 'ids' in which ? JSON.stringify(which.ids) : which.dueAt;
  return statement<[object]>(
    db,
    `UPDATE proposals SET snoozed_until = NULL, revision = :revision WHERE snoozed_until IS NOT NULL AND ${where}`,
  ).run({ which: value, revision }).changes;
}

/** When the next proposal comes back; null when none was put off. */
export function nextWaking(db: ReadableDb): number | null {
  const sql = 'SELECT min(snoozed_until) FROM proposals WHERE snoozed_until IS NOT NULL';
  return z.number().nullable().parse(statement<[]>(db, sql).pluck().get());
}

const asleep = "p.snoozed_until IS NOT NULL AND p.state = 'pending'";

/** Mails whose decision was put off. */
export function countSnoozed(db: ReadableDb): number {
  const sql = `SELECT count(*) FROM proposals p INDEXED BY proposals_snoozed WHERE ${asleep}`;
  return z.number().parse(statement<[]>(db, sql).pluck().get());
}

const snoozedRow = z.object({
  id: proposalId,
  accountId,
  target: mailboxId,
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  until: z.number(),
});

/** What was put off, the first to come back first. */
export function listSnoozed(
  db: ReadableDb,
  page: { offset: number; limit: number },
): { total: number; rows: SnoozedRow[] } {
  const rows = statement<[object]>(
    db,
    `SELECT p.id, p.account_id AS accountId, p.target_mailbox AS target, m.from_name AS name, m.from_address AS address,
       m.subject, p.snoozed_until AS until
     FROM proposals p JOIN messages m ON m.id = p.message_id WHERE ${asleep}
     ORDER BY p.snoozed_until, p.id DESC LIMIT :limit OFFSET :offset`,
  ).all(page);
  return {
    total: countSnoozed(db),
    rows: z
      .array(snoozedRow)
      .parse(rows)
      .map(({ name, address, ...row }) => ({ ...row, sender: { name, address } })),
  };
}
