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

/** A test that never ran because its file or a hook broke counts as skipped too; the failure itself is counted elsewhere. */
function skipped(test: TestCase): { name: string; reason: string }[] {
  const result = test.result();
  if (result.state === 'passed' || result.state === 'failed') return [];
  const note = result.state === 'skipped' ? result.note : undefined;
  const reason = test.options.mode === 'run' ? 'it did not run' : 'no reason given';
  return [{ name: test.fullName, reason: note ?? reason }];
}
