import type { HealthReport } from '../../../contract/status.ts';

/** The report without what could name a person: the data folder holds the user's name, problem details may hold an address. */
export function shareableReport({ dataDir: _dataDir, accounts, ...rest }: HealthReport): string {
  const bare = accounts.map(({ problem, ...account }) => ({ ...account, problem: problem?.code ?? null }));
  return JSON.stringify({ ...rest, accounts: bare }, null, 2);
}
