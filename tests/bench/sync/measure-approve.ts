import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProposalRow } from '../../../contract/suggestions.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import { waitFor } from '../../support/wait-for.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { cachedMailbox, putMailbox } from '../support/mailbox-cache.ts';
import { table } from '../support/numbers.ts';

/** What approving many mails took, in seconds from the approval. */
export interface ApproveRound {
  /** Until the engine said that it will be done. */
  readonly answeredSeconds: number;
  /** Until the server, asked by another program, had the mails in their folders. */
  readonly confirmedSeconds: number;
  /** Until every receipt said done. */
  readonly receiptsSeconds: number;
  readonly cpuSeconds: number;
  readonly eventLoopP99Ms: number;
}

/** The mailbox that is approved from is made of this many mails. */
const APPROVED_OF = 16_000;

/** Measures on a mailbox of its own a round. */
export async function measureApprovals(
  server: Dovecot,
  work: string,
  count: number,
  runs: number,
  say: (line: string) => void,
): Promise<ApproveRound[]> {
  const rounds: ApproveRound[] = [];
  for (let round = 1; round <= runs; round += 1) {
    const user = `beate${round}`;
    putMailbox(cachedMailbox({ n: APPROVED_OF, seed: 2 }), server.maildir(user), server.owner);
    unfile(server.maildir(user));
    const figures = await measureApprove(server, user, work, count);
    say(`approval ${round}`);
    table({ ...figures }, (line) => {
      say(`  ${line}`);
    });
    rounds.push(figures);
  }
  return rounds;
}

/** Takes half of the mails of each folder into the inbox, so that there are many to propose. */
export function unfile(maildir: string): void {
  for (const entry of readdirSync(maildir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\/(?:INBOX|Sent|Drafts|Trash|Junk)\//.test(`${entry.parentPath}/`)) continue;
    if (Number(/\.M(\d+)P/.exec(entry.name)?.[1] ?? 0) % 2 === 0) continue;
    renameSync(join(entry.parentPath, entry.name), join(maildir, 'INBOX/cur', entry.name));
  }
}

/** Approves `count` proposals at once and waits until the server has moved the mails, as doveadm counts them. */
async function measureApprove(
  server: Dovecot,
  user: string,
  work: string,
  count: number,
): Promise<ApproveRound> {
  const dataDir = mkdtempSync(join(work, 'approve-'));
  const engine = await EngineProcess.start(dataDir);
  try {
    const account = await engine.addImap(server.settings(user));
    await waitFor(() => engine.syncedAt(account), { timeout: 3_600_000, every: 200 });
    await engine.quiet();
    const ids = (await listProposals(engine, count)).map(({ id }) => id);
    if (ids.length < count) throw new Error(`only ${ids.length} proposals to approve`);
    const inbox = async () => (await server.doveadm.counts(user)).get('INBOX') ?? NaN;
    const before = await inbox();
    const idle = await engine.inside('reset');
    const seconds = stopwatch();
    const { batch } = await engine.ask('suggestions.approve', { selection: { ids } });
    const answeredSeconds = seconds();
    const confirmed = waitFor(async () => before - (await inbox()) === count && seconds(), {
      timeout: 600_000,
      every: 50,
    });
    const receipts = waitFor(
      async () => {
        const { batches } = await engine.ask('activity.list', {});
        const found = batches.find(({ id }) => id === batch);
        return found?.pending === 0 && found.failed === 0 && seconds();
      },
      { timeout: 600_000, every: 100 },
    );
    const [confirmedSeconds, receiptsSeconds] = await Promise.all([confirmed, receipts]);
    const { cpuSeconds, eventLoopP99Ms } = await engine.inside();
    return {
      answeredSeconds,
      confirmedSeconds,
      receiptsSeconds,
      cpuSeconds: cpuSeconds - idle.cpuSeconds,
      eventLoopP99Ms,
    };
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function listProposals(engine: EngineProcess, count: number): Promise<ProposalRow[]> {
  const found: ProposalRow[] = [];
  while (found.length < count) {
    const limit = Math.min(500, count - found.length);
    const { rows } = await engine.ask('suggestions.list', { offset: found.length, limit });
    if (rows.length === 0) break;
    found.push(...rows);
  }
  return found;
}

function stopwatch(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
}
