import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Dovecot } from '../support/dovecot.ts';

/** One mail as the server has it, told by doveadm. */
export interface ServerMail {
  readonly mailbox: string;
  readonly uid: number;
  readonly id: string;
  readonly flags: string;
}

/** Everything a person has on the server, read by the server's own tool. */
export async function readServer(server: Dovecot, user: string): Promise<ServerMail[]> {
  const fields = 'mailbox uid hdr.message-id flags';
  const out = await server.doveadm.run(['-f', 'json', 'fetch', '-u', user, fields, 'all']);
  const rows = out.trim() === '' ? [] : (JSON.parse(out) as Record<string, string>[]);
  return rows.map((row) => ({
    mailbox: row['mailbox'] ?? '',
    uid: Number(row['uid']),
    id: (row['hdr.message-id'] ?? '').replace(/[<>]/g, '').trim(),
    flags: (row['flags'] ?? '')
      .split(' ')
      .filter((flag) => flag !== '' && flag !== '\\Recent')
      .sort()
      .join(' '),
  }));
}

/**
 * What is wrong after everything settled; nothing when all is well. `before` is what the server had at the beginning. Reads
 * the database file by plain SQL: none of the code that is tested takes part.
 */
export async function findDamage(
  server: Dovecot,
  user: string,
  dataDir: string,
  before: readonly ServerMail[],
): Promise<string[]> {
  const after = await readServer(server, user);
  const db = new Database(join(dataDir, 'casier.db'), { readonly: true });
  try {
    return [
      ...lostOrDoubled(before, after),
      ...flagsLost(before, after),
      ...notEqual(db, after),
      ...receiptsBroken(db, after),
      ...untidy(db),
    ];
  } finally {
    db.close();
  }
}

function lostOrDoubled(before: readonly ServerMail[], after: readonly ServerMail[]): string[] {
  const count = (mails: readonly ServerMail[]) => {
    const counts = new Map<string, number>();
    for (const { id } of mails) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const had = count(before);
  const has = count(after);
  return [...new Set([...had.keys(), ...has.keys()])].flatMap((id) => {
    const [was, is] = [had.get(id) ?? 0, has.get(id) ?? 0];
    if (was === is) return [];
    const where = after.filter((mail) => mail.id === id).map(({ mailbox }) => mailbox);
    return [`${id} was there ${was} times and is there ${is} times (${where.join(', ')})`];
  });
}

function flagsLost(before: readonly ServerMail[], after: readonly ServerMail[]): string[] {
  const flags = new Map(before.map((mail) => [mail.id, mail.flags]));
  return after
    .filter((mail) => flags.get(mail.id) !== mail.flags)
    .map((mail) => `${mail.id} had the flags "${flags.get(mail.id) ?? ''}" and has "${mail.flags}"`);
}

function notEqual(db: Database.Database, after: readonly ServerMail[]): string[] {
  const rows = db
    .prepare(
      `SELECT b.path AS mailbox, p.uid, m.message_id AS id, p.flags FROM places p
       JOIN mailboxes b ON b.id = p.mailbox_id AND b.gone = 0 JOIN messages m ON m.id = p.message_id`,
    )
    .all() as ServerMail[];
  const told = (mail: ServerMail) => `${mail.mailbox} ${mail.uid} ${mail.id} [${mail.flags}]`;
  const ours = new Set(rows.map(told));
  const theirs = new Set(after.map(told));
  return [
    ...[...theirs].filter((mail) => !ours.has(mail)).map((mail) => `only the server has ${mail}`),
    ...[...ours].filter((mail) => !theirs.has(mail)).map((mail) => `only the database has ${mail}`),
    ...(rows.length === ours.size ? [] : ['the database has a place twice']),
  ];
}

/** Every mail is where its last standing receipt says, and every receipt came to an end. */
function receiptsBroken(db: Database.Database, after: readonly ServerMail[]): string[] {
  const rows = db
    .prepare(
      `SELECT m.message_id AS id, t.path AS target, r.state FROM receipts r
       JOIN messages m ON m.id = r.message_id JOIN mailboxes t ON t.id = r.to_mailbox
       WHERE r.from_mailbox <> r.to_mailbox ORDER BY r.id`,
    )
    .all() as { id: string; target: string; state: string }[];
  const standing = new Map<string, string>();
  const broken = rows.filter(({ state }) => state !== 'done' && state !== 'undone');
  for (const { id, target, state } of rows) if (state === 'done') standing.set(id, target);
  const where = new Map(after.map((mail) => [mail.id, mail.mailbox]));
  return [
    ...broken.map(({ id, state }) => `the receipt of ${id} is ${state}`),
    ...[...standing].flatMap(([id, target]) =>
      where.get(id) === target ? [] : [`${id} should be in ${target} and is in ${where.get(id) ?? 'none'}`],
    ),
  ];
}

function untidy(db: Database.Database): string[] {
  const number = (sql: string) => Number(db.prepare(sql).pluck().get());
  const integrity = String(db.pragma('integrity_check', { simple: true }));
  const zero: Record<string, string> = {
    'jobs that did not end': "SELECT count(*) FROM jobs WHERE state NOT IN ('done', 'discarded')",
    'mails marked as on their way': 'SELECT count(*) FROM places WHERE moving = 1',
    'mails without a place': 'SELECT count(*) FROM messages WHERE id NOT IN (SELECT message_id FROM places)',
    'mails that search does not know': `SELECT count(*) FROM messages
      WHERE id NOT IN (SELECT rowid FROM message_index)`,
    'index entries without a mail': `SELECT count(*) FROM message_index
      WHERE rowid NOT IN (SELECT id FROM messages)`,
    'violated foreign keys': 'SELECT count(*) FROM pragma_foreign_key_check',
  };
  return [
    ...(integrity === 'ok' ? [] : [`integrity: ${integrity}`]),
    ...Object.entries(zero).flatMap(([what, sql]) => (number(sql) === 0 ? [] : [`${number(sql)} ${what}`])),
  ];
}
