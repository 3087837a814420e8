import type Database from 'better-sqlite3';
import type { RawImap } from '../../support/raw-imap.ts';

/**
 * Where an account's database and its server say different things of mailboxes, UIDs, Message-IDs, flags and sizes; nothing
 * when they agree. The server is read by a program of its own, the database by plain SQL.
 */
export async function findDifferences(db: Database.Database, other: RawImap): Promise<string[]> {
  const broken = new Set<string>();
  const there = new Set(await readServer(other, broken));
  const here = new Set(readDatabase(db, broken));
  return [
    ...[...there].filter((line) => !here.has(line)).map((line) => `only the server has ${line}`),
    ...[...here].filter((line) => !there.has(line)).map((line) => `only the database has ${line}`),
  ];
}

/** A mailbox that the server lists and cannot open any more, for a bug of its own, is noted in `broken`. */
async function readServer(other: RawImap, broken: Set<string>): Promise<string[]> {
  const lines: string[] = [];
  for (const mailbox of await other.mailboxes()) {
    lines.push(`mailbox ${mailbox}`);
    const mails = await other.mails(mailbox).catch((error: unknown) => {
      if (!String(error).includes('[SERVERBUG]')) throw error;
      broken.add(mailbox);
      return [];
    });
    for (const { uid, messageId, flags, size } of mails) {
      lines.push(describe({ mailbox, uid, messageId, flags: flags.join(' '), size }));
    }
  }
  return lines;
}

function readDatabase(db: Database.Database, broken: ReadonlySet<string>): string[] {
  const mailboxes = db.prepare<[], string>('SELECT path FROM mailboxes WHERE gone = 0').pluck().all();
  const mails = db
    .prepare<[], Parameters<typeof describe>[0]>(
      `SELECT b.path AS mailbox, p.uid, m.message_id AS messageId, p.flags, m.size FROM places p
       JOIN mailboxes b ON b.id = p.mailbox_id JOIN messages m ON m.id = p.message_id WHERE b.gone = 0`,
    )
    .all();
  const readable = mails.filter(({ mailbox }) => !broken.has(mailbox));
  return [...mailboxes.map((path) => `mailbox ${path}`), ...readable.map(describe)];
}

function describe(mail: { mailbox: string; uid: number; messageId: string; flags: string; size: number }) {
  return `${mail.mailbox} ${mail.uid} <${mail.messageId}> [${mail.flags}] ${mail.size}`;
}
