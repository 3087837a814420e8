/**
 * `npm run bench -- backlog [--json] [--below 0.6] [--ms 3b=2700,7b=6200] [--naive 3b=30000,7b=70000]` (also `model --backlog`): which
 * share of a person's mail reaches the language model, and how many calls that takes. Replays the development mailboxes with
 * the product's own rules; a model that is always right stands in for the real one. With milliseconds a mail, as `model`
 * measures them, says how long 20,000 mails take.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DATA, readMailboxes } from './deciding/mailboxes.ts';
import { modes, replayBacklog, type BacklogReport, type BacklogShares, type Mode } from './model/backlog.ts';
import { mean } from './support/numbers.ts';

const MAILS = 20_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    below: { type: 'string' },
    ms: { type: 'string', default: '' },
    naive: { type: 'string', default: '' },
  },
});

async function main(): Promise<void> {
  if (!existsSync(DATA)) {
    process.stdout.write(`Skipped: the development mailboxes are not at ${DATA}\n`);
    if (values.json) process.stdout.write(`${JSON.stringify({ skipped: 'no development mailboxes' })}\n`);
    return;
  }
  const below = values.below === undefined ? undefined : Number(values.below);
  const reports: BacklogReport[] = [];
  process.stdout.write(`${line('', 'mode', ['mails', ...SHARES])}\n`);
  for (const mailbox of await readMailboxes()) {
    for (const report of await replayBacklog(mailbox, below)) {
      reports.push(report);
      print(report.mailbox, report.mode, report.mails, report);
    }
  }
  const means = Object.fromEntries(modes.map((mode) => [mode, meanOf(reports, mode)])) as Record<
    Mode,
    BacklogShares
  >;
  for (const mode of modes) print('mean', mode, MAILS, means[mode]);
  const hours = hoursOf(means);
  for (const [shape, of] of Object.entries(hours)) process.stdout.write(`${shape} ${JSON.stringify(of)}\n`);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ bench: 'backlog', mean: means, hours, mailboxes: reports })}\n`);
}

const SHARES = ['reached', 'calls', 'evaluations', 'shared', 'sharedRight'] as const;

function print(name: string, mode: Mode, mails: number, shares: BacklogShares): void {
  const percent = SHARES.map((share) => (100 * shares[share]).toFixed(1));
  process.stdout.write(`${line(name, mode, [String(mails), ...percent])}\n`);
}

function line(name: string, mode: string, cells: readonly string[]): string {
  return name.padEnd(14) + mode.padEnd(10) + cells.map((cell) => cell.padStart(12)).join('');
}

function meanOf(reports: readonly BacklogReport[], mode: Mode): BacklogShares {
  const of = reports.filter((report) => report.mode === mode);
  const shareOf = (share: keyof BacklogShares): number => mean(of.map((report) => report[share]));
  return {
    reached: shareOf('reached'),
    calls: shareOf('calls'),
    evaluations: shareOf('evaluations'),
    shared: shareOf('shared'),
    sharedRight: shareOf('sharedRight'),
  };
}

/** Hours that 20,000 mails take, by shape and mode; `naive` is asking the plain way for every mail. */
function hoursOf(means: Record<Mode, BacklogShares>): Record<string, Record<string, number>> {
  const naive = new Map(pairs(values.naive));
  const hours = (ms: number): number => Number(((MAILS * ms) / 3_600_000).toFixed(2));
  return Object.fromEntries(
    pairs(values.ms).map(([shape, ms]) => {
      const plain = naive.get(shape);
      const ours = modes.map((mode) => [mode, hours(ms * means[mode].evaluations)]);
      return [
        shape,
        { ...Object.fromEntries(ours), ...(plain === undefined ? {} : { naive: hours(plain) }) },
      ];
    }),
  );
}

function pairs(text: string): [string, number][] {
  return text
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, Number(value)];
    });
}

await main();
