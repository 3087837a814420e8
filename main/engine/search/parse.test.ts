import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { findMails } from './find.ts';
import { MailOrder } from './mail-order.ts';
import { parseQuery, type Question } from './parse.ts';

const now = new Date(2025, 5, 15, 12).getTime();
const asked = (query: string) =>
  parseQuery(query, now).groups.map((group) =>
    group.map(({ negated, question }) => (negated ? { not: question } : question)),
  );
const one = (query: string): Question | undefined => parseQuery(query, now).groups[0]?.[0]?.question;
const text = (word: string, prefix = false, part: string | null = null) => ({
  kind: 'text',
  part,
  text: word,
  prefix,
});
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

describe('words', () => {
  it('asks for every word, the last one as a beginning', () => {
    expect(asked('facture nuage')).toEqual([[text('facture')], [text('nuage', true)]]);
    expect(asked('facture nuage ')).toEqual([[text('facture')], [text('nuage')]]);
  });

  it('keeps quoted words together, in French quotation marks too', () => {
    expect(asked('"projet lumière" devis')).toEqual([[text('projet lumière')], [text('devis', true)]]);
    expect(asked('«projet lumière»')).toEqual([[text('projet lumière')]]);
    expect(asked('"projet lum')).toEqual([[text('projet lum', true)]]);
  });

  it('has nothing to look for in blanks and punctuation', () => {
    for (const nothing of ['', '  ', '… ! "', '-', ':', 'from:']) expect(asked(nothing)).toEqual([]);
  });

  it('takes a minus for not, and OR between two terms for either', () => {
    expect(asked('devis -brouillon')).toEqual([[text('devis')], [{ not: text('brouillon', true) }]]);
    expect(asked('devis OR facture OU avoir ok')).toEqual([
      [text('devis'), text('facture'), text('avoir')],
      [text('ok', true)],
    ]);
    expect(asked('OR')).toEqual([[text('OR', true)]]);
    expect(asked('e-mail')).toEqual([[text('e-mail', true)]]);
  });
});

describe('operators', () => {
  it('are understood in both languages, accents and capitals aside', () => {
    const from = text('léa', true, 'sender');
    for (const name of ['from', 'de', 'FROM']) expect(asked(`${name}:léa `)).toEqual([[from]]);
    for (const name of ['subject', 'sujet', 'objet'])
      expect(asked(`${name}:devis `)).toEqual([[text('devis', false, 'subject')]]);
    for (const query of ['before:2025-03-12', 'avant:2025-03-12', 'avant:12/03/2025'])
      expect(one(query)).toEqual({ kind: 'date', from: -Infinity, to: day(2025, 3, 12) });
    for (const query of ['après:2025', 'apres:2025', 'after:2025'])
      expect(one(query)).toEqual({ kind: 'date', from: day(2025, 1, 1), to: Infinity });
    for (const query of ['has:attachment', 'avec:pj', 'a:pièce-jointe', 'à:piece-jointe'])
      expect(one(query)).toEqual({ kind: 'attachment' });
    expect(one('à:camille ')).toEqual({
      kind: 'recipient',
      copiesOnly: false,
      text: 'camille',
      prefix: true,
    });
    expect(one('est:non-lu')).toEqual({ kind: 'state', state: 'unread' });
    expect(one('dans:"Projet Lumière"')).toEqual({ kind: 'in', value: 'Projet Lumière' });
  });

  it('say when', () => {
    expect(one('on:2025-03')).toEqual({ kind: 'date', from: day(2025, 3, 1), to: day(2025, 4, 1) });
    expect(one('le:hier')).toEqual({ kind: 'date', from: day(2025, 6, 14), to: day(2025, 6, 15) });
    expect(one('newer:2w')).toEqual({ kind: 'date', from: now - 14 * 86_400_000, to: Infinity });
    expect(one('plus-ancien:1a')).toEqual({
      kind: 'date',
      from: -Infinity,
      to: new Date(2024, 5, 15, 12).getTime(),
    });
  });

  it('say how large', () => {
    expect(one('larger:5M')).toEqual({ kind: 'size', from: 5 * 2 ** 20, to: Infinity });
    expect(one('plus-gros:1,5Mo')).toEqual({ kind: 'size', from: 1.5 * 2 ** 20, to: Infinity });
    expect(one('smaller:500k')).toEqual({ kind: 'size', from: 0, to: 500 * 2 ** 10 });
  });

  it('that are not known, or cannot be so, are words and told', () => {
    const unknown = parseQuery('couleur:rouge ', now);
    expect(unknown.hints).toEqual([{ kind: 'unknown-operator', text: 'couleur:' }]);
    expect(unknown.groups[0]?.[0]?.question).toEqual(text('couleur rouge'));
    const wrong = parseQuery('before:someday devis', now);
    expect(wrong.hints).toEqual([{ kind: 'bad-value', operator: 'before', text: 'someday' }]);
    expect(wrong.groups).toHaveLength(2);
    expect(parseQuery('on:2025-02-31 ', now).hints).toHaveLength(1);
  });

  it('half typed, are no mistake yet, and neither is the address of a page', () => {
    for (const query of ['is:unr', 'before:202', 'https://example.org', '12:30'])
      expect(parseQuery(query, now).hints).toEqual([]);
  });

  it('know where they stand', () => {
    const query = 'facture dans:"Mes achats" lu';
    const [, group] = parseQuery(query, now).groups;
    expect(query.slice(group![0]!.start, group![0]!.end)).toBe('dans:"Mes achats"');
  });
});

describe('whatever is typed', () => {
  const db = openDatabase(':memory:');
  const order = new MailOrder(db);
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        'from:',
        'à:',
        'in:',
        'is:unread',
        'before:',
        '2025',
        '-',
        '"',
        'OR',
        ' ',
        '*',
        '(',
        ')',
        'NEAR(',
        '^',
      ],
      ...["'", '\0', '\\', '«', ':', 'larger:', '9'.repeat(30), 'has:attachment', 'list:', '{a}', 'é'],
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const anything = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('is read and answered without a failure', () => {
    fc.assert(
      fc.property(anything, (query) => {
        const parsed = parseQuery(query, now);
        for (const { start, end } of parsed.groups.flat()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(query.length);
        }
        findMails(db, order, { query: parsed, accountId: undefined });
      }),
      { numRuns: 2000 },
    );
  });
});
