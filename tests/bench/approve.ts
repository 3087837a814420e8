/**
 * `npm run bench -- approve [--json] [--runs 3] [--count 5000]`: approves many proposals at once and waits until the server,
 * asked by doveadm, has moved the mails. Medians.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Dovecot } from '../support/dovecot.ts';
import { median, table } from './support/numbers.ts';
import { measureApprovals } from './sync/measure-approve.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    count: { type: 'string', default: '5000' },
  },
});
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const work = mkdtempSync(join(tmpdir(), 'casier-bench-'));
const server = await Dovecot.start();
try {
  const rounds = await measureApprovals(server, work, Number(values.count), Number(values.runs), say);
  const figures = {
    count: Number(values.count),
    answeredSeconds: median(rounds.map(({ answeredSeconds }) => answeredSeconds)),
    confirmedSeconds: median(rounds.map(({ confirmedSeconds }) => confirmedSeconds)),
    receiptsSeconds: median(rounds.map(({ receiptsSeconds }) => receiptsSeconds)),
    eventLoopP99Ms: median(rounds.map(({ eventLoopP99Ms }) => eventLoopP99Ms)),
  };
  table(figures, say);
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
