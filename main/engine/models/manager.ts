import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Model, ModelId, ModelList, ModelSettings } from '../../../contract/models.ts';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { CatalogueEntry } from '../../../models/catalogue.ts';
import { fitOf } from '../../../models/needs.ts';
import type { WritableDb } from '../db/handles.ts';
import {
  addModel,
  changeModel,
  deleteModel,
  findModel,
  listModels,
  type KeptModel,
  type ModelFacts,
} from '../db/repositories/models.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { readChosen, readModelSettings, writeChosen, writeModelSettings } from './choices.ts';
import { describeModel, recommend, type Computer } from './describe.ts';
import { Download, type DownloadLimits } from './download.ts';
import { readModelFacts } from './facts.ts';
import { fileUrl, idFor, mirroredUrls } from './sources.ts';

export interface ModelManagerOptions {
  readonly db: WritableDb;
  /** Where downloads go; made when missing. */
  readonly folder: string;
  readonly catalogue: readonly CatalogueEntry[];
  readonly computer: Computer;
  readonly limits: DownloadLimits;
  readonly free: (path: string) => Promise<number | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly onContact: (host: string, port: number) => void;
  readonly onChange: () => void;
  /** Another model is to be asked, or none; awaited before a file is deleted, so that nobody holds it. */
  readonly onChosen: () => void | Promise<void>;
}

/** The model to ask. */
export interface ChosenModel {
  readonly id: ModelId;
  readonly path: string;
  readonly facts: ModelFacts;
  readonly msPerMail: number | null;
}

interface Running {
  readonly download: Download;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** The models of this computer: what can be had, what is on its way, what is here, and which one is asked. */
export class ModelManager {
  readonly #options: ModelManagerOptions;
  readonly #running = new Map<ModelId, Running>();

  constructor(options: ModelManagerOptions) {
    this.#options = options;
  }

  /** Goes on with what was being downloaded when the engine ended. */
  start(): void {
    const { db, folder } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const kept = listModels(db);
    const ours = new Set(kept.map(({ id }) => `${id}.gguf.part`));
    for (const name of readdirSync(folder))
      if (name.endsWith('.gguf.part') && !ours.has(name)) rmSync(join(folder, name));
    for (const model of kept) if (model.state === 'downloading') this.#begin(model);
  }

  /** All models, the recommended one first, then the catalogue, then the person's own. */
  models(): Model[] {
    const { db, catalogue, computer } = this.#options;
    const best = recommend(catalogue, computer.memory)?.id;
    const ids = catalogue.map(({ id }) => id as ModelId);
    const others = listModels(db).filter(({ id }) => !ids.includes(id));
    const models = [...ids, ...others.map(({ id }) => id)].map((id) => this.#describe(id));
    const rank = ({ id }: Model): number => (id === best ? 0 : 1);
    return models
      .map((model) => ({ ...model, recommended: model.id === best }))
      .sort((one, other) => rank(one) - rank(other));
  }

  async list(): Promise<ModelList> {
    const { folder, free, computer } = this.#options;
    return {
      models: this.models(),
      settings: this.settings(),
      memory: computer.memory,
      folder,
      free: await free(folder),
    };
  }

  settings(): ModelSettings {
    return readModelSettings(this.#options.db);
  }

  changeSettings(changes: Partial<ModelSettings>): ModelSettings {
    writeModelSettings(this.#options.db, { ...this.settings(), ...changes });
    return this.settings();
  }

  /** The model to ask; null when there is none, or its file is gone. */
  chosen(): ChosenModel | null {
    const { db } = this.#options;
    const id = readChosen(db);
    const kept = id === null ? null : findModel(db, id);
    if (kept?.state !== 'ready' || kept.facts === null) return null;
    const path = this.#pathOf(kept);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
    return { id: kept.id, path, facts: kept.facts, msPerMail: kept.msPerMail };
  }

  /** Keeps what a mail costs on this computer, as it was measured. */
  measured(id: ModelId, msPerMail: number): void {
    changeModel(this.#options.db, id, { msPerMail, measuredAt: this.#options.clock.now() });
    this.#options.onChange();
  }

  /** Begins a download, or goes on with it. */
  async download(id: ModelId): Promise<Reply<Model>> {
    const { db, clock, computer, free, folder, limits } = this.#options;
    const entry = this.#entry(id);
    const kept = findModel(db, id);
    if (entry === null && kept?.origin !== 'url') return fail('not-found');
    if (this.#running.has(id)) return succeed(this.#describe(id));
    const state = this.#describe(id).state.kind;
    if (state === 'ready') return succeed(this.#describe(id));
    if (entry !== null && fitOf(entry.memory, computer.memory) === 'no') return fail('model-too-large');
    const wanted = kept?.total ?? entry?.size ?? 0;
    const left = await free(folder);
    if (left !== null && wanted - this.#receivedOf(id) + limits.reserve > left) return fail('no-room');
    if (this.#running.has(id)) return succeed(this.#describe(id));
    addModel(db, { id, origin: 'catalogue', source: null, state: 'downloading', at: clock.now() });
    changeModel(db, id, { state: 'downloading', problem: null, facts: null });
    const begun = findModel(db, id);
    if (begun !== null) this.#begin(begun);
    this.#options.onChange();
    return succeed(this.#describe(id));
  }

  async pause(id: ModelId): Promise<Reply<Model>> {
    const { db } = this.#options;
    if (findModel(db, id)?.state !== 'downloading') return fail('not-found');
    changeModel(db, id, { state: 'paused' });
    await this.#stop(id);
    this.#options.onChange();
    return succeed(this.#describe(id));
  }

  /** Deletes what there is of a model: a download with its file, whole or not; a file of the person's stays where it is. */
  async remove(id: ModelId): Promise<Reply<Record<string, never>>> {
    const { db, folder } = this.#options;
    const kept = findModel(db, id);
    if (kept === null) return fail('not-found');
    // Before the file: a process that holds it must let go first, and one that is killed in between deletes it next time.
    if (readChosen(db) === id) await this.choose(null);
    await this.#stop(id);
    try {
      if (kept.origin !== 'file') {
        await rm(join(folder, `${id}.gguf.part`), { force: true });
        await rm(join(folder, `${id}.gguf`), { force: true });
      }
    } catch (error) {
      const trouble = storageTrouble(error);
      if (trouble === null) throw error;
      return fail(trouble);
    }
    deleteModel(db, id);
    this.#options.onChange();
    return succeed({});
  }

  async choose(id: ModelId | null): Promise<Reply<Record<string, never>>> {
    const { db, computer, onChosen, onChange } = this.#options;
    if (id !== null) {
      const kept = findModel(db, id);
      if (kept?.state !== 'ready') return fail('not-found');
      const facts = await readFacts(this.#pathOf(kept), computer.memory);
      if (!facts.ok) return facts;
      changeModel(db, id, { facts: facts.value });
    }
    writeChosen(db, id);
    await onChosen();
    onChange();
    return succeed({});
  }

  /** Takes a file where it is. */
  async addFile(path: string): Promise<Reply<Model>> {
    const { db, clock, computer } = this.#options;
    if (!isAbsolute(path)) return fail('invalid-input', path);
    const facts = await readFacts(path, computer.memory);
    if (!facts.ok) return facts;
    const id = idFor('file', path);
    addModel(db, { id, origin: 'file', source: path, state: 'ready', at: clock.now() });
    changeModel(db, id, { facts: facts.value });
    await this.#chooseFirst(id);
    this.#options.onChange();
    return succeed(this.#describe(id));
  }

  addUrl(text: string): Promise<Reply<Model>> {
    const { db, clock } = this.#options;
    const url = fileUrl(text);
    if (url === null) return Promise.resolve(fail('invalid-input', 'https://…'));
    const id = idFor('url', url.href);
    addModel(db, { id, origin: 'url', source: url.href, state: 'paused', at: clock.now() });
    return this.download(id);
  }

  /** Stops what is being downloaded; the next start goes on with it. */
  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.#stop(id)));
  }

  #begin(kept: KeptModel): void {
    const { db, folder, computer, limits, free, clock, random, onContact, onChange } = this.#options;
    const { id, total, sha256, validator } = kept;
    const entry = this.#entry(id);
    const stop = new AbortController();
    const download = new Download(
      {
        urls: kept.source === null ? (entry ? mirroredUrls(entry, this.settings().mirrors) : []) : [new URL(kept.source)],
        path: join(folder, `${id}.gguf`),
        told: { total, sha256, validator },
        known: entry?.sha256 ?? null,
        limits,
        memory: computer.memory,
        clock,
        random,
        free,
        onContact,
        onTold: (told) => this.#record(id, told),
        onBytes: () => undefined,
        onProgress: onChange,
        signal: stop.signal,
      },
      this.#receivedOf(id),
    );
    const ended = this.#follow(id, download, stop.signal);
    this.#running.set(id, { download, stop, ended });
    void db;
  }

  /** Writes down how a download ended. Never rejects. */
  async #follow(id: ModelId, download: Download, signal: AbortSignal): Promise<void> {
    const { logger, onChange } = this.#options;
    try {
      const end = await download.run();
      this.#running.delete(id);
      if (end.kind === 'failed') this.#failed(id, end.problem);
      else {
        const { facts, checked, size } = end;
        this.#record(id, { state: 'ready', problem: null, facts, checked, total: size });
        await this.#chooseFirst(id);
      }
    } catch (error) {
      this.#running.delete(id);
      if (signal.aborted) return;
      logger.error({ err: error }, 'a download failed');
      const trouble = storageTrouble(error);
      this.#failed(id, trouble === null ? { code: 'unexpected' } : { code: trouble });
    } finally {
      onChange();
    }
  }

  #failed(id: ModelId, problem: Problem): void {
    this.#options.logger.warn({ code: problem.code }, 'a model was not downloaded');
    this.#record(id, { state: 'failed', problem });
  }

  /** As `changeModel`, where the disk may be full: then it is told again, or asked again, another time. */
  #record(id: ModelId, changes: Parameters<typeof changeModel>[2]): void {
    try {
      changeModel(this.#options.db, id, changes);
    } catch (error) {
      if (storageTrouble(error) !== 'disk-full') throw error;
    }
  }

  /** The first model is there to be asked; which of several, the person says. */
  async #chooseFirst(id: ModelId): Promise<void> {
    if (this.chosen() === null) await this.choose(id);
  }

  async #stop(id: ModelId): Promise<void> {
    const running = this.#running.get(id);
    running?.stop.abort();
    await running?.ended;
  }

  #describe(id: ModelId): Model {
    const { db, computer } = this.#options;
    const entry = this.#entry(id);
    const kept = findModel(db, id);
    const download = this.#running.get(id)?.download ?? null;
    const path = this.#pathOf({ id, origin: kept?.origin ?? 'catalogue', source: kept?.source ?? null });
    const known = { entry, kept, download, path, received: this.#receivedOf(id) };
    return describeModel(id, known, computer, readChosen(db));
  }

  #entry(id: ModelId): CatalogueEntry | null {
    return this.#options.catalogue.find((entry) => entry.id === id) ?? null;
  }

  #pathOf({ id, origin, source }: Pick<KeptModel, 'id' | 'origin' | 'source'>): string {
    return origin === 'file' && source !== null ? source : join(this.#options.folder, `${id}.gguf`);
  }

  #receivedOf(id: ModelId): number {
    return statSync(join(this.#options.folder, `${id}.gguf.part`), { throwIfNoEntry: false })?.size ?? 0;
  }
}

/** As `readModelFacts`, for a file that may not be there. */
async function readFacts(path: string, memory: number): Promise<Reply<ModelFacts>> {
  try {
    if (!(await stat(path)).isFile()) return fail('model-unreadable');
    return await readModelFacts(path, memory);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return 'code' in error && error.code === 'ENOENT' ? fail('not-found', path) : fail('model-unreadable', error.message);
  }
}
