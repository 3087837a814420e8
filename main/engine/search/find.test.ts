import { beforeEach, describe, expect, it } from 'vitest';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import { addAccount, openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { alsoIn, writeMail } from '../../../tests/support/searched-mail.ts';
import { findMails, pageOf } from './find.ts';
import { MailOrder } from './mail-order.ts';
import { parseQuery } from './parse.ts';

let store: MailStore;
let order: MailOrder;
let bills: MailboxId;
let mails: Record<'rent' | 'power' | 'party', MessageId>;

beforeEach(() => {
  store = openMailStore();
  order = new MailOrder(store.db);
  bills = store.folder('Bills');
  mails = {
    rent: writeMail(store, {
      in: bills,
      from: 'landlord@home.example',
      subject: 'Rent due',
      seen: true,
      size: 9000,
    }),
    power: writeMail(store, {
      in: store.inbox,
      from: 'power@grid.example',
      subject: 'Bill due',
      text: 'kilowatts',
    }),
    party: writeMail(store, {
      in: store.inbox,
      from: 'anna@home.example',
      name: 'Anna Été',
      subject: 'Party',
    }),
  };
});

function find(query: string, rest: { asOf?: number; accountId?: typeof store.account } = {}) {
  order.refresh();
  const asked = { accountId: undefined, ...rest, query: parseQuery(query, Date.UTC(2025, 5, 15)) };
  const { marks, hints, mailboxes } = findMails(store.db, order, asked);
  const { total, ids } =
    marks === null ? { total: -1, ids: [] } : pageOf(order, marks, { offset: 0, limit: 99 });
  return { total, ids, hints, mailboxes };
}

describe('a search', () => {
  it('asks nothing when nothing is asked', () => {
    expect(find('').total).toBe(-1);
  });

  it('finds words, newest first, and what has all of them, one of them, or not one', () => {
    const { rent, power, party } = mails;
    expect(find('due').ids).toEqual([power, rent]);
    expect(find('due kilo').ids).toEqual([power]);
    expect(find('kilowatts OR party ').ids).toEqual([party, power]);
    expect(find('due -rent').ids).toEqual([power]);
    expect(find('-due').ids).toEqual([party]);
    expect(find('from:ete').ids).toEqual([party]);
    expect(find('subject:anna').ids).toEqual([]);
  });

  it('puts words, marks, folders and sizes together', () => {
    const { rent, power, party } = mails;
    expect(find('is:unread').ids).toEqual([party, power]);
    expect(find('is:read').ids).toEqual([rent]);
    expect(find('due in:bills')).toMatchObject({ ids: [rent], mailboxes: [bills] });
    expect(find('due -in:bills')).toMatchObject({ ids: [power], mailboxes: [] });
    expect(find('in:bills OR from:anna').ids).toEqual([party, rent]);
    expect(find('larger:5k').ids).toEqual([rent]);
    expect(find('due larger:5k is:unread').ids).toEqual([]);
    expect(find('in:nowhere').hints).toEqual([{ kind: 'no-folder', text: 'nowhere' }]);
  });

  it('leaves out what came after the person looked, what another account has, and what lies nowhere', () => {
    const { rent, power, party } = mails;
    expect(find('is:unread', { asOf: power }).ids).toEqual([power]);
    expect(find('due', { accountId: addAccount(store.db, 'Bruno') }).ids).toEqual([]);
    store.db.prepare('UPDATE places SET moving = 1 WHERE message_id = ?').run(rent);
    expect(find('due').ids).toEqual([power]);
    store.db.prepare('DELETE FROM places WHERE message_id = ?').run(power);
    expect(find('due')).toMatchObject({ total: 0, ids: [] });
    expect(find('party ').ids).toEqual([party]);
  });

  it('counts a mail once that lies in several mailboxes', () => {
    alsoIn(store, mails.rent, store.inbox);
    expect(find('rent ')).toMatchObject({ total: 1, ids: [mails.rent] });
    expect(find('in:bills OR in:inbox').total).toBe(3);
  });

  it('gives a page and counts all', () => {
    order.refresh();
    const { marks } = findMails(store.db, order, {
      query: parseQuery('smaller:1M', 0),
      accountId: undefined,
    });
    expect(pageOf(order, marks!, { offset: 1, limit: 1 })).toEqual({ total: 3, ids: [mails.power] });
  });
});
