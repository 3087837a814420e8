/**
 * `npm run bench -- sync [--json] [--n 20000] [--runs 3] [--seed 1] [--quick]`: the first sync of a generated mailbox on a
 * local Dovecot by the engine in its own process, everything on, from an empty database until every mail is stored,
 * searchable and decided by the rules; next to mbsync pulling the same mailbox and imapflow fetching the same bytes, in
 * turns, so that whatever else the machine does hits all alike. Medians. `--quick` leaves mbsync and the approval out.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { Dovecot } from '../support/dovecot.ts';
import { cachedMailbox, putMailbox } from './support/mailbox-cache.ts';
import { median, table } from './support/numbers.ts';
import { measureApprovals } from './sync/measure-approve.ts';
import { measureEngine, type EngineRound } from './sync/measure-engine.ts';
import { measureMbsync } from './sync/mbsync.ts';

const run = promisify(execFile);
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    n: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    flags: { type: 'string', default: '' },
  },
});
const FOLDERS = 50;
const APPROVED = 5000;
const flags = values.flags.split(' ').filter(Boolean);

const work = mkdtempSync(join(tmpdir(), 'casier-bench-'));
const server = await Dovecot.start();
try {
  const figures = await measure();
  table(figures, say);
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}

async function measure() {
  await fill();
  // The server's own indexes are made by the first reader: that is not what is measured.
  await measureRaw();
  const rounds: { raw: number; engine: EngineRound; mbsync: number }[] = [];
  for (let round = 1; round <= Number(values.runs); round += 1) {
    const raw = await measureRaw();
    const engine = await measureEngine(server, 'anne', work, flags);
    const mbsync = values.quick ? NaN : await measureMbsync(server, 'anne', work);
    if (engine.mails !== raw.mails) throw new Error(`${raw.mails} mails, ${engine.mails} stored`);
    say(`round ${round}: mbsync ${mbsync.toFixed(2)} s, fetch alone ${raw.seconds.toFixed(2)} s`);
    table({ ...engine }, (line) => say(`  ${line}`));
    rounds.push({ raw: raw.seconds, engine, mbsync });
  }
  const of = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));
  const n = rounds[0]?.engine.mails ?? 0;
  const seconds = of(({ engine }) => engine.seconds);
  return {
    n,
    seconds,
    mailsPerSecond: n / seconds,
    peakRssMb: of(({ engine }) => engine.peakRssMb),
    eventLoopP99Ms: of(({ engine }) => engine.eventLoopP99Ms),
    mbsyncSeconds: of(({ mbsync }) => mbsync),
    ratioToMbsync: of(({ engine, mbsync }) => engine.seconds / mbsync),
    rawFetchSeconds: of(({ raw }) => raw),
    ratioToRawFetch: of(({ engine, raw }) => engine.seconds / raw),
    idleSyncMs: of(({ engine }) => engine.idleSyncMs),
    bulkApproveSeconds: values.quick ? NaN : await approveOften(),
  };
}

async function fill(): Promise<void> {
  const n = Number(values.n);
  putMailbox(cachedMailbox({ n, seed: Number(values.seed) }), server.maildir('anne'), server.owner);
  const missing = FOLDERS - (await server.doveadm.counts('anne')).size;
  const more = Array.from({ length: Math.max(0, missing) }, (_, at) => `Divers/Dossier ${at + 1}`);
  if (more.length > 0) await server.doveadm.createMailbox('anne', ...more);
}

async function approveOften(): Promise<number> {
  const rounds = await measureApprovals(server, work, APPROVED, Number(values.runs), say);
  return median(rounds.map(({ confirmedSeconds }) => confirmedSeconds));
}

async function measureRaw(): Promise<{ mails: number; seconds: number }> {
  const script = join(import.meta.dirname, 'sync/raw-fetch.ts');
  const { stdout } = await run(process.execPath, [script, `${server.port}`, 'anne']);
  return z.object({ mails: z.number(), seconds: z.number() }).parse(JSON.parse(stdout));
}

function say(line: string): void {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
}
