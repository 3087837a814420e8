import { beforeEach, describe, expect, it } from 'vitest';
import { openMailStore, type MailStore } from '../../../tests/support/mail-store.ts';
import { alsoIn, writeMail } from '../../../tests/support/searched-mail.ts';
import { MailOrder } from './mail-order.ts';
import { suggest } from './suggest.ts';

let store: MailStore;
let order: MailOrder;
beforeEach(() => {
  store = openMailStore();
  order = new MailOrder(store.db);
  const [work, home] = [store.folder('Work/Late bills'), store.folder('Été')];
  writeMail(store, { in: work, from: 'anna@home.example', name: 'Anna' });
  for (let count = 0; count < 3; count += 1)
    writeMail(store, { in: home, from: 'anton@work.example', name: 'Anton' });
  const copied = writeMail(store, { in: home, from: 'anna@home.example', name: 'Anna' });
  for (let count = 0; count < 5; count += 1) alsoIn(store, copied, store.folder(`Copy ${count}`));
});

function offered(query: string, language: 'en' | 'fr' = 'en', caret = query.length) {
  order.refresh();
  return suggest(store.db, order, { query, caret, language });
}
const texts = (query: string, language: 'en' | 'fr' = 'en') =>
  offered(query, language).map(({ text }) => text);

describe('suggestions', () => {
  it('are none for nothing, within quotation marks, and for what is typed in full', () => {
    expect(offered('')).toEqual([]);
    expect(offered('"an')).toEqual([]);
    expect(texts('is:unread')).not.toContain('is:unread ');
  });

  it('name operators in the language of the person, and keep the minus', () => {
    expect(texts('sub')).toContain('subject:');
    expect(texts('obj', 'fr')).toContain('objet:');
    expect(texts('-sub')).toContain('-subject:');
  });

  it('name people, those who wrote most first; a mail in many mailboxes was written once', () => {
    const people = offered('from:an').map(({ label, detail }) => [label, detail]);
    expect(people).toEqual([
      ['Anton', 'anton@work.example'],
      ['Anna', 'anna@home.example'],
    ]);
    expect(offered('ann')[0]).toMatchObject({
      kind: 'person',
      text: 'from:anna@home.example ',
      start: 0,
      end: 3,
    });
  });

  it('name folders by any part of their path, in quotation marks where there is a blank, without minding accents', () => {
    expect(offered('in:late')).toMatchObject([
      { kind: 'folder', text: 'in:"Work/Late bills" ', label: 'Work/Late bills', detail: 'Anne' },
    ]);
    expect(texts('dans:et', 'fr')).toEqual(['dans:Été ']);
    expect(texts('account:ann')).toHaveLength(1);
  });

  it('complete the word at the caret, and nothing else', () => {
    const [first] = offered('bill in:et is:unread', 'en', 10);
    expect(first).toMatchObject({ text: 'in:Été ', start: 5, end: 10 });
    expect(texts('is:un')).toEqual(['is:unread ']);
  });
});
