import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelId } from '../../../contract/models.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CatalogueEntry } from '../../../models/catalogue.ts';
import type { WritableDb } from '../db/handles.ts';
import { changeModel, type KeptModel } from '../db/repositories/models.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { OnTraffic } from '../platform/traffic.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import type { Computer } from './describe.ts';
import { Download, type DownloadLimits } from './download.ts';
import { mirroredUrls } from './sources.ts';

export interface TransferOptions {
  readonly db: WritableDb;
  /** Where downloads go. */
  readonly folder: string;
  readonly computer: Computer;
  readonly limits: DownloadLimits;
  readonly free: (path: string) => Promise<number | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly onContact: (host: string, port: number) => void;
  readonly onTraffic?: OnTraffic;
  readonly onChange: () => void;
}

interface Running {
  readonly download: Download;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** The downloads that are under way, and what becomes of them in the database. */
export class Transfers {
  readonly #options: TransferOptions;
  readonly #onReady: (id: ModelId) => Promise<void>;
  readonly #running = new Map<ModelId, Running>();
  /** Why downloads failed that could not be written down. */
  readonly #untold = new Map<ModelId, Problem>();

  constructor(options: TransferOptions, onReady: (id: ModelId) => Promise<void>) {
    this.#options = options;
    this.#onReady = onReady;
  }

  find(id: ModelId): Download | null {
    const download = this.#running.get(id)?.download;
    return download === undefined || download.done ? null : download;
  }

  /** Why a download stopped that the database believes to be under way. */
  untold(id: ModelId): Problem | null {
    return this.#untold.get(id) ?? null;
  }

  /** Where a download will be when it is whole, and what there is of it until then. */
  pathOf(id: ModelId): string {
    return join(this.#options.folder, `${id}.gguf`);
  }

  /** Bytes there are of a download. */
  receivedOf(id: ModelId): number {
    return statSync(`${this.pathOf(id)}.part`, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Deletes what is left of downloads that nobody knows any more. */
  sweep(known: ReadonlySet<ModelId>): void {
    const { folder, logger } = this.#options;
    const ours = new Set([...known].map((id) => `${id}.gguf.part`));
    try {
      for (const name of readdirSync(folder))
        if (name.endsWith('.gguf.part') && !ours.has(name)) rmSync(join(folder, name));
    } catch (error) {
      // Nothing was downloaded yet, or the disk is write-protected: what is left over costs nothing but room.
      logger.debug({ err: error }, 'the folder of models was not swept');
    }
  }

  /** Begins, or goes on. `entry`: null for what is no entry of the catalogue. */
  begin(kept: KeptModel, entry: CatalogueEntry | null, mirrors: readonly string[]): void {
    const { id, source, total, sha256, validator } = kept;
    const { computer, onChange, ...same } = this.#options;
    this.#untold.delete(id);
    const stop = new AbortController();
    const own = source === null ? [] : [new URL(source)];
    const download = new Download(
      {
        ...same,
        urls: entry === null ? own : mirroredUrls(entry, mirrors),
        path: this.pathOf(id),
        told: { total, sha256, validator },
        known: entry?.sha256 ?? null,
        memory: computer.memory,
        onTold: (told) => void this.#record(id, told),
        onProgress: onChange,
        signal: stop.signal,
      },
      this.receivedOf(id),
    );
    this.#running.set(id, { download, stop, ended: this.#follow(id, download, stop.signal) });
  }

  /** Stops it; what was received stays. Resolves when nothing is written any more. */
  async stop(id: ModelId): Promise<void> {
    const running = this.#running.get(id);
    running?.stop.abort();
    await running?.ended;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  /** Writes down how a download ended. Never rejects. */
  async #follow(id: ModelId, download: Download, signal: AbortSignal): Promise<void> {
    const { logger, onChange } = this.#options;
    try {
      const end = await download.run();
      if (end.kind === 'failed') this.#failed(id, end.problem);
      else {
        const { facts, checked, size } = end;
        this.#record(id, { state: 'ready', problem: null, facts, checked, total: size });
        await this.#onReady(id);
      }
    } catch (error) {
      if (signal.aborted) return;
      logger.error({ err: error }, 'a download failed');
      this.#failed(id, { code: storageTrouble(error) ?? 'unexpected' });
    } finally {
      this.#running.delete(id);
      onChange();
    }
  }

  #failed(id: ModelId, problem: Problem): void {
    this.#options.logger.warn({ code: problem.code }, 'a model was not downloaded');
    if (!this.#record(id, { state: 'failed', problem })) this.#untold.set(id, problem);
  }

  /** As `changeModel`, where the disk may be full: false when it is. */
  #record(id: ModelId, changes: Parameters<typeof changeModel>[2]): boolean {
    try {
      changeModel(this.#options.db, id, changes);
      return true;
    } catch (error) {
      if (storageTrouble(error) !== 'disk-full') throw error;
      return false;
    }
  }
}
