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
import { isVip, vipAddresses } from '../people.ts';
import { isUrgent } from './urgency.ts';
import { briefColumns, proposalColumns, proposalFields } from './proposals.ts';

const jsonText = z.string().transform((text): unknown => JSON.parse(text));

const senderRow = z.object({
  key: z.string(),
  accountId,
  target: mailboxId,
  address: z.string(),
  count: z.number(),
  minProbability: z.number(),
  sumProbability: z.number(),
  newest: z.number(),
  anyMessage: z.number(),
});
type SenderRow = z.infer<typeof senderRow>;

const newestRow = z.object({
  messageId,
  subject: z.string(),
  date: z.number(),
  cause: jsonText.pipe(cause),
  evidence: jsonText.pipe(z.array(evidence)),
  stage,
  marks: jsonText.pipe(z.array(z.string())),
});

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
const within = ({ accountId: account, target, groupKey }: TriageFilter): string =>
  [
    account === undefined ? '' : 'AND p.account_id = :accountId',
    target === undefined ? '' : 'AND p.target_mailbox = :target',
    groupKey === undefined ? '' : 'AND p.group_key = :groupKey',
  ].join(' ');

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
  const sql = `SELECT DISTINCT p.stage FROM proposals p INDEXED BY proposals_listed WHERE ${listed}`;
  return z.array(stage).parse(statement<[]>(db, sql).pluck().all());
}

/** Groups beyond these are not listed: nobody reads so far, and those before them go first. */
const MOST_GROUPS = 2000;
const MOST_SENDERS = 3;

/**
 * Pending proposals by target and cause: folders with most mail first, and in a folder the largest groups first. They are
 * counted in the index `proposals_listed` alone; mails are looked up only for what is shown of each group.
 */
export function listGroups(db: ReadableDb, filter: TriageFilter): Group[] {
  const rows = statement<[object]>(
    db,
    `SELECT p.group_key AS key, p.account_id AS accountId, p.target_mailbox AS target, p.sender AS address, count(*) AS count,
       min(p.probability) AS minProbability, sum(p.probability) AS sumProbability, max(p.date) AS newest,
       max(p.message_id) AS anyMessage
     FROM proposals p INDEXED BY proposals_listed
     WHERE ${listed} ${within(filter)} AND ${wanted}
     GROUP BY p.account_id, p.target_mailbox, p.group_key, p.sender`,
  ).all(paramsOf(filter));
  const vips = vipAddresses(db);
  return inOrder(gather(z.array(senderRow).parse(rows)))
    .slice(0, MOST_GROUPS)
    .map((senders) => ({
      ...describeGroup(db, senders, filter),
      vip: senders.some(({ address }) => vips.has(address)),
    }));
}

/** Rows of one group stand together already. */
function gather(rows: readonly SenderRow[]): SenderRow[][] {
  const groups: SenderRow[][] = [];
  for (const row of rows) {
    const current = groups.at(-1);
    const [first] = current ?? [];
    const same = first?.key === row.key && first.target === row.target && first.accountId === row.accountId;
    if (current && same) current.push(row);
    else groups.push([row]);
  }
  return groups;
}

const countOf = (senders: readonly SenderRow[]): number => senders.reduce((sum, { count }) => sum + count, 0);
const newestOf = (senders: readonly SenderRow[]): number =>
  senders.reduce((latest, { newest }) => Math.max(latest, newest), 0);

function inOrder(groups: readonly SenderRow[][]): SenderRow[][] {
  const perTarget = new Map<MailboxId, number>();
  const weighed = groups.map((senders) => {
    const [{ target } = { target: 0 as MailboxId }] = senders;
    const count = countOf(senders);
    perTarget.set(target, (perTarget.get(target) ?? 0) + count);
    return { senders, target, count, newest: newestOf(senders) };
  });
  return weighed
    .sort(
      (a, b) =>
        (perTarget.get(b.target) ?? 0) - (perTarget.get(a.target) ?? 0) ||
        a.target - b.target ||
        b.count - a.count ||
        b.newest - a.newest,
    )
    .map(({ senders }) => senders);
}

function describeGroup(
  db: ReadableDb,
  senders: readonly SenderRow[],
  filter: TriageFilter,
): Omit<Group, 'vip'> {
  const [first] = senders;
  if (!first) throw new Error('a group without senders');
  const { key, accountId: account, target } = first;
  const samples = z.array(newestRow).parse(
    statement<[object]>(
      db,
      `SELECT m.id AS messageId, m.subject, p.date, p.cause, p.evidence, p.stage, p.marks
       FROM proposals p INDEXED BY proposals_listed JOIN messages m ON m.id = p.message_id
       WHERE ${listed} AND p.account_id = :accountId AND p.target_mailbox = :target AND p.group_key = :groupKey AND ${wanted}
       ORDER BY p.date DESC LIMIT 2`,
    ).all(paramsOf({ ...filter, accountId: account, target, groupKey: key })),
  );
  const newest = samples[0];
  if (!newest) throw new Error('a group without mail');
  const count = countOf(senders);
  return {
    key,
    accountId: account,
    target,
    count,
    minProbability: Math.min(...senders.map(({ minProbability }) => minProbability)),
    meanProbability: senders.reduce((sum, { sumProbability }) => sum + sumProbability, 0) / count,
    senderCount: senders.length,
    cause: newest.cause,
    evidence: newest.evidence,
    stage: newest.stage,
    marks: newest.marks,
    senders: [...senders]
      .sort((a, b) => b.count - a.count || b.newest - a.newest)
      .slice(0, MOST_SENDERS)
      .map((sender) => ({
        address: { name: nameOf(db, sender), address: sender.address },
        count: sender.count,
      })),
    samples: samples.map(({ messageId: id, subject, date }) => ({ messageId: id, subject, date })),
  };
}

function nameOf(db: ReadableDb, { anyMessage }: SenderRow): string {
  const sql = 'SELECT from_name FROM messages WHERE id = ?';
  return z.string().parse(statement<[number]>(db, sql).pluck().get(anyMessage));
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
  urgent: z.number().transform(Boolean),
});

/** One page of pending proposals, newest mail first. */
export function listProposals(
  db: ReadableDb,
  query: TriageFilter & { offset: number; limit: number; brief?: boolean },
): { total: number; rows: ProposalRow[] } {
  const params = paramsOf(query);
  const where = `${listed} ${within(query)} AND ${wanted}`;
  const total = statement<[object]>(
    db,
    `SELECT count(*) FROM proposals p INDEXED BY proposals_listed WHERE ${where}`,
  )
    .pluck()
    .get(params);
  const rows = statement<[object]>(
    db,
    // What is skipped is skipped in an index: no mail is looked up that is not shown.
    `SELECT ${query.brief === true ? briefColumns : proposalColumns}, m.from_name AS senderName, m.from_address AS senderAddress, m.subject, m.preview, p.date,
       coalesce((SELECT max(l.seen) FROM places l WHERE l.message_id = m.id AND l.mailbox_id = p.from_mailbox), 1) AS seen,
       m.has_attachments AS hasAttachments, ${isVip} AS vip, ${isUrgent} AS urgent
     FROM (SELECT p.id FROM proposals p INDEXED BY proposals_listed WHERE ${where} ORDER BY p.date DESC, p.id DESC LIMIT :limit OFFSET :offset) few
       JOIN proposals p ON p.id = few.id JOIN messages m ON m.id = p.message_id
     ORDER BY p.date DESC, p.id DESC`,
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
      // The inboxes first: left to itself, it may walk through all places there are.
      `SELECT count(*) FROM mailboxes b CROSS JOIN places l ON l.mailbox_id = b.id
       WHERE b.role = 'inbox' AND b.gone = 0 AND l.moving = 0 AND b.account_id = coalesce(?, b.account_id)
         AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.message_id = l.message_id AND p.state = 'pending')`,
    )
      .pluck()
      .get(account ?? null),
  );
}
