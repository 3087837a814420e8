/**
 * `npm run bench -- model [--json] [--shape 1b|3b|7b] [--tokens 80] [--mails 5] [--threads N]`: what one mail costs when its
 * label is scored by the model process, next to asking the plain way for an answer of 40 tokens, in the same run. Random weights of true shape:
 * speed only. Milliseconds and medians; the file is kept in .cache.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeModel, modelShapes, type ModelShapeName } from '../../models/maker/index.ts';
import { measurePlain } from './model/plain.ts';
import { longPrompt, measureScoring } from './model/scoring.ts';
import { median, table } from './support/numbers.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    shape: { type: 'string', default: '1b' },
    tokens: { type: 'string', default: '80' },
    mails: { type: 'string', default: '5' },
    threads: { type: 'string', default: String(physicalCores()) },
  },
});
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const shape = modelShapes.find((name) => name === values.shape);
if (shape === undefined) throw new Error(`there is no shape ${values.shape}: ${modelShapes.join(', ')}`);
const threads = Number(values.threads);
const mails = Number(values.mails);
const work = mkdtempSync(join(tmpdir(), 'casier-bench-model-'));
try {
  const path = await modelFile(shape);
  const scoring = await measureScoring({ path, work, threads, mails, mailTokens: Number(values.tokens) });
  const plain = await measurePlain({ path, threads, mails: Math.ceil(mails / 2), prompt: longPrompt() });
  const msPerMail = median(scoring.mailMs);
  const naiveMsPerMail = median(plain.freeMs);
  const prefillTokensPerSecond = (scoring.prefixTokens / scoring.prefixMs) * 1000;
  const figures = {
    threads,
    loadMs: scoring.loadMs,
    prefixTokens: scoring.prefixTokens,
    prefixMs: scoring.prefixMs,
    prefixRestoreMs: scoring.restoreMs,
    naiveMsPerMail,
    naiveGrammarMsPerMail: plain.grammarMs,
    msPerMail,
    ratioToNaive: msPerMail / naiveMsPerMail,
    tokensPerMail: scoring.tokensPerMail,
    prefillTokensPerSecond,
    rawPrefillTokensPerSecond: plain.prefillTokensPerSecond,
    ratioToRaw: prefillTokensPerSecond / plain.prefillTokensPerSecond,
    abortMs: scoring.abortMs,
    rssMb: scoring.rssMb,
  };
  table(figures, say);
  if (values.json) process.stdout.write(`${JSON.stringify({ shape, ...figures })}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function modelFile(name: ModelShapeName): Promise<string> {
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
