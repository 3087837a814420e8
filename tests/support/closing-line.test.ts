import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root, runTool } from './commands.ts';

mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'closing-line-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function runTests(files: Record<string, string>): Promise<{ lines: string[]; code: number }> {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), `import { beforeAll, describe, expect, test } from 'vitest';\n${text}`);
  }
  const reporter = join(root, 'tests/support/closing-line-reporter.ts');
  const args = ['run', '--root', folder, '--config', 'none.config.ts', `--reporter=${reporter}`];
  writeFileSync(join(folder, 'none.config.ts'), 'export default {};\n');
  const { output, code } = await runTool('node_modules/vitest/vitest.mjs', args, {
    env: { CASIER_TEST_TALLY: '' },
  });
  for (const name of Object.keys(files)) rmSync(join(folder, name));
  return { lines: output.split('\n'), code };
}

test('a run ends with what passed and what failed', async () => {
  const { lines, code } = await runTests({
    'a.test.ts': `test('right', () => expect(1).toBe(1)); test('wrong', () => expect(1).toBe(2));`,
  });
  expect(lines.at(-1)).toBe('1 passed, 1 failed');
  expect(code).toBe(1);
});

test('a skipped test is counted and its reason printed above the closing line', async () => {
  const { lines } = await runTests({
    'a.test.ts': `test('right', () => {}); describe('window', () => { test('opens', (t) => t.skip('no screen')); });`,
  });
  expect(lines.slice(-2)).toEqual(['skipped: window > opens (no screen)', '1 passed, 0 failed, 1 skipped']);
});

test('a file that does not load and a hook that throws are failures', async () => {
  const { lines } = await runTests({
    'a.test.ts': `throw new Error('broken file');`,
    'b.test.ts': `describe('group', () => { beforeAll(() => { throw new Error('hook'); }); test('x', () => {}); });`,
  });
  expect(lines.at(-1)).toMatch(/^0 passed, 2 failed/);
});
