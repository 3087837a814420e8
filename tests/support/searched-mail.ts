import type { MailboxId, MessageId } from '../../contract/ids.ts';
import { indexMessage } from '../../main/engine/db/repositories/mail/messages.ts';
import { addMessage, type MailStore } from './mail-store.ts';

/** A mail as a test of search describes it. */
export interface SearchedMail {
  readonly in: MailboxId;
  readonly from?: string;
  readonly name?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly to?: string;
  readonly seen?: boolean;
  readonly size?: number;
}

const numbers = new WeakMap<MailStore, number>();

/** Stores a mail and enters it into the indexes, as the engine does; each is newer than the one before. */
export function writeMail(store: MailStore, mail: SearchedMail): MessageId {
  const number = (numbers.get(store) ?? 50_000) + 1;
  numbers.set(store, number);
  const { from = 'somebody@mail.example', name = '', subject = '', text = '', to = 'me@mail.example' } = mail;
  const id = addMessage(store.db, { account: store.account, mailbox: mail.in, number });
  store.db
    .prepare('UPDATE messages SET from_name = ?, from_address = ?, subject = ?, size = ? WHERE id = ?')
    .run(name, from, subject, mail.size ?? 1, id);
  if (mail.seen === true)
    store.db.prepare("UPDATE places SET seen = 1, flags = '\\Seen' WHERE message_id = ?").run(id);
  indexMessage(store.db, id, {
    text,
    attachments: [],
    features: { from: { name, address: from }, subject, to: [{ name: '', address: to }], cc: [] },
  } as unknown as Parameters<typeof indexMessage>[2]);
  return id;
}

/** Another place for a mail: a copy in the same or in another mailbox. */
export function alsoIn(store: MailStore, message: MessageId, mailbox: MailboxId): void {
  store.db
    .prepare('INSERT INTO places (message_id, mailbox_id, uidvalidity, uid, date) VALUES (?, ?, 1, ?, ?)')
    .run(message, mailbox, 100_000 + message, message);
}
