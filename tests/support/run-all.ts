/**
 * `npm test`: the checks, then every test, then the closing line. The checks count as one test. Arguments go to vitest
 * (`npm test -- --project unit`). Exits with 1 when anything failed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, skippedLines, TALLY_FILE, type Tally } from './closing-line.ts';
import { runTool } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'casier-test-'));
const file = join(folder, 'tally.json');

const check = await runTool('tests/support/check.ts', [], { show: true });
const tests = await runTool('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
  show: true,
  env: { [TALLY_FILE]: file },
});

const ran = readTally();
const tally: Tally = {
  passed: ran.passed + (check.code === 0 ? 1 : 0),
  // Vitest can fail without a failed test: no file matched, or it could not start.
  failed: (tests.code !== 0 && ran.failed === 0 ? 1 : ran.failed) + (check.code === 0 ? 0 : 1),
  skipped: ran.skipped,
};
rmSync(folder, { recursive: true });
process.stdout.write([...skippedLines(tally), closingLine(tally), ''].join('\n'));
process.exitCode = tally.failed === 0 ? 0 : 1;

function readTally(): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally;
  } catch {
    return { passed: 0, failed: 0, skipped: [] };
  }
}
