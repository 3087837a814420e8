import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Account } from '../../contract/accounts.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { CallInput, CallOutput, EngineCallName } from '../../contract/index.ts';
import { createEngine } from '../../main/engine/index.ts';
import type { Engine, EngineOptions } from '../../main/engine/options.ts';
import { silentLogger } from '../../main/engine/platform/logger.ts';
import { waitFor } from '../support/wait-for.ts';

/** An engine on a data folder of its own, asked as the window asks it. */
export class TestEngine {
  readonly dir = mkdtempSync(join(tmpdir(), 'casier-engine-'));
  readonly #secrets = new Map<string, string>();
  readonly #options: Partial<EngineOptions>;
  #engine: Engine | null = null;

  constructor(options: Partial<EngineOptions> = {}) {
    this.#options = options;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('not open');
    return this.#engine;
  }

  create(): Promise<Engine> {
    return createEngine({
      dataDir: join(this.dir, 'data'),
      resourcesDir: resolve(import.meta.dirname, '../../resources'),
      version: '0.0.0',
      logger: silentLogger(),
      secrets: {
        get: (name) => Promise.resolve(this.#secrets.get(name) ?? null),
        set: (name, value) => Promise.resolve(void this.#secrets.set(name, value)),
        delete: (name) => Promise.resolve(void this.#secrets.delete(name)),
      },
      ...this.#options,
    });
  }

  async open(): Promise<void> {
    this.#engine = await this.create();
  }

  async restart(): Promise<void> {
    await this.engine.close();
    await this.open();
  }

  async remove(): Promise<void> {
    await this.engine.close();
    rmSync(this.dir, { recursive: true });
  }

  /** The answer to a call that must succeed. */
  async ask<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await this.engine.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail ?? ''}`);
    return reply.value;
  }

  /** Resolves when the account is in this state. */
  reached(id: AccountId, status: Account['status']): Promise<Account> {
    return waitFor(async () =>
      (await this.ask('accounts.list', {})).find((account) => account.id === id && account.status === status),
    );
  }

  /** First answers are looked at again once all folders are learned: resolves when nothing is left to decide. */
  async settled(): Promise<void> {
    await waitFor(async () => {
      const { waiting, deciding } = await this.ask('status.get', {});
      return waiting > 0 && !deciding;
    });
  }
}
