import { statSync, statfsSync } from 'node:fs';
import type { Account } from '../../../contract/accounts.ts';
import type { HealthReport } from '../../../contract/status.ts';
import type { ReadableDb } from '../db/handles.ts';
import { inspectDatabase } from '../db/repositories/health.ts';
import { countJobs } from '../db/repositories/acts/jobs.ts';
import { countPending } from '../db/repositories/deciding/proposals.ts';

/** How the engine is: counts and states only, nothing personal but the path of the data folder. */
export function reportHealth(deps: {
  readonly db: ReadableDb;
  readonly accounts: readonly Account[];
  readonly dataDir: string;
  readonly version: string;
}): HealthReport {
  const { db, dataDir } = deps;
  const disk = statfsSync(dataDir);
  return {
    version: deps.version,
    node: process.versions.node,
    dataDir,
    databaseBytes: statSync(db.name).size,
    freeBytes: disk.bavail * disk.bsize,
    memoryBytes: process.memoryUsage.rss(),
    ...inspectDatabase(db),
    proposals: countPending(db),
    accounts: deps.accounts.map(({ kind, status, messages, problem }) => ({
      kind,
      status,
      messages,
      problem: problem && { code: problem.code },
    })),
    jobs: countJobs(db),
  };
}
