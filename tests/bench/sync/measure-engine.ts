import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dovecot } from '../../support/dovecot.ts';
import { waitFor } from '../../support/wait-for.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { median } from '../support/numbers.ts';
import { countStored, countUndecided } from './undecided.ts';

const IDLE_LOOKS = 5;

/** One first sync in the engine's own process, and what it was like. */
export interface EngineRound {
  readonly mails: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Until the last thing that deciding had to do was done. */
  readonly settledSeconds: number;
  readonly eventLoopP99Ms: number;
  readonly eventLoopMaxMs: number;
  readonly syncRssMb: number;
  readonly peakRssMb: number;
  readonly afterP99Ms: number;
  readonly idleSyncMs: number;
  readonly proposals: number;
}

/**
 * Adds an account to an empty engine and waits until everything is stored, searchable and decided by the rules; then until
 * the classifier has learned and decided as well; then looks a few times when nothing is new.
 */
export async function measureEngine(
  server: Dovecot,
  user: string,
  work: string,
  flags: readonly string[] = [],
): Promise<EngineRound> {
  const dataDir = mkdtempSync(join(work, 'engine-'));
  const engine = await EngineProcess.start(dataDir, flags);
  try {
    const before = await engine.inside('reset');
    const started = Date.now();
    const account = await engine.addImap(server.settings(user));
    const storedAt = await waitFor(() => engine.syncedAt(account), { timeout: 3_600_000, every: 100 });
    const during = await engine.inside('reset');
    const syncRssMb = engine.memory().peakMb;
    let decidedAt = storedAt;
    while (countUndecided(dataDir) > 0) decidedAt = Date.now();
    await engine.quiet();
    const settledSeconds = (Date.now() - started) / 1000;
    const after = await engine.inside('reset');

    const idle: number[] = [];
    for (let look = 0; look <= IDLE_LOOKS; look += 1) {
      const asked = Date.now();
      await engine.ask('accounts.syncNow', { id: account });
      const done = await waitFor(
        async () => {
          const at = await engine.syncedAt(account);
          return at !== null && at >= asked && at;
        },
        { every: 10 },
      );
      // The first look after a first sync compares everything once.
      if (look > 0) idle.push(done - asked);
    }
    const { total } = await engine.ask('suggestions.groups', {});
    const peakRssMb = engine.memory().peakMb;
    await engine.close();
    const { places, messages, indexed } = countStored(dataDir);
    if (messages !== indexed) throw new Error(`${messages} mails, ${indexed} in the index`);
    return {
      mails: places,
      seconds: (decidedAt - started) / 1000,
      cpuSeconds: during.cpuSeconds - before.cpuSeconds,
      settledSeconds,
      eventLoopP99Ms: during.eventLoopP99Ms,
      eventLoopMaxMs: during.eventLoopMaxMs,
      syncRssMb,
      peakRssMb,
      afterP99Ms: after.eventLoopP99Ms,
      idleSyncMs: median(idle),
      proposals: total,
    };
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
