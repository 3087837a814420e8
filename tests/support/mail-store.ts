import type { Evidence, Stage } from '../../contract/evidence.ts';
import type { AccountId, MailboxId, MessageId, ProposalId } from '../../contract/ids.ts';
import { openDatabase } from '../../main/engine/db/open.ts';
import type { WritableDb } from '../../main/engine/db/handles.ts';
import { insertAccount, nextAccountId } from '../../main/engine/db/repositories/accounts.ts';
import { insertMailbox } from '../../main/engine/db/repositories/mail/mailbox-paths.ts';
import {
  findPending,
  nextRevision,
  putProposal,
} from '../../main/engine/db/repositories/deciding/proposals.ts';

/** A database with one account, an inbox and folders, for tests of what happens between proposal and receipt. */
export interface MailStore {
  readonly db: WritableDb;
  readonly account: AccountId;
  readonly inbox: MailboxId;
  /** The mailbox of this path, made when missing. */
  folder(path: string): MailboxId;
  /** Stores mails in the inbox, each with a proposal for `target`, in one revision. */
  propose(
    target: MailboxId,
    count: number,
    options?: { probability?: number; groupKey?: string; stage?: Stage; evidence?: readonly Evidence[] },
  ): { message: MessageId; proposal: ProposalId }[];
}

export function openMailStore(path = ':memory:'): MailStore {
  const db = openDatabase(path);
  const account = addAccount(db, 'Anne');
  const folder = (folderPath: string) =>
    insertMailbox(db, {
      accountId: account,
      path: folderPath,
      delimiter: '/',
      role: folderPath === 'INBOX' ? 'inbox' : 'folder',
    });
  const inbox = folder('INBOX');
  let made = 0;
  return {
    db,
    account,
    inbox,
    folder,
    propose(
      target,
      count,
      { probability = 0.9, groupKey = 'sender:a', stage = 'learned', evidence = [] } = {},
    ) {
      const revision = nextRevision(db);
      return Array.from({ length: count }, () => {
        made += 1;
        const message = addMessage(db, { account, mailbox: inbox, number: made });
        putProposal(
          db,
          {
            accountId: account,
            messageId: message,
            from: inbox,
            target,
            probability,
            stage,
            evidence,
            alternatives: [],
            groupKey,
            marks: [],
            cause: { kind: 'sender', label: 'a' },
          },
          revision,
          made,
        );
        return { message, proposal: findPending(db, message)!.id };
      });
    },
  };
}

/** Another account in the same database. */
export function addAccount(db: WritableDb, name: string): AccountId {
  const id = nextAccountId(db);
  insertAccount(db, {
    id,
    kind: 'maildir',
    name,
    address: '',
    settings: { path: `/${name}` },
    demo: false,
    at: 0,
  });
  return id;
}

/** A mail with one place; its UID and date are its number. */
export function addMessage(
  db: WritableDb,
  mail: { account: AccountId; mailbox: MailboxId; number: number },
): MessageId {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO messages (account_id, identity, message_id, thread_id, date, size, from_name, from_address, subject,
         preview, features, features_version) VALUES (?, ?, ?, ?, ?, 1, '', 'a@mail.example', 'S', '', '{}', 1)`,
    )
    .run(mail.account, `m${mail.number}`, `m${mail.number}@mail.example`, `m${mail.number}`, mail.number);
  const id = Number(lastInsertRowid) as MessageId;
  db.prepare(
    'INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, date) VALUES (?, ?, 1, ?, ?)',
  ).run(id, mail.mailbox, mail.number, mail.number);
  return id;
}
