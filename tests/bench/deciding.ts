/**
 * How good the decisions are on real filed mail: replays the folders of eight public mailboxes with both protocols, then times
 * learning and deciding 20,000 mails. The mailboxes are development data that lies beside the repository.
 */
import { existsSync } from 'node:fs';
import type { MailboxId } from '../../contract/ids.ts';
import { backtest, Decider, NO_RULES, type BacktestReport } from '../../main/engine/deciding/index.ts';
import { DATA, readMailboxes, type Mailbox } from './deciding/mailboxes.ts';

const PROMISE = 0.95;
const THROUGHPUT_MAILS = 20_000;
const stopwatch = (): number => performance.now();

async function main(json: boolean): Promise<void> {
  if (!existsSync(DATA)) {
    process.stdout.write(`Skipped: the development mailboxes are not at ${DATA}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ skipped: 'no development mailboxes' })}\n`);
    return;
  }
  const reports: BacktestReport[] = [];
  const mailboxes = await readMailboxes();
  for (const mailbox of mailboxes) {
    for (const protocol of ['online', 'step'] as const) {
      const options = { protocol, promise: PROMISE, name: mailbox.name, stopwatch };
      reports.push(
        backtest(mailbox.mails, { ...options, folderName: (id) => mailbox.folders[id - 1] ?? '' }),
      );
    }
  }
  const means = { online: meanOf(reports, 'online'), step: meanOf(reports, 'step') };
  const throughput = measureThroughput(mailboxes);
  print(reports, means, throughput);
  if (json)
    process.stdout.write(
      `${JSON.stringify({ bench: 'deciding', mean: means, throughput, mailboxes: reports })}\n`,
    );
}

const SHOWN = ['accuracy', 'top3', 'precisionAtPromise', 'coverageAtPromise', 'ece', 'msPerMail'] as const;
type Means = Record<(typeof SHOWN)[number], number>;

function meanOf(reports: readonly BacktestReport[], protocol: 'online' | 'step'): Means {
  const of = reports.filter((report) => report.protocol === protocol);
  const mean = (key: keyof Means): number => of.reduce((sum, report) => sum + report[key], 0) / of.length;
  return Object.fromEntries(SHOWN.map((key) => [key, mean(key)])) as Means;
}

/** Trains on 20,000 mails of one account (all mailboxes side by side, repeated as needed), then decides as many. */
function measureThroughput(mailboxes: readonly Mailbox[]): Record<string, number> {
  const once = mailboxes.flatMap(({ mails }, owner) =>
    mails.map(({ mail, mailbox }) => ({ mail, mailbox: (owner * 100 + mailbox) as MailboxId })),
  );
  const all = Array.from({ length: THROUGHPUT_MAILS }, (_, at) => once[at % once.length]).filter(
    (one) => one !== undefined,
  );
  const folders = new Map(
    all.map(({ mailbox }) => [mailbox, { path: String(mailbox), name: String(mailbox) }]),
  );
  const decider = Decider.create();
  const train = seconds(() => all.forEach(({ mail, mailbox }) => decider.learn(mail, mailbox)));
  const context = { rules: NO_RULES, folders, never: new Set<MailboxId>(), now: 0 };
  const decide = seconds(() => all.forEach(({ mail }) => decider.decide(mail, context)));
  let bytes: Uint8Array = new Uint8Array();
  const save = seconds(() => (bytes = decider.serialize()));
  const restore = seconds(() => Decider.restore(bytes));
  return {
    mails: all.length,
    folders: folders.size,
    trainSeconds: train,
    decideSeconds: decide,
    saveSeconds: save,
    restoreSeconds: restore,
    stateBytes: bytes.length,
  };
}

function seconds(work: () => void): number {
  const begun = stopwatch();
  work();
  return Math.round(stopwatch() - begun) / 1000;
}

function print(reports: readonly BacktestReport[], means: Record<string, Means>, throughput: object): void {
  const line = (name: string, of: Means): string =>
    name.padEnd(22) +
    SHOWN.map((key) =>
      (key === 'msPerMail' ? of[key].toFixed(2) : (100 * of[key]).toFixed(1)).padStart(20),
    ).join('');
  process.stdout.write(`${''.padEnd(22)}${SHOWN.map((key) => key.padStart(20)).join('')}\n`);
  for (const report of reports)
    process.stdout.write(`${line(`${report.mailbox} ${report.protocol}`, report)}\n`);
  for (const [protocol, mean] of Object.entries(means))
    process.stdout.write(`${line(`mean ${protocol}`, mean)}\n`);
  process.stdout.write(`${JSON.stringify(throughput)}\n`);
}

await main(process.argv.includes('--json'));
