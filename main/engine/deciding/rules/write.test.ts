import { describe, expect, it } from 'vitest';
import type { RuleCondition, RuleForm, RuleGroup, RuleTest } from '../../../../contract/rules.ts';
import { readRules } from './read.ts';
import { rewriteRules } from './rewrite.ts';
import { writeRules } from './write.ts';

const SEED = Number(process.env['CASIER_SEED'] ?? 7);

function forms(text: string): (RuleForm | null)[] {
  return readRules(text).rules.map(({ form }) => form);
}

describe(`written rules (seed ${SEED})`, () => {
  it('read as the same rules, whatever they ask for', () => {
    const random = seeded(SEED);
    for (let round = 0; round < 300; round++) {
      const rules = Array.from({ length: 1 + pick(random, 3) }, () => anyRule(random));
      const text = writeRules(rules);
      const read = readRules(text);
      expect(read.problems, text).toEqual([]);
      expect(
        read.rules.map(({ form }) => form),
        text,
      ).toEqual(rules.map((rule) => ({ ...rule, condition: simple(rule.condition) })));
    }
  });

  it('are as short as a person would write them', () => {
    const [form] = forms(
      '- { name: EDF, if: { from: edf.fr, subject: [facture, échéance] }, then: { move: Factures } }',
    );
    expect(writeRules([form!])).toBe(
      [
        '- name: EDF',
        '  if:',
        '    from: edf.fr',
        '    subject:',
        '      - facture',
        '      - échéance',
        '  then:',
        '    move: Factures',
        '',
      ].join('\n'),
    );
  });
});

describe('rewriting', () => {
  const text = [
    '# My rules',
    '',
    '# Power',
    '- name: EDF # monthly',
    '  if: { from: edf.fr }',
    '  then: { move: Factures }',
    '',
    '- name: Trains',
    '  if: { from: sncf }   # all of them',
    '  then: { move: Voyages }',
    '# the end',
    '',
  ].join('\n');
  const [edf] = forms(text);

  it('replaces one rule and leaves every other letter', () => {
    const changed = rewriteRules(text, { kind: 'put', index: 0, rule: { ...edf!, read: true } });
    expect(changed).toContain('# My rules\n\n# Power\n- name: EDF\n');
    expect(changed).toContain('    read: true\n\n- name: Trains\n  if: { from: sncf }   # all of them\n');
    expect(changed?.endsWith('# the end\n')).toBe(true);
    expect(forms(changed!)[0]).toEqual({ ...edf, read: true });
  });

  it('adds at the end, also to nothing, to comments alone and under `rules:`', () => {
    for (const start of [
      '',
      '# only a comment\n',
      text,
      'rules:\n  - name: a\n    if: { to: b }\n    then: { move: c }\n',
    ]) {
      const added = rewriteRules(start, { kind: 'put', index: null, rule: edf! });
      expect(readRules(added!).problems, added!).toEqual([]);
      expect(forms(added!), added!).toEqual([...forms(start), edf]);
      for (const line of start.split('\n')) expect(added).toContain(line);
    }
  });

  it('removes a rule with the comment above it', () => {
    const less = rewriteRules(text, { kind: 'remove', index: 0 });
    expect(less).toBe(
      '# My rules\n\n- name: Trains\n  if: { from: sncf }   # all of them\n  then: { move: Voyages }\n# the end\n',
    );
  });

  it('lets rules change seats, comments and all', () => {
    const moved = rewriteRules(text, { kind: 'move', index: 1, to: 0 });
    expect(forms(moved!).map((form) => form?.name)).toEqual(['Trains', 'EDF']);
    expect(moved).toContain('# Power\n- name: EDF # monthly\n');
    expect(rewriteRules(moved!, { kind: 'move', index: 0, to: 1 })).toBe(text);
  });

  it('keeps a rule with a problem while another is changed', () => {
    const broken = `${text.trimEnd()}\n- name: broken\n  if: { fron: x }\n`;
    const changed = rewriteRules(broken, { kind: 'put', index: 0, rule: edf! });
    expect(changed).toContain('- name: broken\n  if: { fron: x }\n');
  });

  it('says no to what it cannot do without harm', () => {
    expect(rewriteRules(text, { kind: 'remove', index: 7 })).toBeNull();
    expect(rewriteRules(text, { kind: 'move', index: 0, to: 2 })).toBeNull();
    expect(
      rewriteRules('[{name: a, if: {to: b}, then: {move: c}}]', { kind: 'put', index: 0, rule: edf! }),
    ).toBeNull();
    expect(rewriteRules('- name: [', { kind: 'put', index: null, rule: edf! })).toBeNull();
    expect(rewriteRules('just words', { kind: 'put', index: null, rule: edf! })).toBeNull();
  });
});

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32;
  };
}

function pick(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

const WORDS = [
  'facture',
  '=exact',
  '/^a b$/',
  'true',
  '12',
  'it: is',
  '# no',
  "l'été",
  '- x',
  'a, b',
  '"',
  'null',
];

function words(random: () => number): string[] {
  return Array.from({ length: 1 + pick(random, 3) }, () => WORDS[pick(random, WORDS.length)]!);
}

function anyTest(random: () => number): RuleTest {
  switch (pick(random, 4)) {
    case 0:
      return { kind: 'flag', field: 'unsubscribe', is: random() < 0.5 };
    case 1:
      return random() < 0.5
        ? { kind: 'header', name: 'x-spam', words: words(random), is: true }
        : { kind: 'header', name: 'x-spam', words: [], is: random() < 0.5 };
    case 2:
      return random() < 0.5
        ? { kind: 'measure', field: 'size', amounts: ['> 3 MB'] }
        : { kind: 'measure', field: 'age', amounts: ['> 3 days', '< 9 jours'] };
    default: {
      const fields = ['from', 'subject', 'list-id', 'attachment', 'body'] as const;
      return { kind: 'text', field: fields[pick(random, fields.length)]!, words: words(random) };
    }
  }
}

function anyCondition(random: () => number, depth: number): RuleCondition {
  return depth > 0 && random() < 0.4 ? anyGroup(random, depth - 1) : anyTest(random);
}

function anyGroup(random: () => number, depth: number): RuleGroup {
  return {
    kind: 'group',
    of: (['all', 'any', 'none'] as const)[pick(random, 3)]!,
    items: Array.from({ length: 1 + pick(random, 3) }, () => anyCondition(random, depth)),
  };
}

function anyRule(random: () => number): RuleForm {
  return {
    name: WORDS[pick(random, WORDS.length)]!,
    accounts: random() < 0.2 ? ['me@example.org'] : [],
    condition: anyGroup(random, 2),
    move: random() < 0.8 ? ['Factures', 'A/B: c'].slice(0, 1 + pick(random, 2)) : [],
    archive: random() < 0.2,
    labels: random() < 0.3 ? ['todo', '$Later'] : [],
    flag: random() < 0.3,
    read: true,
    priority: random() < 0.3 ? 'low' : null,
    vip: random() < 0.3,
    confidence: random() < 0.3 ? 0.5 : null,
    stop: random() < 0.3,
  };
}

/** Conditions as they read again: "all of one group" around the whole is that group. */
function simple(group: RuleGroup): RuleGroup {
  const [only] = group.items;
  return group.of === 'all' && group.items.length === 1 && only?.kind === 'group' ? simple(only) : group;
}
