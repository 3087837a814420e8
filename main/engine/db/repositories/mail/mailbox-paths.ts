import { z } from 'zod';
import { mailboxId, type AccountId, type MailboxId } from '../../../../../contract/ids.ts';
import { mailboxRole, type MailboxRole } from '../../../../../contract/mail.ts';
import type { Mailbox } from '../../../../../contract/mailboxes.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** The path as the source spells it; null when the mailbox is gone. */
export function findMailboxPath(db: ReadableDb, id: MailboxId): string | null {
  const path = statement<[number]>(db, 'SELECT path FROM mailboxes WHERE id = ? AND gone = 0')
    .pluck()
    .get(id);
  return typeof path === 'string' ? path : null;
}

/** The account a mailbox belongs to; null when there is no such mailbox. */
export function accountOfMailbox(db: ReadableDb, id: MailboxId): AccountId | null {
  const account = statement<[number]>(db, 'SELECT account_id FROM mailboxes WHERE id = ? AND gone = 0')
    .pluck()
    .get(id);
  return typeof account === 'number' ? (account as AccountId) : null;
}

/** The mailbox of an account that has this role; null when none has. */
export function findByRole(db: ReadableDb, account: AccountId, role: MailboxRole): MailboxId | null {
  const sql = 'SELECT id FROM mailboxes WHERE account_id = ? AND role = ? AND gone = 0 ORDER BY id LIMIT 1';
  const id = statement<[number, string]>(db, sql).pluck().get(account, role);
  return typeof id === 'number' ? mailboxId.parse(id) : null;
}

const folderRow = z.object({ id: mailboxId, path: z.string(), delimiter: z.string() });

/**
 * The mailboxes mail can be proposed to go to: a person's own folders and the archive, not the other special ones. A
 * collection of all mail is what providers without an archive have in its place (Gmail).
 */
export function listFolders(
  db: ReadableDb,
  account: AccountId,
): Map<MailboxId, { path: string; name: string; archive?: true }> {
  const rows = z.array(folderRow.extend({ role: mailboxRole })).parse(
    statement<[number]>(
      db,
      `SELECT id, path, delimiter, role FROM mailboxes
       WHERE account_id = ? AND role IN ('folder', 'archive', 'all') AND gone = 0 ORDER BY path`,
    ).all(account),
  );
  const archive = rows.find(({ role }) => role === 'archive') ?? rows.find(({ role }) => role === 'all');
  const shown = rows.filter((row) => row.role === 'folder' || row === archive);
  return new Map(
    shown.map((row) => [row.id, row === archive ? { ...spell(row), archive: true } : spell(row)]),
  );
}

const mailboxRow = folderRow.extend({
  accountId: z.number(),
  role: mailboxRole,
  total: z.number(),
  unread: z.number(),
});

/** Mailboxes with their counts, the inbox first, then by path. */
export function listMailboxes(db: ReadableDb, account: AccountId | undefined): Mailbox[] {
  const rows = statement<[number | null]>(
    db,
    // Counted in indexes alone: there may be a hundred thousand places.
    `SELECT m.id, m.account_id AS accountId, m.path, m.delimiter, m.role,
       (SELECT count(*) FROM places p WHERE p.mailbox_id = m.id AND p.moving = 0) AS total,
       (SELECT count(*) FROM places p INDEXED BY places_unread_in
        WHERE p.mailbox_id = m.id AND p.moving = 0 AND p.seen = 0) AS unread
     FROM mailboxes m WHERE m.gone = 0 AND m.account_id = coalesce(?, m.account_id)
     ORDER BY m.account_id, m.role <> 'inbox', m.path`,
  ).all(account ?? null);
  return z
    .array(mailboxRow)
    .parse(rows)
    .map(({ delimiter, accountId, path, ...rest }) => ({
      ...rest,
      accountId: accountId as AccountId,
      ...spell({ path, delimiter }),
    }));
}

/** Notes a mailbox that was just made, or brings a known one back, and gives its id. */
export function insertMailbox(
  db: WritableDb,
  mailbox: { accountId: AccountId; path: string; delimiter: string; role: string },
): MailboxId {
  const id = statement<[number, string, string, string]>(
    db,
    `INSERT INTO mailboxes (account_id, path, delimiter, role) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, path) DO UPDATE SET gone = 0 RETURNING id`,
  )
    .pluck()
    .get(mailbox.accountId, mailbox.path, mailbox.delimiter, mailbox.role);
  return mailboxId.parse(id);
}

function spell({ path, delimiter }: { path: string; delimiter: string }): { path: string; name: string } {
  const parts = path.split(delimiter).filter(Boolean);
  return { path: parts.join('/'), name: parts.at(-1) ?? path };
}
