import { describe, expect, it } from 'vitest';
import { compileRule } from '../compile.ts';
import { readRules } from '../read.ts';
import { writeRules } from '../write.ts';
import { makeMail } from '../../testing/mails.ts';
import { exportSieve, importSieve } from './index.ts';

const wrap = (test: string, actions = 'fileinto "Found";'): string =>
  `require ["fileinto", "imap4flags", "body", "copy"];\nif ${test} { ${actions} }\n`;

/** Whether the rule that a test becomes meets a mail; null when there is no rule. */
function meets(test: string, mail: Parameters<typeof makeMail>[0]): boolean | null {
  const [rule] = importSieve(wrap(test)).rules;
  return rule ? compileRule(rule.form).test(makeMail(mail), 0) : null;
}

const codes = (script: string): string[] =>
  importSieve(script).notes.map(({ code, line, detail }) => `${line ?? '-'} ${code} ${detail}`);

describe('tests of a Sieve script', () => {
  const paul = { from: { name: 'Paul Élan', address: 'paul.elan@mail.example.org' } };

  it.each([
    ['header :contains "subject" "facture"', { subject: 'Votre Facture 12' }, true],
    ['header :is "subject" "facture"', { subject: 'Votre Facture 12' }, false],
    ['header :is "Subject" ["a", "FACTURE"]', { subject: 'facture' }, true],
    ['header :matches "subject" "[*] ?acture*"', { subject: '[liste] facture 12' }, true],
    ['header :matches "subject" "[*] ?acture*"', { subject: 'Re: [liste] facture 12' }, false],
    [String.raw`header :matches "subject" "100\\*"`, { subject: '100*' }, true],
    [String.raw`header :matches "subject" "100\\*"`, { subject: '1000' }, false],
    ['header :contains "subject" "=a/b+(c"', { subject: 'x =a/b+(c y' }, true],
    ['header :contains "subject" "/x/"', { subject: 'only x here' }, false],
    ['header :regex "subject" "^(invoice|bill) [0-9]+$"', { subject: 'Bill 42' }, true],
    ['header :contains "from" "paul elan"', paul, true],
    ['header :contains ["to", "cc"] "anne@"', { cc: [{ name: '', address: 'anne@example.org' }] }, true],
    ['header :is "X-Spam-Flag" "YES"', { headers: { 'x-spam-flag': 'yes' } }, true],
    ['address :is "from" "paul.elan@mail.example.org"', paul, true],
    ['address :domain :is "from" "example.org"', paul, false],
    ['address :domain :is "from" "mail.example.org"', paul, true],
    ['address :domain :matches "from" "*.example.org"', paul, true],
    ['address :domain :contains "from" "paul"', paul, false],
    ['address :localpart :is "from" "paul.elan"', paul, true],
    ['address :localpart :contains "from" "elan"', paul, true],
    ['address :localpart :contains "from" "example"', paul, false],
    ['address :localpart :matches "from" "paul*"', paul, true],
    ['envelope :domain :is "from" "mail.example.org"', paul, true],
    ['header :contains "List-Id" "<news.shop.example>"', { listId: 'news.shop.example' }, true],
    ['header :contains "List-Id" "<shop.example>"', { listId: 'news.shop.example' }, false],
    ['header :contains "List-Id" "shop.example"', { listId: 'news.shop.example' }, true],
    ['exists ["list-id", "x-loop"]', { listId: 'a.b', headers: { 'x-loop': '1' } }, true],
    ['exists ["list-id", "x-loop"]', { listId: 'a.b' }, false],
    ['size :over 100K', { size: 102_401 }, true],
    ['size :over 100K', { size: 102_400 }, false],
    ['size :under 1M', { size: 1_048_575 }, true],
    ['body :text :contains "désabonner"', { body: 'Pour vous desabonner' }, true],
    ['anyof (false, not header :is "subject" "a")', { subject: 'b' }, true],
    ['allof (true, not anyof (size :over 1, header :is "subject" "a"))', { subject: 'b', size: 1 }, true],
    ['not not header :is "subject" "a"', { subject: 'a' }, true],
    ['true', {}, true],
  ])('%s', (test, mail, expected) => {
    expect(meets(test, mail)).toBe(expected);
  });

  it('that rules cannot ask make no rule wider', () => {
    expect(meets('allof (spamtest :value "ge" "5", true)', {})).toBeNull();
    expect(meets('anyof (spamtest :value "ge" "5", header :is "subject" "a")', { subject: 'a' })).toBe(true);
    expect(meets('not spamtest :value "ge" "5"', {})).toBeNull();
    expect(meets('not allof (spamtest :value "ge" "5", header :is "subject" "a")', { subject: 'a' })).toBe(
      false,
    );
    for (const lost of [
      'header :is "Received" "x"',
      'header :comparator "i;ascii-numeric" :is "X-A" "5"',
      'header :count "gt" "to" "3"',
      'address :is "sender" "a@b.example"',
      'body :raw :contains "x"',
      'hasflag "\\\\Seen"',
      'header :regex "subject" "(?=a)b"',
      'allof ()',
      'header :is "from" "Paul"',
    ]) {
      expect(meets(lost, {}), lost).toBeNull();
      expect(codes(wrap(lost)).join(), lost).toMatch(/unknown-test|unreadable/);
    }
  });
});

describe('branches and actions', () => {
  it('ask the opposite of earlier branches', () => {
    const { rules, notes } = importSieve(`require ["fileinto"];
# rule:[Clients]
if header :contains "subject" "a" { fileinto "A"; }
elsif header :contains "subject" "b" { keep; }
# the rest
else { fileinto "C"; }
`);
    expect(notes).toEqual([]);
    expect(rules.map(({ form, line }) => [form.name, line, form.move])).toEqual([
      ['Clients', 3, ['A']],
      ['the rest', 6, ['C']],
    ]);
    expect(rules[1]!.form.condition).toEqual({
      kind: 'group',
      of: 'none',
      items: [{ kind: 'text', field: 'subject', words: ['a', 'b'] }],
    });
  });

  it('carry flags, keywords and stop', () => {
    const [rule] = importSieve(
      wrap('true', String.raw`addflag ["\\Seen", "$label1 work"]; setflag "\\Flagged"; stop;`),
    ).rules;
    expect(rule!.form).toMatchObject({
      read: true,
      flag: true,
      labels: ['$label1', 'work'],
      stop: true,
      move: [],
    });
  });

  it('know both ways to write a folder, and names in modified UTF-7', () => {
    const folder = (name: string) => importSieve(wrap('true', `fileinto "${name}";`)).rules[0]!.form.move;
    expect(folder('INBOX.Re&AOc-us')).toEqual(['INBOX.Reçus', 'INBOX/Reçus']);
    expect(folder('A/b.c')).toEqual(['A/b.c']);
    expect(folder('R&D-x')).toEqual(['R&D-x']);
  });

  it('are told when they would delete mail, send it, or put it in two places', () => {
    expect(codes(wrap('true', 'discard; stop;'))).toEqual(['2 refused-action discard']);
    expect(codes(wrap('true', 'redirect "a@b.example";'))).toEqual([
      '2 refused-action redirect "a@b.example"',
    ]);
    expect(codes(wrap('true', 'fileinto :copy "A";'))).toEqual(['2 approximate fileinto :copy "A"']);
    expect(codes(wrap('true', 'fileinto "A"; fileinto "B";'))).toEqual(['2 approximate fileinto "B"']);
    expect(codes(wrap('true', 'vacation "away";'))).toEqual(['2 unknown-action vacation "away"']);
    expect(codes(wrap('true', String.raw`addflag "\\Deleted";`))).toEqual([
      String.raw`2 refused-action addflag "\\Deleted"`,
    ]);
  });

  it('that never run are told', () => {
    expect(codes('# rule:[Off]\nif false # anyof (true)\n{ fileinto "A"; }')).toEqual([
      '3 disabled fileinto "A"',
    ]);
    expect(codes('stop;\nfileinto "A";')).toEqual(['2 disabled stop']);
  });

  it('behind a nested condition need both', () => {
    const { rules } = importSieve('if size :over 1 { if size :under 9 { stop; } fileinto "A"; }');
    expect(rules.map(({ form }) => [form.stop, form.move, form.condition.items.length])).toEqual([
      [true, [], 2],
      [true, ['A'], 1],
    ]);
  });

  it('with texts that only the server can fill in are told', () => {
    const script =
      'require "variables";\nset "a" "b";\nif header :is "x-a" "${a}" { fileinto "A"; }\nfileinto "x/${a}";';
    expect(codes(script)).toEqual([
      '2 unknown-action set "a" "b"',
      '3 unknown-test header :is "x-a" "${a}"',
      '3 not-expressible fileinto "A"',
      '4 unknown-action fileinto "x/${a}"',
    ]);
  });
});

describe('a script with faults', () => {
  it('gives the rules around them', () => {
    const { rules, notes } = importSieve(
      'fileinto [A];\n}\nif header ;; { }\nif true { fileinto "B" }\nif true { fileinto "C"; }\n}\nif size :under 5 { fileinto "D"; }',
    );
    expect(notes.every(({ code }) => code === 'unreadable')).toBe(true);
    expect(notes.length).toBeGreaterThan(2);
    expect(rules.map(({ form }) => form.move[0])).toEqual(['C', 'D']);
  });

  it('does not unfold without end', () => {
    const chain = `if true { stop; } ${'elsif header :is "x-a" ["a","b"] { fileinto "A"; } '.repeat(5000)}`;
    const deep = `${'if true {'.repeat(20_000)} stop; ${'}'.repeat(20_000)}`;
    const nots = `if ${'not '.repeat(100_000)} true { stop; }`;
    const started = performance.now();
    for (const script of [
      chain,
      deep,
      nots,
      '('.repeat(500_000),
      '"'.repeat(500_001),
      '/*'.repeat(200_000),
    ]) {
      const { rules, notes } = importSieve(script);
      expect(JSON.stringify({ rules, notes }).length).toBeLessThan(40_000_000);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('rules written as Sieve', () => {
  const script = `require ["fileinto", "imap4flags", "body"];
# rule:[A]
if anyof (header :contains ["from", "to", "cc"] ["paul@x.example", "Élise"], address :domain :is "from" ["a.example", "b.example"]) { fileinto "INBOX.A"; stop; }
elsif allof (size :over 100K, not exists "x-loop") { addflag ["\\\\Seen", "$big"]; }
else { if header :matches "subject" ["[list] *", "*foo?bar*", "*plain*"] { fileinto "L/M"; } }
if address :localpart :contains "from" "no-reply" { addflag "\\\\Flagged"; keep; }
if header :regex "x-a" "^(a|b)+$" { fileinto :flags "x" "R"; }
if not anyof (body :contains "unsub", header :is "list-id" "<a.b>", header :contains "list-id" "Some words") { fileinto "N"; }
if header :is "subject" "" { fileinto "Empty \\\\ \\"q\\""; }
if header :matches "subject" "*" { fileinto "Z"; }
`;

  it('are the same when they are read again', () => {
    const forms = importSieve(script).rules.map(({ form }) => form);
    expect(forms).toHaveLength(8);
    const written = exportSieve(forms);
    expect(written.exported).toBe(8);
    expect(importSieve(written.script).rules.map(({ form }) => form)).toEqual(forms);
  });

  it('are the same as a rules file', () => {
    const forms = importSieve(script).rules.map(({ form }) => form);
    const { rules, problems } = readRules(writeRules(forms));
    expect(problems).toEqual([]);
    expect(rules.map(({ form }) => form)).toEqual(forms);
  });

  it('say what Sieve cannot', () => {
    const { rules } = readRules(`
- { name: a, if: { any: [{ language: fr }, { from: bank }] }, then: { move: [Banque, Bank], priority: high }, confidence: 0.7 }
- { name: b, if: { age: '> 30 days' }, then: { move: Old } }
- { name: c, if: { automatic: true, unsubscribe: true, none: [{ attachment: true }] }, then: { label: 'x' } }
- { name: d, account: me, if: { from: '=Élan' }, then: { archive: true } }
- { name: e, if: { none: [{ subject: '/\\bx/' }, { subject: 'c' }] }, then: { read: true } }
`);
    const { exported, script: text, notes } = exportSieve(rules.flatMap(({ form }) => form ?? []));
    expect(text).toContain('header :contains "from" "bank"');
    expect(exported).toBe(1);
    expect(notes.map(({ rule, code, detail }) => `${rule} ${code} ${detail}`)).toEqual([
      'a not-expressible priority: high',
      'a approximate confidence: 0.7',
      'a approximate Bank',
      'a not-expressible language: fr',
      ' approximate stop',
      'b not-expressible age: > 30 days',
      'c not-expressible attachment: false',
      'd approximate me',
      ' approximate é ≠ e',
      'd not-expressible from: =Élan',
      String.raw`e not-expressible subject: c, /\bx/`,
    ]);
  });
});
