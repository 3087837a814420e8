import { ImapFlow } from 'imapflow';
import { expect, test } from 'vitest';
import { readPlainAnswer, takePlainAnswers, type Answer } from './plain-answers.ts';

const mail = Buffer.from('Subject: Hallo\r\n\r\nText');
const whole = (items: string) => `* 12 FETCH (${items})`;
const usual = `UID 7 FLAGS (\\Seen $Label1) INTERNALDATE "17-Jul-2026 02:44:25 +0200" RFC822.SIZE 9000 BODY[]<0> {${mail.length}}\r\n`;

test('reads what servers usually answer', () => {
  expect(readPlainAnswer(whole(usual), mail)).toEqual({
    uid: 7,
    flags: ['\\Seen', '$Label1'],
    internalDate: Date.UTC(2026, 6, 17, 0, 44, 25),
    size: 9000,
    source: mail,
  });
});

test.each([
  [
    'in another order',
    `BODY[]<0> {${mail.length}}\r\n RFC822.SIZE 9000 INTERNALDATE " 7-Jul-2026 02:44:25 +0200" FLAGS () UID 7`,
  ],
  ['with what the library asks for besides', `MODSEQ (812) X-GM-MSGID 17123 EMAILID (M9-a_1) ${usual}`],
])('reads an answer %s', (_, items) => {
  expect(readPlainAnswer(whole(items), mail)).toMatchObject({ uid: 7, size: 9000, source: mail });
});

test.each([
  ['a change of flags', whole('FLAGS (\\Seen)')],
  ['no UID', whole(usual.replace('UID 7 ', ''))],
  ['no source', whole(usual.replace(/BODY.*/s, ''))],
  ['a source that is not the literal', whole(usual.replace(/\{\d+\}/, '{5}'))],
  ['a literal elsewhere', whole(usual.replace('BODY[]<0>', 'BODY[TEXT]'))],
  ['a quoted flag', whole(usual.replace('$Label1', '"a b"'))],
  ['a date that is none', whole(usual.replace('17-Jul', '99-Foo'))],
  ['something unheard of', whole(`X-NEW 1 ${usual}`)],
  ['an end that is missing', whole(usual).slice(0, -1)],
  ['another answer', `* SEARCH (${usual})`],
])('leaves to the library: %s', (_, line) => {
  expect(readPlainAnswer(line, mail)).toBeNull();
});

test('what looks endlessly like flags is soon given up', () => {
  const flags = `FLAGS (${'a '.repeat(50_000)}{`;
  const begun = performance.now();
  expect(readPlainAnswer(whole(flags), mail)).toBeNull();
  expect(performance.now() - begun).toBeLessThan(1000);
});

test('takes plain answers from the library, gives it the others, and lets go', async () => {
  const client = new ImapFlow({ host: '127.0.0.1', port: 1, secure: false, logger: false });
  const taken: Answer[] = [];
  const handed: unknown[] = [];
  const proto = Object.getPrototypeOf(client) as object;
  const original: unknown = Reflect.get(proto, 'handleResponse');
  // The hold that the library offers: without it all mail goes the slow way.
  expect(original).toBeTypeOf('function');
  const release = takePlainAnswers(client, (answer) => taken.push(answer));
  client.on('response', (response) => handed.push(response));
  const handle = Reflect.get(client, 'handleResponse') as (item: object) => Promise<boolean> | boolean;
  expect(await handle({ payload: Buffer.from(whole(usual)), literals: [mail] })).toBe(true);
  expect(taken.map(({ uid }) => uid)).toEqual([7]);
  expect(await handle({ payload: Buffer.from('A1 OK done'), literals: [] })).toBe(true);
  expect(handed).toEqual([{ response: 'OK' }]);
  release();
  expect(Reflect.get(client, 'handleResponse')).toBe(original);
  client.close();
});
