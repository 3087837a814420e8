import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelChoice, Question } from '../../../contract/inference-wire.ts';
import type { Reply } from '../../../contract/problem.ts';
import { openInference, type Inference } from '../../../main/engine/inference/index.ts';
import { silentLogger } from '../../../main/engine/platform/logger.ts';
import type { ProcessChannel } from '../../../main/engine/platform/process-channel.ts';
import { startChild } from '../../../main/shell/chromium/child-process.ts';
import { labels, words } from '../../../models/maker/index.ts';
import { scoringPrompt } from '../../../models/prompt.ts';

const program = join(import.meta.dirname, '../../../main/inference/process.ts');

export interface ScoringRun {
  readonly path: string;
  /** For states of prefixes. */
  readonly work: string;
  readonly threads: number;
  readonly mails: number;
  /** What is left of a mail after it was cut. */
  readonly mailTokens: number;
}

export interface ScoringFigures {
  readonly loadMs: number;
  readonly prefixTokens: number;
  readonly prefixMs: number;
  readonly restoreMs: number;
  /** Seen from the asking side, all included. */
  readonly mailMs: readonly number[];
  readonly tokensPerMail: number;
  readonly abortMs: number;
  readonly rssMb: number;
}

/** Instructions and 21 folders: about 350 tokens in this vocabulary, as a folder list of that size is in Mistral's. */
export function longPrompt(): ReturnType<typeof scoringPrompt> {
  const folders = Array.from({ length: 21 }, (_, index) => {
    const [name = '', ...examples] = words.slice(4 * index, 4 * index + 4);
    return { label: labels[index] ?? '', name, examples };
  });
  return scoringPrompt(folders, labels[21] ?? '');
}

/** Asks through the real process. */
export async function measureScoring(run: ScoringRun): Promise<ScoringFigures> {
  const { prefix, suffix } = longPrompt();
  const channels: ProcessChannel[] = [];
  const inference = openInference({
    start: () => {
      const channel = startChild(program);
      channels.push(channel);
      return channel;
    },
    logger: silentLogger(),
    idleMs: 600_000,
  });
  inference.choose(modelOf(run));
  const question = (mail: string): Question => {
    return {
      prefix: [...prefix],
      suffix: [...suffix],
      mail,
      labels: labels.slice(0, 22),
      threads: run.threads,
    };
  };
  const [loadMs] = await timed(async () => value(await inference.count([''])));
  const evaluated = value(await inference.prepare(prefix, run.threads));
  const mailMs: number[] = [];
  let tokensPerMail = 0;
  for (let index = 0; index < run.mails; index++) {
    const mail = mailOf(run.mailTokens, index);
    const [milliseconds, scored] = await timed(async () => value(await inference.score(question(mail))));
    mailMs.push(milliseconds);
    tokensPerMail = scored.tokens;
  }
  const rssMb = residentMb(channels.at(-1)?.pid());
  const abortMs = await measureAbort(inference, question(mailOf(1200, 0)));
  await inference.unload();
  const restored = value(await inference.prepare(prefix, run.threads));
  if (restored.from !== 'disk') throw new Error('the state of the prefix was not kept');
  await inference.unload();
  return {
    loadMs,
    prefixTokens: evaluated.tokens,
    prefixMs: evaluated.milliseconds,
    restoreMs: restored.milliseconds,
    mailMs,
    tokensPerMail,
    abortMs,
    rssMb,
  };
}

/** The worst of several moments in the midst of a long mail. */
async function measureAbort(inference: Inference, long: Question): Promise<number> {
  let worst = 0;
  for (const moment of [300, 700, 1100]) {
    const controller = new AbortController();
    const asked = inference.score(long, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, moment));
    const [milliseconds, reply] = await timed(() => {
      controller.abort();
      return asked;
    });
    if (reply.ok) throw new Error('the mail was too short to be stopped');
    worst = Math.max(worst, milliseconds);
  }
  return worst;
}

function modelOf({ path, work }: ScoringRun): ModelChoice {
  const stateDir = join(work, 'states');
  return { path, fingerprint: 'bench', contextTokens: 2048, memoryMap: true, gpu: false, stateDir };
}

/** A mail of so many tokens: every word is one. */
export function mailOf(tokens: number, index: number): string {
  return Array.from({ length: tokens }, (_, at) => words[(7 * index + 3 * at) % words.length] ?? '').join(
    ' ',
  );
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const begin = performance.now();
  const result = await work();
  return [performance.now() - begin, result];
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.problem.code} ${reply.problem.detail ?? ''}`);
  return reply.value;
}

function residentMb(pid: number | undefined): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}
