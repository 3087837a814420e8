/**
 * `npm run fuzz -- --inputs 100000 [--seed N] [--only INDEX] [--json]`: reads spoiled mails as Casier reads mail and tells which
 * of them threw, took longer than a second or did not end. What failed is kept in .cache/fuzz, and repeated with --only.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { examine } from './examine.ts';
import { makeInput } from './inputs.ts';
import { runFuzz, type Outcome } from './run.ts';
import { readSeeds } from './seeds.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const say = (line: string) => process.stderr.write(`${line}\n`);
const { mails, foreign } = readSeeds();
say(`${mails.length} mails to begin with, seed ${seed}`);
if (!foreign) say('the test mails of other mail libraries are absent: only mails made here are used');

if (values.only === undefined) await all(Number(values.inputs));
else await one(Number(values.only));

async function all(inputs: number): Promise<void> {
  let shown = 0;
  const outcome = await runFuzz(seed, inputs, (index) => {
    if (index < shown + inputs / 20) return;
    shown = index;
    say(`${index} of ${inputs}`);
  });
  const folder = resolve(import.meta.dirname, '../../.cache/fuzz');
  for (const { index, kind, detail } of outcome.failures) {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${seed}-${index}.eml`);
    const { bytes, changes } = makeInput(mails, seed, index);
    writeFileSync(file, bytes);
    say(`${kind}: --seed ${seed} --only ${index} (${changes.join(', ')}), kept as ${file}\n  ${detail}`);
  }
  say(tableOf(outcome));
  if (values.json) process.stdout.write(`${JSON.stringify({ seed, foreign, ...outcome })}\n`);
  process.exitCode = outcome.failures.length > 0 ? 1 : 0;
}

async function one(index: number): Promise<void> {
  const { bytes, changes } = makeInput(mails, seed, index);
  say(`${bytes.length} bytes: ${changes.join(', ')}`);
  const before = process.cpuUsage();
  await examine(bytes);
  const { user, system } = process.cpuUsage(before);
  say(`read in ${Math.round((user + system) / 1000)} ms`);
}

function tableOf({ inputs, bytes, failures, slowest, seconds, peakMemory }: Outcome): string {
  const count = (kind: string) => failures.filter((failure) => failure.kind === kind).length;
  const rows = [
    ['inputs', `${inputs} (${Math.round(bytes / 1e6)} MB)`],
    ['threw', String(count('threw'))],
    ['longer than 1 s', String(count('slow'))],
    ['did not end, or took all memory', String(count('ended'))],
    ['slowest', `${Math.round(slowest.ms)} ms (${slowest.bytes} bytes, number ${slowest.index})`],
    ['peak memory', `${Math.round(peakMemory / 1e6)} MB`],
    ['time', `${seconds.toFixed(1)} s`],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(34)}${value}`).join('\n');
}
