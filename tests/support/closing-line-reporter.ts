import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { closingLine, skippedLines, TALLY_FILE, type Tally } from './closing-line.ts';

/**
 * Ends a run with its closing line. What fails outside a test (a file that does not load, a hook of a whole file, an error
 * nobody caught) counts as one failure each: a run with any of them never reads `0 failed`.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const tally: Tally = {
      passed: count(tests, 'passed'),
      failed: count(tests, 'failed') + broken + unhandled.length,
      skipped: tests.flatMap((test) => skipped(test)),
    };
    const file = process.env[TALLY_FILE];
    if (file) writeFileSync(file, JSON.stringify(tally));
    else process.stdout.write([...skippedLines(tally), closingLine(tally), ''].join('\n'));
  }
}

function count(tests: readonly TestCase[], state: string): number {
  return tests.filter((test) => test.result().state === state).length;
}

/** A test that never ran because its file broke has no result of its own: it is listed with the skipped ones. */
function skipped(test: TestCase): { name: string; reason: string }[] {
  const result = test.result();
  if (result.state === 'passed' || result.state === 'failed') return [];
  const reason = result.state === 'skipped' ? (result.note ?? 'no reason given') : 'it did not run';
  return [{ name: test.fullName, reason }];
}
