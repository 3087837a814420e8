import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandFailed } from './ask.ts';
import type { Surroundings } from './outcome.ts';
import { checkRules, exportRules, importRules } from './rules.ts';
import { textsIn } from './texts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

function surroundings(stdin = ''): Surroundings & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    tell: (line) => told.push(line),
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    progress: { columns: () => null, write: () => undefined, now: () => 0 },
    signal: new AbortController().signal,
  };
}

const [en, fr] = [textsIn('en'), textsIn('fr')];

describe('casier rules', () => {
  it('tells what is wrong in a rules file, and where', async () => {
    const path = file('- name: a\n  if: { form: x }\n  then: { move: b }\n');
    const { code, lines, json } = await checkRules(path, surroundings(), en);
    expect(code).toBe(2);
    expect(lines[0]).toBe(`${path}:2:9: “form” is not known here (did you mean “from”?)`);
    expect(json).toMatchObject({ rules: 0, problems: [{ line: 2, column: 9, code: 'unknown-key' }, {}] });
    expect((await checkRules(path, surroundings(), fr)).lines[0]).toContain('vouliez-vous dire');
  });

  it('reads standard input, and finds nothing wrong', async () => {
    const around = surroundings('- { name: a, if: { from: x }, then: { move: b } }');
    expect(await checkRules('-', around, en)).toMatchObject({ code: 0, lines: ['One rule, no problem.'] });
  });

  it('writes what it imported as a rules file that is sound, and tells the rest', async () => {
    const latin1 = Buffer.from(
      'name="Reçus"\nenabled="yes"\ntype="17"\naction="Move to folder"\nactionValue="imap://a@b/INBOX/Re%26AOc-us"\n' +
        'action="Delete"\ncondition="AND (subject,contains,reçu)"\n',
      'latin1',
    );
    const around = surroundings();
    const { code, lines } = await importRules(file(latin1), 'thunderbird', around, en);
    expect(code).toBe(0);
    expect(around.told).toEqual(['line 6: “Reçus”: is never done by a rule: Delete']);
    const yaml = lines.join('\n');
    expect(yaml).toContain('INBOX/Reçus');
    expect(await checkRules(file(yaml), surroundings(), en)).toMatchObject({ code: 0, json: { rules: 1 } });
  });

  it('writes a Sieve script, and reads it again', async () => {
    const yaml =
      "- { name: a, if: { from: x, age: '> 3 days' }, then: { move: b } }\n- { name: c, if: { from: x }, then: { read: true } }\n";
    const around = surroundings();
    const written = await exportRules(file(yaml), around, en);
    expect(written).toMatchObject({ code: 0, json: { exported: 1 } });
    expect(around.told.join('\n')).toContain('“a”: was left out: age: > 3 days');
    const again = await importRules(file(written.lines.join('\n')), 'sieve', surroundings(), en);
    expect(again.json).toMatchObject({ imported: 1, notes: [] });
  });

  it('says that there was nothing, or no file', async () => {
    const around = surroundings();
    expect(await importRules(file('hello'), 'thunderbird', around, en)).toMatchObject({ code: 2, lines: [] });
    expect(around.told).toEqual(['line 1: cannot be read: hello', 'No rule was found in this file.']);
    await expect(checkRules(join(folder, 'none'), around, en)).rejects.toThrow(CommandFailed);
  });
});
