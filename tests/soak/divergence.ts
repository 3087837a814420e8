import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AccountId } from '../../contract/ids.ts';
import { readServer } from '../crash/verify.ts';
import type { Dovecot } from '../support/dovecot.ts';

/**
 * Where server and database say different things of an account, and mails of `alive` that the server has not exactly once;
 * nothing when all is well. The server is read by doveadm, the database by plain SQL.
 */
export async function findDivergence(
  server: Dovecot,
  user: string,
  dataDir: string,
  account: AccountId,
  alive: ReadonlySet<string>,
): Promise<string[]> {
  const theirs = await readServer(server, user);
  const db = new Database(join(dataDir, 'casier.db'), { readonly: true });
  try {
    const ours = db
      .prepare<[number], { mailbox: string; uid: number; id: string; flags: string }>(
        `SELECT b.path AS mailbox, p.uid, m.message_id AS id, p.flags FROM places p
         JOIN mailboxes b ON b.id = p.mailbox_id JOIN messages m ON m.id = p.message_id
         WHERE b.account_id = ? AND b.gone = 0`,
      )
      .all(account);
    const told = (mail: (typeof ours)[number]): string =>
      `${mail.mailbox} ${mail.uid} ${mail.id} [${mail.flags}]`;
    const here = new Set(ours.map(told));
    const there = new Set(theirs.map(told));
    const counts = new Map<string, number>();
    for (const { id } of theirs) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [
      ...[...there].filter((mail) => !here.has(mail)).map((mail) => `${user}: only the server has ${mail}`),
      ...[...here].filter((mail) => !there.has(mail)).map((mail) => `${user}: only the database has ${mail}`),
      ...[...alive]
        .filter((id) => counts.get(id) !== 1)
        .map((id) => `${user}: the server has ${id} ${counts.get(id) ?? 0} times`),
    ];
  } finally {
    db.close();
  }
}
