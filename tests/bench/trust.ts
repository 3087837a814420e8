/**
 * What trust would have done on real filed mail: replays eight public mailboxes in time order. Each folder files by itself
 * from the moment that its record proves the promise, and again as soon as it does after a demotion; nobody could grant it
 * earlier or more often. The mailboxes are development data that lies beside the repository.
 */
import { existsSync } from 'node:fs';
import type { MailboxId } from '../../contract/ids.ts';
import { Decider, NO_RULES } from '../../main/engine/deciding/index.ts';
import { keeping, MEMORY, prove, type Answer } from '../../main/engine/trust/record.ts';
import { DATA, readMailboxes, type Mailbox } from './deciding/mailboxes.ts';

const PROMISES = [0.9, 0.95, 0.98];
const WARM_UP = 100;

interface Folder {
  /** Newest first. */
  answers: Answer[];
  /** Null while it proposes. */
  threshold: number | null;
}

interface Outcome {
  readonly mailbox: string;
  readonly promise: number;
  readonly judged: number;
  readonly filed: number;
  readonly right: number;
  /** Folders that filed by themselves at some time. */
  readonly trusted: number;
  readonly demotions: number;
}

/** A decision made before its mail was learned. */
interface Decided {
  readonly target: MailboxId;
  readonly probability: number;
  readonly right: boolean;
}

function decideAll({ mails, folders: names }: Mailbox): (Decided | null)[] {
  const decider = Decider.create();
  const folders = new Map(names.map((name, at) => [(at + 1) as MailboxId, { path: name, name }]));
  const never = new Set<MailboxId>();
  return mails.map(({ mail, mailbox }, at) => {
    const decision =
      at < WARM_UP ? null : decider.decide(mail, { rules: NO_RULES, folders, never, now: mail.date });
    decider.learn(mail, mailbox);
    const target = decision?.target ?? null;
    if (!decision || target === null) return null;
    return { target, probability: decision.probability, right: target === mailbox };
  });
}

function simulate(mailbox: string, decided: readonly (Decided | null)[], promise: number): Outcome {
  const folders = new Map<MailboxId, Folder>();
  const trusted = new Set<MailboxId>();
  let [filed, right, demotions] = [0, 0, 0];
  for (const answer of decided) {
    if (!answer) continue;
    const folder = folders.get(answer.target) ?? { answers: [], threshold: null };
    folders.set(answer.target, folder);
    const byItself = folder.threshold !== null && answer.probability >= folder.threshold;
    filed += Number(byItself);
    right += Number(byItself && answer.right);
    folder.answers = [{ ...answer, byItself }, ...folder.answers].slice(0, MEMORY);
    const inForce = folder.threshold;
    if (inForce !== null && !keeping(folder.answers, inForce, promise).kept) {
      folder.threshold = null;
      demotions += 1;
      continue;
    }
    folder.threshold = prove(folder.answers, promise).threshold ?? inForce;
    if (folder.threshold !== null) trusted.add(answer.target);
  }
  const judged = decided.length - WARM_UP;
  return { mailbox, promise, judged, filed, right, trusted: trusted.size, demotions };
}

function print(outcomes: readonly Outcome[]): void {
  const percent = (part: number, of: number): string => (of === 0 ? '–' : ((100 * part) / of).toFixed(1));
  for (const promise of PROMISES) {
    process.stdout.write(
      `\nA promise of ${promise * 100} %: mails, filed by itself %, of these right %, folders, demotions\n`,
    );
    for (const one of outcomes.filter((outcome) => outcome.promise === promise)) {
      const numbers = [one.judged, percent(one.filed, one.judged), percent(one.right, one.filed)];
      const counts = [one.trusted, one.demotions];
      process.stdout.write(`  ${one.mailbox.padEnd(14)} ${[...numbers, ...counts].join('  ')}\n`);
    }
    const all = outcomes.filter((outcome) => outcome.promise === promise);
    const sum = (key: 'judged' | 'filed' | 'right'): number =>
      all.reduce((total, one) => total + one[key], 0);
    const shares = [percent(sum('filed'), sum('judged')), percent(sum('right'), sum('filed'))];
    process.stdout.write(`  ${'all mails'.padEnd(14)} ${sum('judged')}  ${shares.join('  ')}\n`);
  }
}

const json = process.argv.includes('--json');
if (existsSync(DATA)) {
  const outcomes = (await readMailboxes()).flatMap((mailbox) => {
    const decided = decideAll(mailbox);
    return PROMISES.map((promise) => simulate(mailbox.name, decided, promise));
  });
  print(outcomes);
  if (json) process.stdout.write(`${JSON.stringify({ bench: 'trust', outcomes })}\n`);
} else {
  process.stdout.write(`Skipped: the development mailboxes are not at ${DATA}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ skipped: 'no development mailboxes' })}\n`);
}
