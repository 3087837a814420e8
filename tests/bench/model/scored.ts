import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prepared, Question, Scores } from '../../../contract/inference-wire.ts';
import type { Reply } from '../../../contract/problem.ts';
import { openInference, type Inference } from '../../../main/engine/inference/index.ts';
import { silentLogger } from '../../../main/engine/platform/logger.ts';
import type { ProcessChannel } from '../../../main/engine/platform/process-channel.ts';
import { startChild } from '../../../main/shell/chromium/child-process.ts';
import { longLabels, longPrompt, mailOf } from './prompts.ts';

const program = join(import.meta.dirname, '../../../main/inference/process.ts');
/** Long enough to be in the midst of it at any of these moments, in milliseconds after the question. */
const ABORTED_MAIL_TOKENS = 1200;
const ABORT_AFTER_MS = [300, 700, 1100];

/** Asks as the product does, through its own process, and takes the time as the one who asks sees it. */
export class ScoredAsking {
  readonly #inference: Inference;
  readonly #channels: ProcessChannel[] = [];
  readonly #threads: number;

  /** `work`: a folder for states of prefixes. */
  constructor(path: string, work: string, threads: number) {
    this.#threads = threads;
    this.#inference = openInference({
      start: () => {
        const channel = startChild(program);
        this.#channels.push(channel);
        return channel;
      },
      logger: silentLogger(),
      idleMs: 600_000,
    });
    this.#inference.choose({
      path,
      fingerprint: 'bench',
      contextTokens: 2048,
      memoryMap: true,
      gpu: false,
      stateDir: join(work, 'states'),
    });
  }

  /** Milliseconds until the process has started and the model is loaded. */
  async load(): Promise<number> {
    return (await timed(async () => value(await this.#inference.count([''])))).milliseconds;
  }

  /** Brings a prefix into memory. */
  async prepare(index: number): Promise<Prepared> {
    return value(await this.#inference.prepare(longPrompt(index).prefix, this.#threads));
  }

  /** Scores a mail; `milliseconds` as seen from here, all included. */
  async ask(
    mailTokens: number,
    prompt: number,
    index: number,
  ): Promise<{ milliseconds: number; result: Scores }> {
    const question = this.#question(prompt, mailOf(mailTokens, index));
    return timed(async () => value(await this.#inference.score(question)));
  }

  /** The worst of several moments in the midst of a long mail, until its process does nothing more. */
  async abort(): Promise<number> {
    let worst = 0;
    for (const moment of ABORT_AFTER_MS) {
      const controller = new AbortController();
      const question = this.#question(1, mailOf(ABORTED_MAIL_TOKENS, moment));
      await this.prepare(1);
      const asked = this.#inference.score(question, controller.signal);
      await new Promise((resolve) => setTimeout(resolve, moment));
      const { milliseconds, result } = await timed(() => {
        controller.abort();
        return asked;
      });
      if (result.ok) throw new Error('the mail was too short to be stopped');
      worst = Math.max(worst, milliseconds);
    }
    return worst;
  }

  /** Megabytes that the process has in memory, the mapped file included. */
  residentMb(): number {
    const status = readFileSync(`/proc/${this.#channels.at(-1)?.pid() ?? 'self'}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Seconds of processor time that the process has had (proc(5): `utime` and `stime`, in hundredths). */
  processorSeconds(): number {
    const stat = readFileSync(`/proc/${this.#channels.at(-1)?.pid() ?? 'self'}/stat`, 'utf8');
    const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
    return (user + system) / 100;
  }

  async unload(): Promise<void> {
    await this.#inference.unload();
  }

  #question(prompt: number, mail: string): Question {
    const { prefix, suffix } = longPrompt(prompt);
    return { prefix: [...prefix], suffix: [...suffix], mail, labels: longLabels, threads: this.#threads };
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ milliseconds: number; result: T }> {
  const begin = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - begin, result };
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.problem.code} ${reply.problem.detail ?? ''}`);
  return reply.value;
}
