import { statSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Model, ModelId, ModelList, ModelSettings } from '../../../contract/models.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { CatalogueEntry } from '../../../models/catalogue.ts';
import { fitOf } from '../../../models/needs.ts';
import {
  addModel,
  changeModel,
  deleteModel,
  findModel,
  listModels,
  type KeptModel,
  type ModelFacts,
} from '../db/repositories/models.ts';
import type { Gate } from '../platform/outside.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { readChosen, readModelSettings, writeChosen, writeModelSettings } from './choices.ts';
import { describeModel, recommend } from './describe.ts';
import { readModelFacts } from './facts.ts';
import { fileUrl, idFor } from './sources.ts';
import { Transfers, type TransferOptions } from './transfers.ts';

export interface ModelManagerOptions extends TransferOptions {
  readonly catalogue: readonly CatalogueEntry[];
  /** Another model is to be asked, or none; awaited before a file is deleted, so that nobody holds it. */
  readonly onChosen: () => void | Promise<void>;
  readonly gate: Gate;
}

/** The model to ask. */
export interface ChosenModel {
  readonly id: ModelId;
  readonly path: string;
  readonly facts: ModelFacts;
  readonly msPerMail: number | null;
}

/** The models of this computer: what can be had, what is on its way, what is here, and which one is asked. */
export class ModelManager {
  readonly #options: ModelManagerOptions;
  readonly #transfers: Transfers;
  #closed = false;

  constructor(options: ModelManagerOptions) {
    this.#options = options;
    this.#transfers = new Transfers(options, (id) => this.#chooseFirst(id));
  }

  /** Goes on with what was being downloaded when the engine ended. */
  start(): void {
    const kept = listModels(this.#options.db);
    this.#transfers.sweep(new Set(kept.map(({ id }) => id)));
    this.#goOn();
  }

  /** The person went offline or online: downloads stand still meanwhile, and go on by themselves. */
  async gateMoved(): Promise<void> {
    if (this.#options.gate.offline) await this.#transfers.stopAll();
    if (this.#closed) return;
    this.#goOn();
    this.#options.onChange();
  }

  #goOn(): void {
    const { db, gate } = this.#options;
    if (gate.offline) return;
    for (const model of listModels(db))
      if (model.state === 'downloading' && this.#transfers.find(model.id) === null) this.#begin(model);
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

  /** Keeps what a mail costs with the chosen model. */
  chosenTook(msPerMail: number): void {
    const chosen = this.chosen();
    if (chosen) this.measured(chosen.id, msPerMail);
  }

  /** Keeps what a mail costs on this computer, as it was measured. */
  measured(id: ModelId, msPerMail: number): void {
    changeModel(this.#options.db, id, { msPerMail, measuredAt: this.#options.clock.now() });
    this.#options.onChange();
  }

  /** Begins a download, or goes on with it. */
  async download(id: ModelId): Promise<Reply<Model>> {
    const { db, clock, computer, free, folder, limits, gate } = this.#options;
    const entry = this.#entry(id);
    const kept = findModel(db, id);
    if (entry === null && kept?.origin !== 'url') return fail('not-found');
    if (this.#transfers.find(id) !== null) return succeed(this.#describe(id));
    const state = this.#describe(id).state.kind;
    if (state === 'ready') return succeed(this.#describe(id));
    if (gate.offline) return fail('offline');
    if (entry !== null && fitOf(entry.memory, computer.memory) === 'no') return fail('model-too-large');
    const wanted = kept?.total ?? entry?.size ?? 0;
    const left = await free(folder);
    if (left !== null && wanted - this.#transfers.receivedOf(id) + limits.reserve > left)
      return fail('no-room');
    if (this.#transfers.find(id) !== null) return succeed(this.#describe(id));
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
    await this.#transfers.stop(id);
    this.#options.onChange();
    return succeed(this.#describe(id));
  }

  /** Deletes what there is of a model: a download with its file, whole or not; a file of the person's stays where it is. */
  async remove(id: ModelId): Promise<Reply<Record<string, never>>> {
    const { db } = this.#options;
    const kept = findModel(db, id);
    if (kept === null) return fail('not-found');
    // Before the file: a process that holds it must let go first, and one that is killed in between deletes it next time.
    if (readChosen(db) === id) await this.choose(null);
    await this.#transfers.stop(id);
    try {
      if (kept.origin !== 'file') {
        await rm(`${this.#transfers.pathOf(id)}.part`, { force: true });
        await rm(this.#transfers.pathOf(id), { force: true });
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
    if (this.#options.gate.offline) return Promise.resolve(fail('offline'));
    const id = idFor('url', url.href);
    addModel(db, { id, origin: 'url', source: url.href, state: 'paused', at: clock.now() });
    return this.download(id);
  }

  /** Stops what is being downloaded; the next start goes on with it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#transfers.stopAll();
  }

  #begin(kept: KeptModel): void {
    if (this.#options.gate.offline) return;
    this.#transfers.begin(kept, this.#entry(kept.id), this.settings().mirrors);
  }

  /** The first model is there to be asked; which of several, the person says. */
  async #chooseFirst(id: ModelId): Promise<void> {
    if (this.chosen() === null) await this.choose(id);
  }

  #describe(id: ModelId): Model {
    const { db, computer } = this.#options;
    const entry = this.#entry(id);
    const kept = findModel(db, id);
    const download = this.#transfers.find(id);
    const path = this.#pathOf({ id, origin: kept?.origin ?? 'catalogue', source: kept?.source ?? null });
    const untold = this.#transfers.untold(id);
    const known = { entry, kept, download, untold, path, received: this.#transfers.receivedOf(id) };
    return describeModel(id, known, computer, readChosen(db));
  }

  #entry(id: ModelId): CatalogueEntry | null {
    return this.#options.catalogue.find((entry) => entry.id === id) ?? null;
  }

  #pathOf({ id, origin, source }: Pick<KeptModel, 'id' | 'origin' | 'source'>): string {
    return origin === 'file' && source !== null ? source : this.#transfers.pathOf(id);
  }
}

/** As `readModelFacts`, for a file that may not be there. */
async function readFacts(path: string, memory: number): Promise<Reply<ModelFacts>> {
  try {
    if (!(await stat(path)).isFile()) return fail('model-unreadable');
    return await readModelFacts(path, memory);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return 'code' in error && error.code === 'ENOENT'
      ? fail('not-found', path)
      : fail('model-unreadable', error.message);
  }
}
