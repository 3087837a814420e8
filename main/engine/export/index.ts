import { Mutex } from 'async-mutex';
import { dirname } from 'node:path';
import type { AnyEngineEvent } from '../../../contract/index.ts';
import type { Exported, ExportStatus } from '../../../contract/leaving.ts';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { ReadableDb } from '../db/handles.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { Pulse } from '../platform/pulse.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { writeExport } from './write.ts';

const CHANGES_EVERY_MS = 200;

interface Deps {
  readonly db: ReadableDb;
  readonly rules: { readonly text: string };
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tell: (event: AnyEngineEvent) => void;
}

/** Writes everything the person has here in formats that other programs read; one export at a time. */
export class ExportRoom {
  readonly #deps: Deps;
  readonly #turns = new Mutex();
  readonly #pulse: Pulse;
  #stop: AbortController | null = null;
  #done = 0;
  #total = 0;
  #last: Exported | null = null;
  #problem: Problem | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#pulse = new Pulse(
      () => deps.tell({ name: 'export.changed', payload: this.#status() }),
      CHANGES_EVERY_MS,
    );
  }

  get calls(): HandlersOf<'export'> {
    return {
      'export.status': () => succeed(this.#status()),
      'export.run': ({ folder }) => this.#run(folder),
      'export.cancel': () => {
        this.#stop?.abort();
        return succeed({});
      },
    };
  }

  /** Gives up an export that is under way; nothing of it is left. */
  async close(): Promise<void> {
    this.#stop?.abort();
    await this.#turns.runExclusive(() => undefined);
    this.#pulse.stop();
  }

  async #run(folder: string): Promise<Reply<Exported>> {
    if (this.#turns.isLocked()) return fail('busy');
    const stop = new AbortController();
    this.#stop = stop;
    const made = await this.#turns.runExclusive(() => this.#write(folder, stop));
    this.#pulse.beat();
    return made;
  }

  async #write(folder: string, stop: AbortController): Promise<Reply<Exported>> {
    const { db, rules, version, clock } = this.#deps;
    this.#done = this.#total = 0;
    this.#problem = null;
    try {
      const onProgress = (done: number, total: number): void => {
        this.#done = done;
        this.#total = total;
        this.#pulse.beat();
      };
      const task = { db, rules: rules.text, version, folder, at: clock.now(), onProgress };
      this.#last = await writeExport({ ...task, signal: stop.signal });
      return succeed(this.#last);
    } catch (error) {
      if (stop.signal.aborted) return fail('cancelled');
      this.#problem = this.#problemOf(error);
      return { ok: false, problem: this.#problem };
    } finally {
      this.#stop = null;
    }
  }

  #status(): ExportStatus {
    return {
      running: this.#stop !== null,
      done: this.#done,
      total: this.#total,
      last: this.#last,
      problem: this.#problem,
    };
  }

  #problemOf(error: unknown): Problem {
    const trouble = storageTrouble(error);
    if (trouble !== null) return { code: trouble };
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return { code: 'not-found', ...(path === undefined ? {} : { detail: dirname(path) }) };
    this.#deps.logger.error({ err: error }, 'an export failed');
    return { code: 'unexpected' };
  }
}
