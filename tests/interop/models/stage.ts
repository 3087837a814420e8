import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CallInput } from '../../../contract/index.ts';
import type { Model, ModelId } from '../../../contract/models.ts';
import { catalogue } from '../../../models/catalogue.ts';
import { makeModel } from '../../../models/maker/index.ts';
import type { ModelRoomOptions } from '../../../main/engine/models/index.ts';
import { FileServer } from '../../support/file-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TestEngine } from '../open-engine.ts';

/** The entry of the catalogue that the tests download; a tiny model takes its place. */
export const entry = catalogue[0]!;
export const id = entry.id as ModelId;
/** Where a mirror has it. */
export const path = new URL(entry.uris[0]!).pathname;

const computer = { memory: 24e9, cores: 2 };
export const limits = {
  answerMs: 10_000,
  stallMs: 10_000,
  reserve: 1e6,
  attempts: 3,
  firstDelayMs: 20,
  longestDelayMs: 100,
};

/** The bytes of a real model, which knows its task and is small. */
export async function tinyModel(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'casier-tiny-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'tiny.gguf') });
  const bytes = readFileSync(join(folder, 'tiny.gguf'));
  rmSync(folder, { recursive: true });
  return bytes;
}

/** An engine of little patience, whose only mirror is a server of its own. */
export class Stage {
  readonly server: FileServer;
  engine: TestEngine;

  private constructor(server: FileServer, engine: TestEngine) {
    this.server = server;
    this.engine = engine;
    server.stored = () =>
      statSync(join(this.folder, `${id}.gguf.part`), { throwIfNoEntry: false })?.size ?? 0;
  }

  static async open(options: ModelRoomOptions = {}): Promise<Stage> {
    const server = await FileServer.start();
    return new Stage(server, await openEngine(server, options));
  }

  async close(): Promise<void> {
    await this.engine.remove();
    await this.server.stop();
  }

  /** Another engine, on an empty folder. */
  async reopen(options: ModelRoomOptions): Promise<void> {
    await this.engine.remove();
    this.engine = await openEngine(this.server, options);
  }

  /** Where downloads go. */
  get folder(): string {
    return join(this.engine.dir, 'data', 'models');
  }

  start(): Promise<Model> {
    return this.engine.ask('models.download', { id });
  }

  /** Why a call was refused. */
  async refusal<N extends 'models.download' | 'models.addUrl' | 'models.addFile' | 'models.choose'>(
    name: N,
    input: CallInput<N>,
  ): Promise<string> {
    const reply = await this.engine.engine.call(name, input);
    if (reply.ok) throw new Error('it was not refused');
    return reply.problem.code;
  }

  async model(wanted: ModelId = id): Promise<Model> {
    const { models } = await this.engine.ask('models.list', {});
    return models.find((one) => one.id === wanted)!;
  }

  reached<K extends Model['state']['kind']>(
    kind: K,
    wanted: ModelId = id,
  ): Promise<Extract<Model['state'], { kind: K }>> {
    return waitFor(
      async () => {
        const { state } = await this.model(wanted);
        if (state.kind !== kind) throw new Error(`${JSON.stringify(state)}, not ${kind}`);
        return state as Extract<Model['state'], { kind: K }>;
      },
      { every: 10 },
    );
  }

  /** The ranges that the server was asked for; undefined for the whole. */
  get ranges(): (string | undefined)[] {
    return this.server.asked.map(({ range }) => range);
  }

  /** Hosts contacted, as the list of what left this computer has them. */
  get egress(): EgressOnDisk[] {
    const db = new Database(join(this.engine.dir, 'data', 'casier.db'), { readonly: true });
    const hosts = db.prepare('SELECT host, port, purpose, sent, received FROM egress ORDER BY host').all();
    db.close();
    return hosts as EgressOnDisk[];
  }
}

interface EgressOnDisk {
  host: string;
  port: number;
  purpose: string;
  sent: number | null;
  received: number | null;
}

async function openEngine(server: FileServer, options: ModelRoomOptions): Promise<TestEngine> {
  const engine = new TestEngine({ models: { computer, limits, ...options } });
  await engine.open();
  await engine.ask('models.settings', { mirrors: [server.origin()] });
  return engine;
}
