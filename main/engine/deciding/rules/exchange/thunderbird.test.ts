import { describe, expect, it } from 'vitest';
import { makeMail } from '../../testing/mails.ts';
import { compileRule } from '../compile.ts';
import { readRules } from '../read.ts';
import { writeRules } from '../write.ts';
import { exportSieve, importSieve, importThunderbird } from './index.ts';

const inbox = 'imap://anne%40example.org@imap.example.org/INBOX';

function filter(
  condition: string,
  actions: [string, string?][] = [['Mark read']],
  more = 'enabled="yes"',
): string {
  const lines = actions.flatMap(([action, value]) => [
    `action="${action}"`,
    ...(value === undefined ? [] : [`actionValue="${value}"`]),
  ]);
  return `version="9"\nlogging="no"\nname="F"\n${more}\ntype="17"\n${lines.join('\n')}\ncondition="${condition}"\n`;
}

function meets(condition: string, mail: Parameters<typeof makeMail>[0], now = 0): boolean | null {
  const [rule] = importThunderbird(filter(condition)).rules;
  return rule ? compileRule(rule.form).test(makeMail(mail), now) : null;
}

const codes = (text: string): string[] =>
  importThunderbird(text).notes.map(({ rule, code, line, detail }) => `${rule} ${line} ${code} ${detail}`);

describe('conditions of Thunderbird', () => {
  const paul = { from: { name: 'Paul Élan', address: 'paul@mail.example.org' } };
  const day = 86_400_000;

  it.each([
    ['AND (subject,contains,facture)', { subject: 'Votre FACTURE' }, true],
    ["AND (subject,doesn't contain,facture)", { subject: 'Votre facture' }, false],
    ['AND (subject,is,Facture)', { subject: 'facture' }, true],
    ["AND (subject,isn't,Facture)", { subject: 'facture' }, false],
    ['AND (subject,begins with,[liste])', { subject: '[Liste] a' }, true],
    ['AND (subject,ends with,?)', { subject: 'Quoi ?' }, true],
    ['AND (subject,is empty,)', { subject: '' }, true],
    ["AND (subject,isn't empty,)", { subject: '' }, false],
    ['AND (from,is,Paul Élan)', paul, true],
    ['AND (from,ends with,example.org)', paul, true],
    ['AND (from,contains,paul@)', paul, true],
    ['AND (to or cc,contains,anne@)', { cc: [{ name: '', address: 'anne@example.org' }] }, true],
    ['AND (all addresses,contains,elan)', paul, true],
    [String.raw`AND (\"X-Spam-Flag\",is,YES)`, { headers: { 'x-spam-flag': 'Yes' } }, true],
    [String.raw`AND (\"list-id\",contains,news.example)`, { listId: 'news.example.org' }, true],
    [String.raw`AND (subject,contains,\"a) \\"b\\", c\")`, { subject: 'x a) "b", c' }, true],
    ['AND (size,is greater than,100)', { size: 102_401 }, true],
    ['AND (size,is less than,100)', { size: 102_400 }, false],
    ['AND (has attachment status,is,true)', { attachments: [{ filename: 'a', mimeType: 'b' }] }, true],
    ["AND (has attachment status,isn't,true)", {}, true],
    ['ALL', {}, true],
    ['OR (subject,contains,a) OR (subject,contains,b)', { subject: 'b' }, true],
    ['AND (subject,contains,a) AND (subject,contains,b)', { subject: 'b' }, false],
    // From left to right: (a and b) or c, then and d.
    ['AND (subject,contains,a) AND (subject,contains,b) OR (subject,contains,c)', { subject: 'c' }, true],
    ['OR (subject,contains,a) OR (subject,contains,b) AND (subject,contains,d)', { subject: 'a' }, false],
  ])('%s', (condition, mail, expected) => {
    expect(meets(condition, mail)).toBe(expected);
  });

  it('know the age of a mail', () => {
    expect(meets('AND (age in days,is greater than,30)', { date: 0 }, 31 * day)).toBe(true);
    expect(meets('AND (age in days,is less than,30)', { date: 0 }, 31 * day)).toBe(false);
  });

  it('that rules cannot ask make no rule wider', () => {
    expect(meets('OR (date,is after,1-Jan-2024) OR (subject,contains,a)', { subject: 'a' })).toBe(true);
    for (const lost of [
      'date,is after,1-Jan-2024',
      'priority,is,High',
      'junk status,is,2',
      'tag,contains,$label1',
      'from,is in ab,moz-abmdbdirectory://abook.mab',
      'status,is,read',
      'subject,matches,x',
    ]) {
      const text = filter(`AND (${lost}) AND (subject,contains,a)`);
      expect(importThunderbird(text).rules, lost).toEqual([]);
      expect(codes(text), lost).toEqual([`F 7 unknown-test ${lost}`]);
    }
    expect(codes(filter('AND ((subject,contains,a)'))).toHaveLength(1);
  });
});

describe('actions of Thunderbird', () => {
  const form = (...actions: [string, string?][]) => importThunderbird(filter('ALL', actions)).rules[0]?.form;

  it('move to the folder that the URI names, and ask no later filter then', () => {
    const folder = (uri: string) => form(['Move to folder', uri]);
    expect(folder(`${inbox}/Factures%20et%20re%C3%A7us`)).toMatchObject({
      move: ['INBOX/Factures et reçus'],
      stop: true,
    });
    expect(folder(`${inbox}/Re%26AOc-us`)!.move).toEqual(['INBOX/Reçus']);
    expect(folder('imap://a@b/[Gmail]/Tous%20les%20messages')!.move).toEqual(['[Gmail]/Tous les messages']);
    expect(folder(`${inbox}/100%`)!.move).toEqual(['INBOX/100%']);
    expect(codes(filter('ALL', [['Move to folder', 'mailbox://nobody@Local%20Folders/Old']]))).toEqual([
      'F 6 approximate Move to folder: mailbox://nobody@Local%20Folders/Old',
    ]);
    expect(codes(filter('ALL', [['Move to folder', 'nowhere']]))).toEqual([
      'F 6 unknown-action Move to folder: nowhere',
    ]);
  });

  it('mark, label and weigh', () => {
    expect(
      form(
        ['Mark read'],
        ['Mark flagged'],
        ['AddTag', '$label1'],
        ['Label', '2'],
        ['Change priority', 'Highest'],
        ['Stop execution'],
      ),
    ).toMatchObject({ read: true, flag: true, labels: ['$label1', '$label2'], priority: 'high', stop: true });
  });

  it('that delete or send mail are refused, others told', () => {
    expect(
      codes(filter('ALL', [['Delete'], ['Forward', 'a@b.example'], ['JunkScore', '100'], ['Mark read']])),
    ).toEqual([
      'F 6 refused-action Delete',
      'F 7 refused-action Forward: a@b.example',
      'F 9 unknown-action JunkScore: 100',
    ]);
  });
});

describe('a file of Thunderbird', () => {
  it('tells filters that are off', () => {
    expect(codes(filter('ALL', [['Mark read']], 'enabled="no"'))).toEqual(['F 3 disabled enabled="no"']);
    expect(codes(filter('ALL').replace('type="17"', 'type="64"'))).toEqual(['F 3 disabled enabled="no"']);
    expect(codes(filter('ALL').replace('type="17"', 'type="16"'))).toEqual(['F 5 approximate type="16"']);
  });

  it('may have broken lines: the filters around them are read', () => {
    const text = `${filter('ALL')}name="unclosed\n${filter('ALL').replace('name="F"', 'name="G"')}garbage\nname="empty"\n`;
    const { rules, notes } = importThunderbird(text.replaceAll('\n', '\r\n'));
    expect(rules.map(({ form }) => form.name)).toEqual(['F', 'G']);
    expect(notes.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'unreadable 8',
      'unreadable 16',
      'unreadable 17',
    ]);
  });

  it('gives names that differ', () => {
    const { rules } = importThunderbird(filter('ALL').repeat(3));
    expect(rules.map(({ form }) => form.name)).toEqual(['F', 'F (2)', 'F (3)']);
  });

  it('becomes a rules file, and a Sieve script that reads as the same rules', () => {
    const { rules } = importThunderbird(
      filter('OR (subject,begins with,[a]) OR (from,ends with,@b.example) OR (body,contains,c d)', [
        ['Move to folder', `${inbox}/A%20b`],
        ['AddTag', 'todo'],
      ]),
    );
    const forms = rules.map(({ form }) => form);
    expect(readRules(writeRules(forms)).rules.map(({ form }) => form)).toEqual(forms);
    expect(importSieve(exportSieve(forms).script).rules.map(({ form }) => form)).toEqual(forms);
  });

  it('is read in a time that its length bounds', () => {
    const started = performance.now();
    const long = 'a'.repeat(300_000);
    for (const text of [
      `name="${long}"\n`.repeat(2),
      'name="a\n'.repeat(50_000),
      filter(`AND (subject,contains,${'('.repeat(200_000)}`),
      filter('AND (subject,contains,a) OR (from,contains,b) '.repeat(10_000)),
      `name = ${' '.repeat(500_000)}x`,
      filter('ALL').repeat(10_000),
    ]) {
      importThunderbird(text);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
