import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { assertNever } from '../../../contract/assert-never.ts';
import type { DownloadStep, FileCheck } from '../../../contract/models.ts';
import { fail, type Problem } from '../../../contract/problem.ts';
import type { Clock } from '../platform/clock.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { ModelFacts } from '../db/repositories/models.ts';
import { readModelFacts } from './facts.ts';
import { PartFile } from './part-file.ts';
import { Rate } from './rate.ts';
import { receive, type Limits, type ReceiveOptions, type Received, type Told } from './receive.ts';

export interface DownloadLimits extends Limits {
  /** Attempts in a row that bring nothing, before it is given up until the person asks again. */
  readonly attempts: number;
  /** Before the second attempt; doubled each time up to the longest. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const usualLimits: DownloadLimits = {
  answerMs: 30_000,
  stallMs: 45_000,
  reserve: 500_000_000,
  lookEvery: 64 << 20,
  attempts: 8,
  firstDelayMs: 1000,
  longestDelayMs: 60_000,
};

export interface DownloadOptions extends Omit<ReceiveOptions, 'limits' | 'onBytes'> {
  /** Where the same bytes can be had, the first first. */
  readonly urls: readonly URL[];
  /** Where the file will be. */
  readonly path: string;
  readonly told: Told;
  readonly limits: DownloadLimits;
  /** Of this computer; bytes. */
  readonly memory: number;
  readonly clock: Clock;
  readonly random: () => number;
  /** Something of `progress` changed. */
  readonly onProgress: () => void;
}

export type DownloadEnd =
  | { readonly kind: 'done'; readonly facts: ModelFacts; readonly checked: FileCheck; readonly size: number }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** One file on its way here. */
export class Download {
  step: DownloadStep = 'checking';
  received: number;
  /** The file has its name: all that is left is to be written down. */
  done = false;
  problem: Problem | null = null;
  /** When it is tried again; milliseconds since 1970. */
  retryAt: number | null = null;
  readonly #options: DownloadOptions;
  readonly #rate = new Rate();
  #told: Told;

  /** `received`: what is known to be there, until it has been read. */
  constructor(options: DownloadOptions, received: number) {
    this.#options = options;
    this.#told = options.told;
    this.received = received;
  }

  get total(): number | null {
    return this.#told.total;
  }

  get bytesPerSecond(): number | null {
    return this.step === 'receiving' ? this.#rate.perSecond(this.#options.clock.monotonic()) : null;
  }

  get secondsLeft(): number | null {
    const rate = this.bytesPerSecond;
    return rate === null || rate === 0 || this.total === null ? null : (this.total - this.received) / rate;
  }

  /** Gets the file, proves it, and gives it its name. What was received stays when it is stopped. @throws the signal's reason */
  async run(): Promise<DownloadEnd> {
    const { path, signal } = this.#options;
    let part: PartFile;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // It had its name already, and the engine was killed before it wrote that down: it is proved once more.
      if (existsSync(path)) await rename(path, `${path}.part`);
      part = await PartFile.open(`${path}.part`, signal);
    } catch (error) {
      signal.throwIfAborted();
      const trouble = storageTrouble(error);
      if (trouble === null) throw error;
      return { kind: 'failed', ...fail(trouble) };
    }
    try {
      const end = await this.#fill(part);
      if (end.kind === 'failed' && isAboutTheFile(end.problem)) await part.discard();
      else await part.close();
      this.received = end.kind === 'failed' && isAboutTheFile(end.problem) ? 0 : part.size;
      return end;
    } catch (error) {
      await part.close();
      throw error;
    }
  }

  async #fill(part: PartFile): Promise<DownloadEnd> {
    const { urls, limits, signal } = this.#options;
    const refused = new Set<number>();
    /** What was here before may have suffered with the power: then a wrong sum is no proof against the server. */
    let doubtful = part.size > 0;
    let failures = 0;
    let at = 0;
    for (;;) {
      const before = part.size;
      const outcome = await this.#attempt(urls[at], part);
      signal.throwIfAborted();
      if (part.size > before) failures = 0;
      switch (outcome.kind) {
        case 'all': {
          const end = await this.#prove(part);
          if (end.kind === 'done' || end.problem.code !== 'checksum') return end;
          await part.reset();
          if (doubtful) doubtful = false;
          else refused.add(at);
          if (refused.size === urls.length) return end;
          break;
        }
        case 'anew':
          doubtful = false;
          failures += 1;
          if (failures > limits.attempts) return { kind: 'failed', ...fail('server-refused') };
          break;
        case 'hopeless':
          return { kind: 'failed', problem: outcome.problem };
        case 'refused':
          refused.add(at);
          if (refused.size === urls.length) return { kind: 'failed', problem: outcome.problem };
          break;
        case 'later':
          failures += 1;
          if (failures >= limits.attempts * urls.length) return { kind: 'failed', problem: outcome.problem };
          at = (at + 1) % urls.length;
          // The others are asked at once, and waited for only when all have failed.
          if (failures % urls.length === 0) await this.#wait(outcome, failures / urls.length);
          break;
        default:
          assertNever(outcome);
      }
      while (refused.has(at)) at = (at + 1) % urls.length;
    }
  }

  async #attempt(url: URL | undefined, part: PartFile): Promise<Received> {
    if (url === undefined) return { kind: 'hopeless', ...fail('not-found') };
    const { onProgress, clock } = this.#options;
    this.#be('asking', null);
    this.#rate.clear();
    this.received = part.size;
    return receive(url, part, this.#told, {
      ...this.#options,
      onTold: (told) => {
        this.#told = told;
        this.#options.onTold(told);
        this.#rate.add(clock.monotonic(), part.size);
        this.#be('receiving', null);
      },
      onBytes: () => {
        this.received = part.size;
        this.#rate.add(clock.monotonic(), part.size);
        onProgress();
      },
    });
  }

  /** Checks length and sum, and that it is a model that can be used here; then gives it its name. */
  async #prove(part: PartFile): Promise<DownloadEnd> {
    const { known, path, memory } = this.#options;
    this.#be('checking', null);
    const { total } = this.#told;
    if (total !== null && part.size !== total)
      return { kind: 'failed', ...fail('checksum', `${part.size} ≠ ${total}`) };
    const expected = known ?? this.#told.sha256;
    if (expected !== null && part.sum() !== expected) return { kind: 'failed', ...fail('checksum') };
    const facts = await readModelFacts(part.path, memory);
    if (!facts.ok) return { kind: 'failed', problem: facts.problem };
    await part.finish(path);
    this.done = true;
    const checked = known !== null ? 'catalogue' : this.#told.sha256 !== null ? 'server' : 'none';
    return { kind: 'done', facts: facts.value, checked, size: part.size };
  }

  /** Twice as long each time, give or take a fifth; longer where the server asks for it. */
  async #wait({ problem, after }: Extract<Received, { kind: 'later' }>, failures: number): Promise<void> {
    const { limits, random, clock, signal } = this.#options;
    const delay = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** (failures - 1));
    const ms = Math.max(after ?? 0, delay * (0.8 + 0.4 * random()));
    this.#be('waiting', problem, clock.now() + ms);
    await pause(ms, undefined, { signal });
  }

  #be(step: DownloadStep, problem: Problem | null, retryAt: number | null = null): void {
    this.step = step;
    this.problem = problem;
    this.retryAt = retryAt;
    this.#options.onProgress();
  }
}

/** Whether what was received is of no use: there is no going on from it. */
function isAboutTheFile({ code }: Problem): boolean {
  return ['checksum', 'model-unreadable', 'model-unsupported', 'model-too-large'].includes(code);
}
