/**
 * Brings up the judge: what it knows before it has seen a person's mail. Replays the development mailboxes, writes down what
 * the witnesses said before each mail was learned, and fits a judge to it; writes main/engine/deciding/learned/upbringing.ts.
 * With `--leave-one-out` nothing is written: each mailbox is judged by one brought up on the others, which says how much
 * the upbringing is worth to somebody else.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Judge, type Upbringing, type Weighed } from '../../../main/engine/deciding/learned/judge.ts';
import { Model } from '../../../main/engine/deciding/learned/model.ts';
import { NONE_SIGNALS, SCALES, SIGNALS } from '../../../main/engine/deciding/learned/signals.ts';
import { upbringing as present } from '../../../main/engine/deciding/learned/upbringing.ts';
import { readMailboxes, type Mailbox } from './mailboxes.ts';

const OUTPUT = join(import.meta.dirname, '../../../main/engine/deciding/learned/upbringing.ts');
const UNITS = 16;
const ROUNDS = 4;
const RATE = 0.1;
const YOUNG_PEOPLE = 25;
const YOUNG_MAILS = 60;
const FIRST_JUDGED = 100;
/** The development mailboxes have no References: what a thread is worth is set by hand, and no unit looks at it. */
const THREAD = SIGNALS.indexOf('threadMemory');
const THREAD_WEIGHT = 6;

interface Case {
  readonly weighed: Weighed;
  readonly right: number;
}

function casesOf({ mails, folders }: Mailbox): Case[] {
  const model = new Model(present);
  model.nameFolders(new Map(folders.map((name, index) => [(index + 1) as never, { path: name }])));
  const cases: Case[] = [];
  for (const { mail, mailbox } of mails) {
    const view = model.view(mail);
    if (view.candidates > 0)
      cases.push({ weighed: view, right: view.columns.indexOf(model.columnOf(mailbox)) });
    model.learn(mail, mailbox);
  }
  return cases;
}

/** Beginnings: a person with a few folders and a few mails in them, whose other mail belongs in none. */
function youngCases({ mails, folders }: Mailbox, seed: number): Case[] {
  const random = mulberry32(seed);
  const cases: Case[] = [];
  for (let person = 0; person < YOUNG_PEOPLE; person++) {
    const start = Math.floor(random() * mails.length);
    const known = new Set<number>();
    const wanted = 1 + Math.floor(random() * 5);
    const model = new Model(present);
    model.nameFolders(new Map(folders.map((name, index) => [(index + 1) as never, { path: name }])));
    for (const { mail, mailbox } of mails.slice(start, start + YOUNG_MAILS)) {
      if (known.size < wanted && random() < 0.25) known.add(mailbox);
      const view = model.view(mail);
      const right = known.has(mailbox) ? view.columns.indexOf(model.columnOf(mailbox)) : -1;
      if (view.candidates > 0) cases.push({ weighed: view, right });
      if (known.has(mailbox)) model.learn(mail, mailbox);
    }
  }
  return cases;
}

function bringUp(cases: readonly Case[], seed: number): Upbringing {
  const random = mulberry32(seed);
  const normal = (spread: number) =>
    spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const inputs = SCALES.length;
  const judge = new Judge({
    scales: SCALES,
    none: NONE_SIGNALS.length,
    parameters: [
      ...Array.from({ length: inputs + NONE_SIGNALS.length }, (_, at) => (at === THREAD ? THREAD_WEIGHT : 0)),
      ...Array.from({ length: UNITS * inputs }, (_, at) => (at % inputs === THREAD ? 0 : normal(0.3))),
      ...new Array<number>(UNITS).fill(0),
      ...Array.from({ length: UNITS }, () => normal(0.1)),
    ],
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { weighed, right } of shuffled(cases, random)) judge.learn(weighed, right, RATE);
  }
  const parameters = judge.parameters.map((value) => Number(value.toPrecision(4)));
  return { scales: SCALES, none: NONE_SIGNALS.length, parameters };
}

/** Accuracy and top-3 of one mailbox in percent, learning on the way. */
function measure(brought: Upbringing, cases: readonly Case[]): { accuracy: number; top3: number } {
  const judge = new Judge(brought);
  let [right1, right3, all] = [0, 0, 0];
  cases.forEach(({ weighed, right }, at) => {
    if (at >= FIRST_JUDGED - 1) {
      const chances = judge.probabilities(weighed);
      const better = chances.subarray(0, -1).filter((chance) => chance > (chances[right] ?? 2)).length;
      all += 1;
      if (right >= 0 && better < 1) right1 += 1;
      if (right >= 0 && better < 3) right3 += 1;
    }
    judge.learn(weighed, right);
  });
  return { accuracy: (100 * right1) / all, top3: (100 * right3) / all };
}

/** How sure a judge that has learned nothing from them is of the beginnings, and how often it is right, in percent. */
function doubtOf(brought: Upbringing, cases: readonly Case[]): string {
  const judge = new Judge(brought);
  let [sure, right] = [0, 0];
  for (const one of cases) {
    const chances = judge.probabilities(one.weighed);
    const best = chances.indexOf(Math.max(...chances));
    sure += chances[best] ?? 0;
    right += Number(best === (one.right < 0 ? one.weighed.candidates : one.right));
  }
  return `sure ${((100 * sure) / cases.length).toFixed(1)} right ${((100 * right) / cases.length).toFixed(1)}`;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

/** A small seeded generator, so that the same data give the same judge. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const mailboxes = (await readMailboxes()).map((mailbox) => ({
  name: mailbox.name,
  cases: casesOf(mailbox),
  young: youngCases(mailbox, 7),
}));
if (process.argv.includes('--leave-one-out')) {
  const results = mailboxes.map((mailbox) => {
    const others = mailboxes
      .filter((other) => other !== mailbox)
      .flatMap(({ cases, young }) => [...cases, ...young]);
    const brought = bringUp(others, 1);
    const result = measure(brought, mailbox.cases);
    process.stdout.write(
      `${mailbox.name.padEnd(14)} ${result.accuracy.toFixed(2)} ${result.top3.toFixed(2)} young ${doubtOf(brought, mailbox.young)}\n`,
    );
    return result;
  });
  const mean = (key: 'accuracy' | 'top3') => results.reduce((sum, one) => sum + one[key], 0) / results.length;
  process.stdout.write(`${'mean'.padEnd(14)} ${mean('accuracy').toFixed(2)} ${mean('top3').toFixed(2)}\n`);
} else {
  const { parameters } = bringUp(
    mailboxes.flatMap(({ cases, young }) => [...cases, ...young]),
    1,
  );
  writeFileSync(
    OUTPUT,
    `import type { Upbringing } from './judge.ts';
import { NONE_SIGNALS, SCALES } from './signals.ts';

/** Made by tests/bench/deciding/bring-up.ts from the development mailboxes; not written by hand. */
export const upbringing: Upbringing = {
  scales: SCALES,
  none: NONE_SIGNALS.length,
  // prettier-ignore
  parameters: [
${parameters.map((value, at) => `${at % 15 === 0 ? '    ' : ''}${value}${at % 15 === 14 ? ',\n' : ', '}`).join('')}
  ],
};
`,
  );
}
