import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONDITION_KEYS } from './read-condition.ts';
import { ACTION_KEYS, readRules, RULE_KEYS } from './read.ts';

interface Schema {
  readonly definitions: Record<string, { readonly properties: object }>;
}

const resource = (name: string): string =>
  readFileSync(new URL(`../../../../resources/rules/${name}`, import.meta.url), 'utf8');
const schema = JSON.parse(resource('rules.schema.json')) as Schema;
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

describe('the schema that editors check rules with', () => {
  it('knows the same keys as Casier', () => {
    const keys = (name: string): string[] => Object.keys(schema.definitions[name]!.properties).sort();
    expect(keys('rule')).toEqual([...RULE_KEYS].sort());
    expect(keys('actions')).toEqual([...ACTION_KEYS].sort());
    expect(keys('tests')).toEqual([...CONDITION_KEYS].sort());
  });

  it('finds the starter rules right', () => {
    expect(validate(parse(resource('starter.yaml')))).toBe(true);
  });

  it.each([
    ['', true],
    ['rules:\n  - { name: a, if: { from: b }, then: { move: c } }', true],
    [
      '- { name: 7, if: [{ any: [{ to: a }, { age: "> 3 jours" }] }], then: { vip: true, label: [x, $y] } }',
      true,
    ],
    ['- { name: a, if: { header: { X-A: true, X-B: [c, /d/] } }, then: { archive: true } }', true],
    ['- { name: a, if: { fron: b }, then: { move: c } }', false],
    ['- { name: a, if: { from: b }, then: {} }', false],
    ['- { name: a, if: { from: b }, then: {}, stop: true }', true],
    ['- { name: a, if: { from: b }, then: { label: "two words" } }', false],
    ['- { name: a, if: { size: big }, then: { move: c } }', false],
    ['- { name: a, then: { move: c } }', false],
    ['- { name: a, if: { any: [] }, then: { move: c } }', false],
    ['- { name: a, if: { from: b }, then: { move: c }, confidence: 3 }', false],
    ['just words', false],
  ])('agrees with Casier about %j', (text, right) => {
    expect(validate(parse(text) ?? null)).toBe(right);
    expect(readRules(text).problems.length === 0).toBe(right);
  });
});
