import { z } from 'zod';
import { statement, type ReadableDb } from '../handles.ts';

/** A table of an export: what it is called, its columns, and how it is read a page at a time. */
export interface ExportTable {
  /** Without ending. */
  readonly name: string;
  /** Names and SQL of the columns, in order. */
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
  /** Orders the rows and tells them apart; a page begins after one. */
  readonly key: string;
  /** Less than every key. */
  readonly first: number | string;
}

const time = (sql: string): string =>
  `CASE WHEN ${sql} IS NULL THEN NULL ELSE strftime('%Y-%m-%dT%H:%M:%fZ', ${sql} / 1000.0, 'unixepoch') END`;
const flag = (sql: string): string => `iif(${sql}, 'yes', 'no')`;
const account = (id: string): string => `(SELECT a.name FROM accounts a WHERE a.id = ${id})`;
const folder = (id: string): string => `(SELECT b.path FROM mailboxes b WHERE b.id = ${id})`;
const mail = {
  mail: 'm.id',
  'message-id': 'm.message_id',
  date: time('m.date'),
  from: 'm.from_address',
  subject: 'm.subject',
};

/** Everything that is not a file or a setting. What the classifier learned is not here: it is made of the mail itself. */
export const exportTables: readonly ExportTable[] = [
  {
    name: 'accounts',
    columns: {
      account: 'a.id',
      name: 'a.name',
      address: 'a.address',
      kind: 'a.kind',
      server: `CASE a.kind WHEN 'imap' THEN json_extract(a.settings, '$.host') || ':' || json_extract(a.settings, '$.port')
        ELSE json_extract(a.settings, '$.path') END`,
      user: `json_extract(a.settings, '$.username')`,
      encryption: `json_extract(a.settings, '$.security')`,
      demo: flag('a.demo'),
      paused: flag('a.paused'),
      limits: 'a.limits',
      'last-sync': time('a.last_sync_at'),
      added: time('a.created_at'),
    },
    from: 'accounts a',
    key: 'a.id',
    first: 0,
  },
  {
    name: 'folders',
    columns: {
      folder: 'b.id',
      account: account('b.account_id'),
      path: 'b.path',
      role: 'b.role',
      gone: flag('b.gone'),
      description: '(SELECT n.description FROM folder_notes n WHERE n.mailbox_id = b.id)',
    },
    from: 'mailboxes b',
    key: 'b.id',
    first: 0,
  },
  {
    name: 'trust',
    columns: {
      account: account('b.account_id'),
      folder: 'b.path',
      level: 't.level',
      promise: 't.promise',
      'ceiling-a-day': 't.ceiling',
      'ceiling-of-account': '(SELECT c.ceiling FROM trust_accounts c WHERE c.account_id = b.account_id)',
      'files-by-itself-since': time('t.granted_at'),
      threshold: 't.threshold',
      demotion: 't.demotion',
    },
    from: 'trust_folders t JOIN mailboxes b ON b.id = t.mailbox_id',
    key: 't.mailbox_id',
    first: 0,
  },
  {
    name: 'contacts',
    columns: {
      address: 'p.address',
      name: 'p.name',
      'last-mail': time('nullif(p.last_at, 0)'),
      vip: flag('p.vip'),
      'images-allowed': flag('EXISTS (SELECT 1 FROM image_senders i WHERE i.address = p.address)'),
    },
    from: 'people p',
    key: 'p.address',
    first: '',
  },
  {
    name: 'mails',
    columns: {
      ...mail,
      account: account('m.account_id'),
      name: 'm.from_name',
      list: 'm.list_id',
      thread: 'm.thread_id',
      bytes: 'm.size',
      priority: 'm.priority',
      vip: flag('m.vip'),
      places: `(SELECT json_group_array(json_object('folder', b.path, 'flags', l.flags)) FROM places l
        JOIN mailboxes b ON b.id = l.mailbox_id WHERE l.message_id = m.id)`,
      attachments: `(SELECT json_group_array(t.filename) FROM attachments t WHERE t.message_id = m.id)`,
    },
    from: 'messages m',
    key: 'm.id',
    first: 0,
  },
  {
    name: 'proposals',
    columns: {
      proposal: 'p.id',
      ...mail,
      account: account('p.account_id'),
      in: folder('p.from_mailbox'),
      proposed: folder('p.target_mailbox'),
      probability: 'p.probability',
      stage: 'p.stage',
      state: 'p.state',
      marks: 'p.marks',
      evidence: 'p.evidence',
      'put-off-until': time('p.snoozed_until'),
      made: time('p.created_at'),
    },
    from: 'proposals p JOIN messages m ON m.id = p.message_id',
    key: 'p.id',
    first: 0,
  },
  {
    name: 'decisions',
    columns: {
      decision: 'd.id',
      at: time('d.at'),
      ...mail,
      account: account('d.account_id'),
      kind: 'd.kind',
      by: 'd.actor',
      proposed: folder('d.proposed_mailbox'),
      decided: folder('d.mailbox_id'),
      stage: 'd.stage',
      probability: 'd.probability',
      'taken-back': flag('d.undone'),
    },
    from: 'decisions d JOIN messages m ON m.id = d.message_id',
    key: 'd.id',
    first: 0,
  },
  {
    name: 'activity',
    columns: {
      batch: 'b.id',
      at: time('b.at'),
      action: 'b.action',
      act: 'b.act',
      by: 'b.actor',
      'takes-back': 'b.reverses',
      receipts: '(SELECT count(*) FROM receipts r WHERE r.batch_id = b.id)',
    },
    from: 'batches b',
    key: 'b.id',
    first: 0,
  },
  {
    name: 'receipts',
    columns: {
      receipt: 'r.id',
      batch: 'r.batch_id',
      at: time('r.at'),
      ...mail,
      account: account('r.account_id'),
      'from-folder': folder('r.from_mailbox'),
      'to-folder': folder('r.to_mailbox'),
      state: 'r.state',
      stage: 'r.stage',
      probability: 'r.probability',
      evidence: 'r.evidence',
      'flags-added': 'r.flags_added',
      'flags-removed': 'r.flags_removed',
      'takes-back': 'r.reverses',
    },
    from: 'receipts r JOIN messages m ON m.id = r.message_id',
    key: 'r.id',
    first: 0,
  },
  {
    name: 'wrong-reasons',
    columns: {
      at: time('d.at'),
      account: account('d.account_id'),
      folder: folder('d.mailbox_id'),
      evidence: 'd.evidence',
    },
    from: 'doubts d',
    key: 'd.id',
    first: 0,
  },
  {
    name: 'contacted-hosts',
    columns: {
      host: 'e.host',
      port: 'e.port',
      purpose: 'e.purpose',
      first: time('e.first_at'),
      last: time('e.last_at'),
      connections: 'e.connections',
      'bytes-sent': 'e.sent',
      'bytes-received': 'e.received',
    },
    from: 'egress e',
    key: `e.host || ' ' || e.port || ' ' || e.purpose`,
    first: '',
  },
];

/** How many rows a table has now. */
export function countExported(db: ReadableDb, { from }: ExportTable): number {
  return z.number().parse(statement<[]>(db, `SELECT count(*) FROM ${from}`).pluck().get());
}

export type ExportCell = string | number | null;

/** At most `limit` rows of a table after a key, as cells in the order of its columns, and the last key; null at the end. */
export function pageExported(
  db: ReadableDb,
  table: ExportTable,
  page: { readonly after: number | string; readonly limit: number },
): { readonly rows: ExportCell[][]; readonly last: number | string | null } {
  const columns = Object.values(table.columns).join(', ');
  const found = statement<[object]>(
    db,
    `SELECT ${columns}, ${table.key} FROM ${table.from} WHERE ${table.key} > :after
     ORDER BY ${table.key} LIMIT :limit`,
  )
    .raw()
    .all(page) as ExportCell[][];
  const last = found.at(-1)?.at(-1) ?? null;
  return { rows: found.map((row) => row.slice(0, -1)), last };
}
