import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import type { PileMail } from './heap.ts';
import { cleanName, draftName, TakenNames } from './names.ts';
import { organisationName, organisationOf } from './organisation.ts';
import { pileUp } from './piles.ts';

let last = 0;

function mail(from: string, subject: string, more: Partial<MailFeatures> = {}): PileMail {
  last += 1;
  const [, name = '', address = from] = /^(.*) <(.*)>$/.exec(from) ?? [];
  return {
    id: last as MessageId,
    mail: {
      messageId: `${last}@test`,
      references: [],
      from: { name, address },
      replyTo: [],
      to: [],
      cc: [],
      subject,
      subjectNormal: subject,
      listId: null,
      date: last * 1000,
      size: 1000,
      language: null,
      machine: { unsubscribe: false, bulk: false, autoSubmitted: false, mailer: '' },
      attachments: [],
      body: '',
      headers: {},
      ...more,
    },
  };
}

const times = (count: number, make: (at: number) => PileMail): PileMail[] =>
  Array.from({ length: count }, (_, at) => make(at));
const isProvider = (domain: string): boolean => domain === 'gmail.com';
const machine = { unsubscribe: true, bulk: false, autoSubmitted: false, mailer: '' };
const pile = (mails: PileMail[]) =>
  pileUp(mails, isProvider).map(({ bond, key, mails: own }) => `${bond} ${key} ${own.length}`);
const nameOf = (mails: PileMail[], taken: string[] = []) => {
  const [heap] = pileUp(mails, isProvider);
  if (!heap) throw new Error('no pile');
  return draftName(heap, new TakenNames(taken));
};

describe('piles', () => {
  it('need five mails of one sender or list', () => {
    expect(pile(times(4, () => mail('Rail <info@rail.example>', 'Train')))).toEqual([]);
    expect(pile(times(5, () => mail('Rail <info@rail.example>', 'Train')))).toEqual([
      'sender sender:info@rail.example 5',
    ]);
    const listed = times(6, (at) =>
      mail(`p${at}@here.example`, `Sujet ${at}`, { listId: 'chess.club.example' }),
    );
    expect(pile(listed)).toEqual(['list list:chess.club.example 6']);
  });

  it('join the senders of one organisation, but not of a provider of addresses', () => {
    const from = (domain: string, more?: Partial<MailFeatures>) => [
      ...times(3, (at) => mail(`one@news.${domain}`, `Alpha${'x'.repeat(at)}`, more)),
      ...times(3, (at) => mail(`two@${domain}`, `Beta${'y'.repeat(at)}`, more)),
    ];
    expect(pile(from('shop.example'))).toEqual(['organisation organisation:shop.example 6']);
    const people = [
      ...times(3, (at) => mail('anne@gmail.com', `Alpha${'x'.repeat(at)}`)),
      ...times(3, (at) => mail('paul@gmail.com', `Beta${'y'.repeat(at)}`)),
    ];
    expect(pile(people)).toEqual([]);
    expect(pile(people.map((one) => ({ ...one, mail: { ...one.mail, machine } })))).toEqual([
      'organisation organisation:gmail.com 6',
    ]);
  });

  it('join what shares telling words, and nothing that shares only words of courtesy', () => {
    const invoices = ['a.example', 'b.example', 'c.example'].flatMap((domain) =>
      times(2, (at) => mail(`billing@${domain}`, `Votre facture n° ${at}4711`)),
    );
    const others = ['d', 'e', 'f', 'g'].flatMap((name) =>
      times(2, () => mail(`x@${name}.example`, `Bonjour merci ${name.repeat(6)}`)),
    );
    expect(pile([...invoices, ...others])).toEqual(['words words:sender:billing@a.example 6']);
  });

  it('are the same whatever order mails come in, largest first', () => {
    const mails = [
      ...times(5, () => mail('a@one.example', 'Alpha')),
      ...times(7, () => mail('b@two.example', 'Beta')),
      ...times(5, () => mail('c@three.example', 'Gamma')),
    ];
    const expected = [
      'sender sender:b@two.example 7',
      'sender sender:a@one.example 5',
      'sender sender:c@three.example 5',
    ];
    expect(pile(mails)).toEqual(expected);
    expect(pile(mails.toReversed())).toEqual(expected);
  });

  it('of 5,000 mails by 2,500 senders are soon made', () => {
    const words = Array.from({ length: 300 }, (_, at) =>
      Array.from(String(at), (digit) => 'abcdefghij'[Number(digit)]?.repeat(2)).join('k'),
    );
    const mails = times(5000, (at) =>
      mail(
        `p${'q'.repeat(at % 50)}@h${at % 2500}.example`,
        `${words[at % 300]}word ${words[(at * 7) % 300]}`,
      ),
    );
    const begin = performance.now();
    pileUp(mails, isProvider);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

describe('names', () => {
  it('are drafted from the sender, the list, the organisation or the words', () => {
    expect(nameOf(times(5, () => mail('SNCF Connect <a@sncf.example>', 'Train')))).toBe('SNCF Connect');
    expect(nameOf(times(5, () => mail('a@sncf.example', 'Train')))).toBe('Sncf');
    const list = { listId: 'chess.club.example', headers: { 'list-id': 'Chess Club <chess.club.example>' } };
    expect(nameOf(times(5, (at) => mail(`p${at}@h.example`, 'Move', list)))).toBe('Chess Club');
    const shop = times(6, (at) => mail(`S${at} <${'ab'[at % 2]}@shop.example>`, `Item${'abcdef'[at]}`));
    expect(nameOf(shop)).toBe('Shop');
    const leases = ['a', 'b', 'c'].flatMap((host) =>
      times(2, () => mail(`x@${host}.example`, 'Échéance loyer')),
    );
    expect(nameOf(leases)).toBe('Échéance loyer');
  });

  it('are never that of a folder, whatever its accents and case', () => {
    const mails = times(5, () => mail('Écoles <a@school.example>', 'Cours'));
    expect(nameOf(mails, ['ecoles'])).toBe('Écoles School');
    expect(nameOf(mails, ['ECOLES', 'écoles-school'])).toBe('Écoles 2');
    const taken = new TakenNames([]);
    const [heap] = pileUp(mails, isProvider);
    expect([draftName(heap!, taken), draftName(heap!, taken)]).toEqual(['Écoles', 'Écoles School']);
  });

  it('hold nothing that a server or an eye would take for something else', () => {
    expect(cleanName('../INBOX/%2e*\u202Egnp.exe\u0000')).toBe('INBOX 2e gnp exe');
    expect(cleanName('long '.repeat(20))).toHaveLength(39);
    expect(nameOf(times(5, () => mail('./ <a@b.example>', 'Sujet')))).toBe('B');
  });

  it('know where an organisation begins', () => {
    expect(organisationOf('news.mail.example.co.uk')).toBe('example.co.uk');
    expect(organisationOf('impots.gouv.fr')).toBe('impots.gouv.fr');
    expect(organisationOf('e.fnac.com')).toBe('fnac.com');
    expect(organisationName('e.fnac.com')).toBe('Fnac');
    expect(organisationOf('localhost')).toBe('localhost');
  });
});
