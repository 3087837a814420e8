import { z } from 'zod';
import { cause, evidence, stage, type Stage } from '../../../../../contract/evidence.ts';
import {
  accountId,
  mailboxId,
  messageId,
  type AccountId,
  type MailboxId,
} from '../../../../../contract/ids.ts';
import type { Group, ProposalRow } from '../../../../../contract/suggestions.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { isVip } from '../people.ts';
import { proposalColumns, proposalFields } from './proposals.ts';

const jsonText = z.string().transform((text): unknown => JSON.parse(text));

const groupRow = z.object({
  key: z.string(),
  accountId,
  target: mailboxId,
  count: z.number(),
  minProbability: z.number(),
  meanProbability: z.number(),
  senderCount: z.number(),
});

const newestRow = z.object({
  messageId,
  subject: z.string(),
  date: z.number(),
  cause: jsonText.pipe(cause),
  evidence: jsonText.pipe(z.array(evidence)),
  stage,
  marks: jsonText.pipe(z.array(z.string())),
});

const senderRow = z.object({ name: z.string(), address: z.string(), count: z.number() });

/** What the list of proposals is narrowed to. */
export interface TriageFilter {
  readonly accountId?: AccountId | undefined;
  readonly target?: MailboxId | undefined;
  readonly groupKey?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly minProbability?: number | undefined;
}

/** In the list: those that wait and were not put off. */
const listed = "p.state = 'pending' AND p.snoozed_until IS NULL";
/** Those of a filter; an index can be used for what a group is known by. */
const wanted = `p.stage = coalesce(:stage, p.stage) AND p.probability >= :minProbability`;
const within = `p.account_id = coalesce(:accountId, p.account_id) AND p.target_mailbox = coalesce(:target, p.target_mailbox)
  AND p.group_key = coalesce(:groupKey, p.group_key)`;

function paramsOf({ accountId: account, target, groupKey, stage: by, minProbability }: TriageFilter) {
  return {
    accountId: account ?? null,
    target: target ?? null,
    groupKey: groupKey ?? null,
    stage: by ?? null,
    minProbability: minProbability ?? 0,
  };
}

/** The stages that the listed proposals come from. */
export function listStages(db: ReadableDb): Stage[] {
  const sql = `SELECT DISTINCT p.stage FROM proposals p WHERE ${listed}`;
  return z.array(stage).parse(statement<[]>(db, sql).pluck().all());
}

/** Pending proposals by target and cause: folders with most mail first, and in a folder the largest groups first. */
export function listGroups(db: ReadableDb, filter: TriageFilter): Group[] {
  const rows = statement<[object]>(
    db,
    `SELECT p.group_key AS key, p.account_id AS accountId, p.target_mailbox AS target, count(*) AS count,
       min(p.probability) AS minProbability, avg(p.probability) AS meanProbability,
       count(DISTINCT m.from_address) AS senderCount
     FROM proposals p JOIN messages m ON m.id = p.message_id
     WHERE ${listed} AND ${within} AND ${wanted}
     GROUP BY p.account_id, p.target_mailbox, p.group_key
     ORDER BY sum(count(*)) OVER (PARTITION BY p.target_mailbox) DESC, p.target_mailbox, count(*) DESC, max(p.date) DESC
     LIMIT 2000`,
  ).all(paramsOf(filter));
  return z
    .array(groupRow)
    .parse(rows)
    .map((row) => describeGroup(db, row, filter));
}

function describeGroup(db: ReadableDb, row: z.infer<typeof groupRow>, filter: TriageFilter): Group {
  const where = `${listed} AND p.account_id = :accountId AND p.target_mailbox = :target AND p.group_key = :groupKey
    AND ${wanted}`;
  const params = paramsOf({ ...filter, accountId: row.accountId, target: row.target, groupKey: row.key });
  const samples = z.array(newestRow).parse(
    statement<[object]>(
      db,
      `SELECT m.id AS messageId, m.subject, p.date, p.cause, p.evidence, p.stage, p.marks
       FROM proposals p JOIN messages m ON m.id = p.message_id WHERE ${where} ORDER BY p.date DESC LIMIT 2`,
    ).all(params),
  );
  const senders = z.array(senderRow).parse(
    statement<[object]>(
      db,
      `SELECT max(m.from_name) AS name, m.from_address AS address, count(*) AS count
       FROM proposals p JOIN messages m ON m.id = p.message_id WHERE ${where}
       GROUP BY m.from_address ORDER BY count(*) DESC, max(p.date) DESC LIMIT 3`,
    ).all(params),
  );
  const newest = samples[0];
  if (!newest) throw new Error('a group without mail');
  return {
    ...row,
    cause: newest.cause,
    evidence: newest.evidence,
    stage: newest.stage,
    marks: newest.marks,
    senders: senders.map(({ name, address, count }) => ({ address: { name, address }, count })),
    samples: samples.map(({ messageId: id, subject, date }) => ({ messageId: id, subject, date })),
  };
}

const proposalListRow = z.object({
  ...proposalFields,
  senderName: z.string(),
  senderAddress: z.string(),
  subject: z.string(),
  preview: z.string(),
  date: z.number(),
  seen: z.number().transform(Boolean),
  hasAttachments: z.number().transform(Boolean),
  vip: z.number().transform(Boolean),
});

/** One page of pending proposals, newest mail first. */
export function listProposals(
  db: ReadableDb,
  query: TriageFilter & { offset: number; limit: number },
): { total: number; rows: ProposalRow[] } {
  const params = paramsOf(query);
  const where = `${listed} AND ${within} AND ${wanted}`;
  const total = statement<[object]>(db, `SELECT count(*) FROM proposals p WHERE ${where}`)
    .pluck()
    .get(params);
  const rows = statement<[object]>(
    db,
    `SELECT ${proposalColumns}, m.from_name AS senderName, m.from_address AS senderAddress, m.subject, m.preview, p.date,
       coalesce((SELECT max(l.seen) FROM places l WHERE l.message_id = m.id AND l.mailbox_id = p.from_mailbox), 1) AS seen,
       m.has_attachments AS hasAttachments, ${isVip} AS vip
     FROM proposals p JOIN messages m ON m.id = p.message_id WHERE ${where}
     ORDER BY p.date DESC, p.id DESC LIMIT :limit OFFSET :offset`,
  ).all({ ...params, limit: query.limit, offset: query.offset });
  return {
    total: z.number().parse(total),
    rows: z
      .array(proposalListRow)
      .parse(rows)
      .map(({ senderName, senderAddress, ...rest }) => ({
        ...rest,
        sender: { name: senderName, address: senderAddress },
      })),
  };
}

/** Mails in inboxes that have no proposal and are not on their way. */
export function countUndecided(db: ReadableDb, account: AccountId | undefined): number {
  return z.number().parse(
    statement<[number | null]>(
      db,
      `SELECT count(*) FROM places l JOIN mailboxes b ON b.id = l.mailbox_id
       WHERE b.role = 'inbox' AND b.gone = 0 AND l.moving = 0 AND b.account_id = coalesce(?, b.account_id)
         AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.message_id = l.message_id AND p.state = 'pending')`,
    )
      .pluck()
      .get(account ?? null),
  );
}
