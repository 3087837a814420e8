import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { headerDate, longDate, parisOffset, quoteIntro } from './dates.ts';
import { composeMessage } from './message.ts';
import { createRandom } from './random.ts';
import { expand } from './template.ts';
import type { Letter } from './types.ts';

const letter: Letter = {
  from: { name: 'Énergies du Val, « service »', address: 'service@energies-du-val.example' },
  to: [{ name: 'Camille Vasseur', address: 'camille@vasseur.example' }],
  cc: [],
  subject:
    'Votre échéancier 2026 : 48,20 € par mois, prélevés le 5 de chaque mois à partir de février, été compris',
  date: Date.UTC(2026, 1, 3, 4, 5, 6),
  messageId: 'un.deux@energies-du-val.example',
  references: ['zero@energies-du-val.example'],
  headers: [['X-Mailer', 'EnvoiPlus 3.2']],
  text: `Bonjour,\n\nVoici l'échéancier : 48,20 € = « mensualité », ${'très '.repeat(60)}long. \n.\nFrom là-bas\n`,
  html: '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>Échéancier : 48,20 €</p>\n',
  withText: true,
  attachments: [
    { filename: 'échéancier.pdf', type: 'application/pdf', content: new Uint8Array([1, 2, 250]) },
  ],
  calendar: null,
  charset: 'utf-8',
  encoding: 'quoted-printable',
  received: true,
};

describe('composeMessage', () => {
  const charsets = ['utf-8', 'iso-8859-1', 'windows-1252'] as const;
  const encodings = ['quoted-printable', 'base64', '8bit'] as const;
  const ways = charsets.flatMap((charset) => encodings.map((encoding) => ({ charset, encoding })));

  it.each(ways)('is read back whole from $charset in $encoding', async (way) => {
    const email = await PostalMime.parse(composeMessage({ ...letter, ...way }));
    expect(email.from).toMatchObject(letter.from);
    expect(email.subject).toBe(letter.subject);
    expect(email.text?.replaceAll('\r\n', '\n').trim()).toBe(letter.text.trim());
    expect(email.html).toContain('<p>Échéancier : 48,20 €</p>');
    expect(email.inReplyTo).toBe('<zero@energies-du-val.example>');
    expect(email.attachments[0]).toMatchObject({ filename: 'échéancier.pdf' });
    expect(Date.parse(email.date ?? '')).toBe(letter.date);
  });
});

describe('dates', () => {
  it('follow summer time in Paris', () => {
    expect(parisOffset(Date.UTC(2026, 2, 29, 0, 59))).toBe(60);
    expect(parisOffset(Date.UTC(2026, 2, 29, 1))).toBe(120);
    expect(parisOffset(Date.UTC(2026, 9, 25, 0, 59))).toBe(120);
    expect(parisOffset(Date.UTC(2026, 9, 25, 1))).toBe(60);
  });

  it('are written as each language and RFC 5322 want them', () => {
    const at = Date.UTC(2026, 3, 30, 22, 30);
    expect(longDate(at, 'fr')).toBe('1er mai 2026');
    expect(headerDate(at, -90)).toBe('Thu, 30 Apr 2026 21:00:00 -0130');
    expect(quoteIntro(at, 'en', 'Nora')).toBe('On Friday 1 May 2026 at 00:30, Nora wrote:');
  });
});

describe('expand', () => {
  const filling = (index: number) => ({
    choose: () => index,
    fill: (name: string, value: string) => `${name}(${value})`,
  });

  it('chooses, nests and fills', () => {
    expect(expand('a [b|c [d|e {^x:1~2}]] f', filling(1))).toBe('a c e X(1~2) f');
    expect(expand('a [b|c]| g |', filling(0))).toBe('a b| g |');
  });

  it('throws on what is left open', () => {
    expect(() => expand('a [b|c', filling(0))).toThrow('choice without end');
    expect(() => expand('a {b', filling(0))).toThrow('slot without end');
  });

  it('chooses the same way for the same tag', () => {
    const seen: string[] = [];
    const choose = (_count: number, tag: string): number => seen.push(tag) * 0;
    expect(expand('[~k|a|b] [~k|c|d] [e|f]', { choose, fill: () => '' })).toBe('a c e');
    expect(seen).toEqual(['k', 'k', '']);
  });
});

describe('a source of chance', () => {
  it('forks by label, whatever was drawn before', () => {
    const one = createRandom(9);
    const other = createRandom(9);
    other.next();
    expect(one.fork('x').next()).toBe(other.fork('x').next());
    expect(one.fork('x').next()).not.toBe(one.fork('y').next());
  });
});
