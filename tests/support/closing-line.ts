/** What a run of the tests came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** The last line of every test run: `12 passed, 0 failed`, and how many were skipped when some were. */
export function closingLine(tally: Tally): string {
  const line = `${tally.passed} passed, ${tally.failed} failed`;
  return tally.skipped.length === 0 ? line : `${line}, ${tally.skipped.length} skipped`;
}

/** One line for each skipped test, with its reason. */
export function skippedLines(tally: Tally): string[] {
  return tally.skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`);
}

/** The environment variable that names the file where the reporter leaves its tally for another program to close with. */
export const TALLY_FILE = 'CASIER_TEST_TALLY';
