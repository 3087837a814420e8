import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MailboxId } from '../../../../contract/ids.ts';
import { makeMail } from '../testing/mails.ts';
import { askRules } from './ask.ts';
import { compileRules } from './compile.ts';

const box = (id: number): MailboxId => id as MailboxId;
const folders = new Map([
  [box(1), { path: 'INBOX/Factures', name: 'Factures' }],
  [box(2), { path: 'Été 2026/Vacances', name: 'Vacances' }],
  [box(3), { path: 'Work', name: 'Work' }],
]);
const NOW = Date.UTC(2026, 5, 1);

function targets(yaml: string, mail = makeMail({}), never: readonly number[] = []): number[] {
  const { rules, problems } = compileRules(yaml);
  expect(problems).toEqual([]);
  return askRules(rules, mail, folders, new Set(never.map(box)), NOW).answers.map(
    ({ mailboxId }) => mailboxId,
  );
}

function rule(condition: string, move = 'Work'): string {
  return `- name: test\n  if: ${condition}\n  then: { move: ${move} }\n`;
}

describe('rules', () => {
  it('find text without regard to case and accents, in both languages', () => {
    const mail = makeMail({
      subject: 'Votre RELEVÉ de compte',
      from: { name: 'Hélène Dupré', address: 'helene@banque.fr' },
    });
    expect(targets(rule('{ subject: relevé }'), mail)).toEqual([3]);
    expect(targets(rule('{ subject: releve }'), mail)).toEqual([3]);
    expect(targets(rule('{ from: DUPRE }'), mail)).toEqual([3]);
    expect(targets(rule('{ subject: "=relevé" }'), mail)).toEqual([]);
    expect(targets(rule('{ from: "=helene@banque.fr" }'), mail)).toEqual([3]);
    expect(targets(rule('{ subject: "/releve\\\\s+de\\\\s+\\\\w+$/" }'), mail)).toEqual([3]);
  });

  it('join conditions with any, all and none', () => {
    const mail = makeMail({ subject: 'Meeting on Monday', to: [{ name: '', address: 'me@work.org' }] });
    expect(targets(rule('{ any: [{ subject: invoice }, { subject: meeting }] }'), mail)).toEqual([3]);
    expect(targets(rule('{ all: [{ subject: monday }, { to: "@work.org" }] }'), mail)).toEqual([3]);
    expect(targets(rule('{ subject: monday, none: [{ recipient: "@work.org" }] }'), mail)).toEqual([]);
  });

  it('ask for size, age, attachments, headers, lists and language', () => {
    const mail = makeMail({
      size: 6_000_000,
      date: NOW - 40 * 86_400_000,
      attachments: [{ filename: 'Devis été.pdf', mimeType: 'application/pdf' }],
      headers: { 'x-priority': '1' },
      listId: 'dev.python.org',
      language: 'fr',
    });
    for (const condition of [
      '{ size: "> 5 MB" }',
      '{ size: "< 7 Mo" }',
      '{ age: "> 30 days" }',
      '{ age: "< 2 mois" }',
      '{ attachment: true }',
      '{ attachment: devis ete }',
      '{ header: { X-Priority: "=1" } }',
      '{ header: { X-Other: false } }',
      '{ list-id: python }',
      '{ list-id: true, language: [en, fr] }',
    ]) {
      expect(targets(rule(condition), mail), condition).toEqual([3]);
    }
    expect(targets(rule('{ age: "< 30 jours" }'), mail)).toEqual([]);
  });

  it('name folders by path or last part, and abstain when there is none or it is forbidden', () => {
    const always = '{ age: "> 0 days" }';
    const mail = makeMail({ date: NOW - 1000 });
    expect(targets(rule(always, 'factures'), mail)).toEqual([1]);
    expect(targets(rule(always, 'ete 2026/vacances'), mail)).toEqual([2]);
    expect(targets(rule(always, '[Nowhere, VACANCES]'), mail)).toEqual([2]);
    expect(targets(rule(always, 'Nowhere'), mail)).toEqual([]);
    expect(targets(rule(always, 'Work'), mail, [3])).toEqual([]);
  });

  it('answer surest first and stop where told to', () => {
    const two = (stop: string): string =>
      `- {name: a, if: {subject: hello}, then: {move: Work}, confidence: 0.6${stop}}\n` +
      `- {name: b, if: {subject: hello}, then: {move: Vacances}, confidence: 0.9}\n`;
    const mail = makeMail({ subject: 'Hello' });
    expect(targets(two(''), mail)).toEqual([2, 3]);
    expect(targets(two(', stop: true'), mail)).toEqual([3]);
  });

  it('tell line, column, code and a suggestion, and keep the rules that are right', () => {
    const yaml = [
      '- name: good',
      '  if: { subject: a }',
      '  then: { move: Work }',
      '- name: typo',
      '  if:',
      '    subjet: b',
      '  then: { move: Work }',
      '- name: pattern',
      '  if: { body: "/(a+/" }',
      '  then: { move: Work }',
      '- name: amount',
      '  if: { size: big }',
      '  then: { mvoe: Work }',
      '- if: { subject: c }',
      '  then: { move: Work }',
      '  confidence: 7',
    ].join('\n');
    const { rules, problems } = compileRules(yaml);
    expect(rules.rules.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toEqual([
      expect.objectContaining({
        line: 6,
        column: 5,
        code: 'unknown-key',
        detail: 'subjet',
        suggestion: 'subject',
      }),
      expect.objectContaining({ line: 6, column: 5, code: 'missing' }),
      expect.objectContaining({ line: 9, column: 15, code: 'bad-pattern' }),
      expect.objectContaining({ line: 12, column: 15, code: 'wrong-type', suggestion: '> 5 MB' }),
      expect.objectContaining({ line: 13, column: 11, code: 'unknown-key', suggestion: 'move' }),
      expect.objectContaining({ line: 13, column: 9, code: 'missing', detail: 'move' }),
      expect.objectContaining({ line: 14, column: 3, code: 'missing', detail: 'name' }),
      expect.objectContaining({ line: 16, column: 15, code: 'wrong-type' }),
    ]);
  });

  it('never throw, whatever the text', () => {
    for (const text of [
      '',
      '# only a comment',
      'rules:',
      '- ',
      '[',
      'a: &x [*x]',
      '- name: [',
      '\t- a',
      'just words',
      '- 3\n- null',
      '"',
    ]) {
      expect(() => compileRules(text), text).not.toThrow();
    }
    expect(compileRules('').problems).toEqual([]);
    expect(compileRules('just words').problems[0]).toMatchObject({ line: 1, column: 1, code: 'no-rules' });
    expect(compileRules('- name: [').problems[0]?.code).toBe('syntax');
  });

  it('stay fast on patterns that would hang a backtracking engine', () => {
    const mail = makeMail({ body: `${'a'.repeat(16_000)}!` });
    const begun = performance.now();
    expect(targets(rule('{ body: "/^(a+)+$/" }'), mail)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('the starter rules', () => {
  const text = readFileSync(new URL('../../../../resources/rules/starter.yaml', import.meta.url), 'utf8');
  const { rules, problems } = compileRules(text);
  const names = ['Factures', 'Deliveries', 'Agenda', 'Newsletters', 'Notifications', 'Lists'];
  const all = new Map(names.map((name, at) => [box(at + 1), { path: name, name }]));
  const first = (mail: ReturnType<typeof makeMail>): string | undefined => {
    const best = askRules(rules, mail, all, new Set(), NOW).answers[0];
    return best && all.get(best.mailboxId)?.name;
  };
  const human = { unsubscribe: false, bulk: false, autoSubmitted: false, mailer: '' };

  it('are valid and modest', () => {
    expect(problems).toEqual([]);
    expect(rules.rules.length).toBeGreaterThanOrEqual(6);
    expect(rules.rules.every(({ confidence }) => confidence < 0.9)).toBe(true);
  });

  it('recognise the usual kinds in French and English', () => {
    expect(first(makeMail({ subject: 'Votre facture n° 2026-118' }))).toBe('Factures');
    expect(first(makeMail({ subject: 'Your invoice for May' }))).toBe('Factures');
    expect(first(makeMail({ subject: 'Votre colis arrive demain' }))).toBe('Deliveries');
    expect(first(makeMail({ subject: 'Your order has shipped' }))).toBe('Deliveries');
    expect(first(makeMail({ subject: 'Invitation : point hebdo' }))).toBe('Agenda');
    expect(first(makeMail({ subject: "L'hebdo du climat", machine: { ...human, unsubscribe: true } }))).toBe(
      'Newsletters',
    );
    expect(
      first(
        makeMail({
          subject: 'Alerte de connexion',
          from: { name: '', address: 'ne-pas-repondre@banque.fr' },
        }),
      ),
    ).toBe('Notifications');
    expect(first(makeMail({ listId: 'dev.list.org', machine: { ...human, unsubscribe: true } }))).toBe(
      'Lists',
    );
    expect(first(makeMail({ subject: 'On se voit samedi ?' }))).toBeUndefined();
  });
});
