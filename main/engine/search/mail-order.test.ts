import { expect, it } from 'vitest';
import type { MessageId } from '../../../contract/ids.ts';
import { addAccount, addMessage, openMailStore } from '../../../tests/support/mail-store.ts';
import { insertMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { MailOrder } from './mail-order.ts';

/** 5,000 mails of two accounts, some of one moment, some nowhere. */
function manyMails() {
  const store = openMailStore();
  const other = addAccount(store.db, 'Bruno');
  const path = { path: 'INBOX', delimiter: '/', role: 'inbox' } as const;
  const inbox = insertMailbox(store.db, { accountId: other, ...path });
  const made: MessageId[] = [];
  const add = (count: number) => {
    for (let position = 0; position < count; position += 1) {
      const number = made.length;
      const mine = number % 3 > 0;
      const place = mine
        ? { account: store.account, mailbox: store.inbox }
        : { account: other, mailbox: inbox };
      made.push(addMessage(store.db, { ...place, number }));
    }
  };
  store.db.transaction(() => {
    add(5000);
    store.db.prepare('UPDATE messages SET date = (date * 7919) % 997').run();
    store.db.prepare('DELETE FROM places WHERE message_id % 50 = 0').run();
  })();
  return { ...store, made, add };
}

const seen = (order: MailOrder) => ({
  newestFirst: [...order.newestFirst],
  nowhere: [...order.newestFirst].filter((id) => order.isNowhere(id)),
  dates: [...order.newestFirst].map((id) => [order.dateOf(id), order.accountOf(id)]),
  highest: order.highest,
});

it('made ahead in parts is what a search would have made at once', () => {
  const { db } = manyMails();
  const ahead = new MailOrder(db);
  expect([...ahead.ahead()].length).toBeGreaterThan(2);
  expect(ahead.highest).toBe(5000);
  const atOnce = new MailOrder(db);
  atOnce.refresh();
  const made = seen(ahead);
  expect(made).toEqual(seen(atOnce));
  expect(made.nowhere).toHaveLength(100);
  ahead.refresh();
  expect(seen(ahead)).toEqual(made);
});

const listed = (one: MailOrder) => seen(one).newestFirst.filter((id) => !one.isNowhere(id));

it('takes in what is written while it is made', () => {
  const { db, add } = manyMails();
  const order = new MailOrder(db);
  const steps = order.ahead();
  steps.next();
  add(30);
  // Both are in the part that is made already.
  const oldest = 'SELECT id FROM messages WHERE account_id = 1 AND id % 50 <> 0 ORDER BY date, id LIMIT 2';
  const [gone, moving] = db.prepare(oldest).pluck().all() as number[];
  db.prepare('DELETE FROM messages WHERE id = ?').run(gone);
  db.prepare('UPDATE places SET moving = 1 WHERE message_id = ?').run(moving);
  while (steps.next().done !== true);
  order.refresh();
  expect(listed(order)).toHaveLength(4900 - 2 + 30);
  expect(listed(order)).not.toContain(gone);
  expect(listed(order)).not.toContain(moving);
  const atOnce = new MailOrder(db);
  atOnce.refresh();
  expect(listed(order)).toEqual(listed(atOnce));
});

it('gives way to a search, and goes on with what came after it', () => {
  const { db, add } = manyMails();
  const order = new MailOrder(db);
  const steps = order.ahead();
  steps.next();
  order.refresh();
  add(2500);
  while (steps.next().done !== true);
  expect(order.highest).toBe(7500);
  expect(listed(order)).toHaveLength(4900 + 2500);
});
