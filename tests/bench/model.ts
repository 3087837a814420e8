/**
 * `npm run bench -- model [--json] [--shape 1b|3b|7b] [--rounds 3] [--threads N]`: what one mail costs when its label is scored by the
 * model process, next to asking the plain way for an answer of 40 tokens, by turns in the same run. The mails have as many tokens as
 * the product shows of real ones. Random weights of true shape: speed only. Milliseconds; medians, of prefill the best of the rounds on
 * both sides; the file is kept in .cache. `--backlog` with the arguments of `npm run bench -- backlog` does that instead.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeModel, modelShapes, type ModelShapeName } from '../../models/maker/index.ts';
import { compare } from './model/compare.ts';
import { shownTokens } from './model/shown-tokens.ts';
import { table } from './support/numbers.ts';

const MAILS_A_ROUND = 3;

if (process.argv.includes('--backlog')) {
  process.argv.splice(process.argv.indexOf('--backlog'), 1);
  await import('./backlog.ts');
} else {
  await measure();
}

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      shape: { type: 'string', default: '1b' },
      rounds: { type: 'string', default: '3' },
      threads: { type: 'string', default: String(physicalCores()) },
    },
  });
  const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  const shape = modelShapes.find((name) => name === values.shape);
  if (shape === undefined) throw new Error(`there is no shape ${values.shape}: ${modelShapes.join(', ')}`);
  const [threads, rounds] = [Number(values.threads), Number(values.rounds)];
  const work = mkdtempSync(join(tmpdir(), 'casier-bench-model-'));
  try {
    const path = await modelFile(shape, say);
    const mailTokens = await shownTokens(rounds * MAILS_A_ROUND, shape !== '7b');
    const figures = await compare({ path, work, threads, rounds, mailTokens });
    table({ threads, ...figures }, say);
    if (values.json) process.stdout.write(`${JSON.stringify({ shape, threads, ...figures })}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function modelFile(name: ModelShapeName, say: (line: string) => void): Promise<string> {
  const folder = join(import.meta.dirname, '../../.cache/bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.gguf`);
  if (!existsSync(path)) {
    say(`Writing ${path}`);
    await makeModel({ shape: name, path });
  }
  return path;
}

/** Threads of the same core do not calculate faster together. */
function physicalCores(): number {
  const cores = new Set<string>();
  let socket = '';
  for (const line of readFileSync('/proc/cpuinfo', 'utf8').split('\n')) {
    if (line.startsWith('physical id')) socket = line;
    if (line.startsWith('core id')) cores.add(`${socket} ${line}`);
  }
  return Math.max(1, cores.size);
}
