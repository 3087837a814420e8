import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailboxId } from '../../../contract/ids.ts';
import type { RuleForm } from '../../../contract/rules.ts';
import { askRules } from '../../../main/engine/deciding/rules/ask.ts';
import { compileRule } from '../../../main/engine/deciding/rules/compile.ts';
import {
  exportSieve,
  importSieve,
  importThunderbird,
} from '../../../main/engine/deciding/rules/exchange/index.ts';
import { readRules } from '../../../main/engine/deciding/rules/read.ts';
import { extractFeatures, parseMail } from '../../../main/engine/mime/index.ts';
import { Pigeonhole, type Delivered } from '../../support/servers/pigeonhole.ts';
import { mails, scripts, thunderbirdFilters } from './examples.ts';

let sieve: Pigeonhole;
beforeAll(() => {
  sieve = new Pigeonhole();
});
afterAll(() => sieve.stop());

/** What Casier's rules make of a mail, told as a server would. */
async function decide(forms: readonly RuleForm[], mail: string): Promise<Delivered> {
  const source = Buffer.from(mail);
  const parsed = await parseMail(source, { internalDate: 0, size: source.length, truncated: false });
  const names = [...new Set(forms.flatMap(({ move }) => move.slice(0, 1)))];
  const folders = new Map(names.map((path, index) => [(index + 1) as MailboxId, { path, name: path }]));
  const rules = { rules: forms.map(compileRule) };
  const { answers, marks } = askRules(rules, extractFeatures(parsed), folders, new Set(), 0);
  const first = answers[0] && folders.get(answers[0].mailboxId)?.path;
  return { folders: [first ?? 'INBOX'], flags: marks.map((mark) => mark.toLowerCase()).sort() };
}

describe("Dovecot's Sieve", () => {
  it.each(Object.entries(scripts))('and the rules read from a script agree: %s', async (_, script) => {
    expect(sieve.problemOf(script)).toBeNull();
    const { rules, notes } = importSieve(script);
    expect(notes.filter(({ code }) => code !== 'approximate')).toEqual([]);
    const forms = rules.map(({ form }) => form);
    const { script: written } = exportSieve(forms);
    expect(sieve.problemOf(written)).toBeNull();
    for (const [name, mail] of Object.entries(mails)) {
      const theirs = sieve.deliver(script, mail);
      expect(await decide(forms, mail), name).toEqual(theirs);
      expect(sieve.deliver(written, mail), name).toEqual(theirs);
    }
  });

  it("does what Thunderbird's filters say", async () => {
    const { rules, notes } = importThunderbird(thunderbirdFilters);
    expect(notes).toEqual([]);
    const forms = rules.map(({ form }) => form);
    const { script, exported } = exportSieve(forms);
    expect(exported).toBe(forms.length);
    expect(sieve.problemOf(script)).toBeNull();
    for (const [name, mail] of Object.entries(mails)) {
      expect(sieve.deliver(script, mail), name).toEqual(await decide(forms, mail));
    }
  });

  it('understands whatever the rules of a file become', () => {
    const starter = readFileSync(new URL('../../../resources/rules/starter.yaml', import.meta.url), 'utf8');
    const own = `
- { name: 'Quotes " and \\ [x]', if: { subject: ['a "b" \\', '=c', '/^d.*e$/', '/f|g/', é] }, then: { move: 'A "b"', read: true } }
- { name: b, if: { any: [{ recipient: [x, '=y@z.example'] }, { none: [{ list-id: true }, { list-id: [q, =w] }] }] }, then: { archive: true } }
- { name: c, if: { header: { X-A: true, X-B: [v, '/w$/'] }, size: '> 5 MB', automatic: false, unsubscribe: true }, then: { label: [a, $b], flag: true } }
- { name: d, if: { body: z, from: ['=A <a@b.example>', '/@c[.]example$/'] }, then: {}, stop: true }
`;
    for (const text of [starter, own]) {
      const forms = readRules(text).rules.flatMap(({ form }) => form ?? []);
      expect(forms.length).toBeGreaterThan(3);
      const { script, exported, notes } = exportSieve(forms);
      expect(sieve.problemOf(script)).toBeNull();
      expect(
        exported +
          new Set(notes.filter(({ code }) => code === 'not-expressible').map(({ rule }) => rule)).size,
      ).toBeGreaterThanOrEqual(forms.length);
    }
  });
});
