/**
 * `npm run bench -- sync [--json] [--n 20000] [--runs 3] [--mails FOLDER]`: the first sync of a generated mailbox on a
 * local Dovecot, from an empty database to everything stored and searchable, next to mbsync pulling the same mailbox and to
 * a bare fetch of the same bytes, in the same minutes. Medians.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { Dovecot, password } from '../support/dovecot.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    n: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '3' },
    mails: { type: 'string' },
  },
});

const rawResult = z.object({ mails: z.number(), seconds: z.number() });
const syncResult = rawResult.extend({
  firstBatchMs: z.number(),
  idleSyncMs: z.number(),
  eventLoopP99Ms: z.number(),
  eventLoopMaxMs: z.number(),
  peakRssMb: z.number(),
});

const work = mkdtempSync(join(tmpdir(), 'casier-bench-'));
const server = await Dovecot.start();
try {
  await report(await measure());
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}

async function measure() {
  await fillServer();
  // The server's own indexes are made by the first reader: that is not what is measured.
  await measureIn('raw', rawResult);
  const rounds = [];
  for (let round = 0; round < Number(values.runs); round += 1) {
    const raw = await measureIn('raw', rawResult);
    const sync = await measureIn('sync', syncResult);
    const mbsync = await measureMbsync();
    say(
      `round ${round + 1}: ${sync.seconds.toFixed(2)} s; mbsync ${mbsync.toFixed(2)} s; fetch alone ${raw.seconds.toFixed(2)} s`,
    );
    rounds.push({ raw, sync, mbsync });
  }
  const seconds = median(rounds.map(({ sync }) => sync.seconds));
  const mails = rounds[0]?.sync.mails ?? 0;
  return {
    n: mails,
    seconds,
    mailsPerSecond: mails / seconds,
    firstBatchMs: median(rounds.map(({ sync }) => sync.firstBatchMs)),
    peakRssMb: median(rounds.map(({ sync }) => sync.peakRssMb)),
    eventLoopP99Ms: median(rounds.map(({ sync }) => sync.eventLoopP99Ms)),
    eventLoopMaxMs: median(rounds.map(({ sync }) => sync.eventLoopMaxMs)),
    mbsyncSeconds: median(rounds.map(({ mbsync }) => mbsync)),
    ratioToMbsync: median(rounds.map(({ sync, mbsync }) => sync.seconds / mbsync)),
    rawFetchSeconds: median(rounds.map(({ raw }) => raw.seconds)),
    ratioToRawFetch: median(rounds.map(({ sync, raw }) => sync.seconds / raw.seconds)),
    idleSyncMs: median(rounds.map(({ sync }) => sync.idleSyncMs)),
  };
}

async function fillServer(): Promise<void> {
  const target = server.maildir('anne');
  if (values.mails === undefined) {
    const generate = join(root, 'resources/demo/generate.ts');
    const shape = ['--shape', 'bulk', '--n', values.n, '--now', new Date().toISOString()];
    await run(process.execPath, [generate, ...shape, '--out', target], { cwd: root });
  } else {
    cpSync(values.mails, target, { recursive: true, preserveTimestamps: true });
  }
  await run('chown', ['-R', `${server.owner.uid}:${server.owner.gid}`, target]);
}

async function measureIn<T>(what: string, schema: z.ZodType<T>): Promise<T> {
  const folder = mkdtempSync(join(work, 'data-'));
  const script = join(import.meta.dirname, 'sync/measure.ts');
  const { stdout } = await run(process.execPath, [script, what, `${server.port}`, folder]);
  rmSync(folder, { recursive: true });
  return schema.parse(JSON.parse(stdout));
}

async function measureMbsync(): Promise<number> {
  const folder = mkdtempSync(join(work, 'mbsync-'));
  mkdirSync(join(folder, 'mail'));
  writeFileSync(
    join(folder, 'mbsyncrc'),
    `IMAPStore far
Host 127.0.0.1
Port ${server.port}
User anne
Pass ${password}
SSLType None
AuthMechs LOGIN

MaildirStore near
Path ${folder}/mail/
Inbox ${folder}/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Near
Sync Pull
SyncState ${folder}/
`,
  );
  const started = performance.now();
  await run('mbsync', ['-q', '-c', join(folder, 'mbsyncrc'), 'all']);
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true });
  return seconds;
}

async function report(figures: Record<string, number>): Promise<void> {
  for (const [name, value] of Object.entries(figures)) say(`${name.padEnd(16)} ${Number(value.toFixed(2))}`);
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function say(line: string): void {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
}
