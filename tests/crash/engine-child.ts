import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromEngine, type SecretRequest, type ToEngine } from '../../contract/engine-wire.ts';
import type { AnyEngineEvent, CallInput, CallOutput, EngineCallName } from '../../contract/index.ts';
import type { Problem, Reply } from '../../contract/problem.ts';
import { waitFor, type WaitOptions } from '../support/wait-for.ts';
import { engineFlags } from '../../main/engine/flags.ts';

const root = join(import.meta.dirname, '../..');

/** The engine said why it cannot work. */
export class EngineRefused extends Error {
  override readonly name = 'EngineRefused';
}

/** The engine died before it answered. */
export class EngineDied extends Error {
  override readonly name = 'EngineDied';
}

/** As `waitFor`, but gives up at once when the engine dies. @throws EngineDied */
export async function untilTold<T>(
  look: () => Promise<T>,
  options: WaitOptions,
): Promise<NonNullable<Exclude<T, false>>> {
  const found = await waitFor(async () => {
    try {
      return await look();
    } catch (error) {
      if (error instanceof EngineDied) return error;
      throw error;
    }
  }, options);
  if (found instanceof EngineDied) throw found;
  return found;
}

/** The engine's process as it is built and shipped, to be killed. Nobody starts it again: that is the test's part. */
export class EngineChild {
  /** Resolves when it is ready; rejects with `EngineDied` when it ends before. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #secrets: Map<string, string>;
  readonly #calls = new Map<
    number,
    { resolve: (reply: Reply<unknown>) => void; reject: (error: Error) => void }
  >();
  readonly #listeners: ((event: AnyEngineEvent) => void)[] = [];
  readonly #exited: Promise<unknown>;
  readonly #refused: PromiseWithResolvers<Problem>;
  #lastId = 0;

  /** `secrets` outlive the process, as a keychain does. */
  constructor(dataDir: string, secrets: Map<string, string>, { rebuild = false } = {}) {
    this.#secrets = secrets;
    this.#child = fork(join(root, 'dist/main/engine.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...engineFlags],
    });
    this.#exited = once(this.#child, 'exit');
    const ready = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.ready.catch(() => undefined);
    this.#refused = Promise.withResolvers<Problem>();
    this.#child.on('message', (message) => this.#receive(message, ready));
    this.#child.on('error', () => undefined);
    this.#child.once('exit', () => {
      const died = new EngineDied();
      ready.reject(died);
      for (const call of this.#calls.values()) call.reject(died);
      this.#calls.clear();
    });
    this.#send({
      type: 'start',
      dataDir,
      resourcesDir: join(root, 'resources'),
      rebuild,
      version: '0.0.0',
    });
  }

  /** How the process ended: null while it lives. */
  get ended(): { readonly code: number | null; readonly signal: string | null } | null {
    const { exitCode: code, signalCode: signal } = this.#child;
    return code === null && signal === null ? null : { code, signal };
  }

  /** The answer to a call that must succeed. @throws EngineDied */
  async ask<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    await this.ready;
    if (this.ended) throw new EngineDied();
    const id = ++this.#lastId;
    const reply = await new Promise<Reply<unknown>>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#send({ type: 'call', id, name, input });
    });
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail ?? ''}`);
    return reply.value as CallOutput<N>;
  }

  /** Resolves with the reason when the engine says that it cannot work. */
  get refusal(): Promise<Problem> {
    return this.#refused.promise;
  }

  /** Has the process stand still for as long as `work` takes. */
  async frozen<T>(work: () => T): Promise<T> {
    this.#child.kill('SIGSTOP');
    await waitFor(() => /^State:\s+T/m.test(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')), {
      every: 1,
    });
    try {
      return work();
    } finally {
      this.#child.kill('SIGCONT');
    }
  }

  onEvent(listener: (event: AnyEngineEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** SIGKILL: nothing is told, nothing is finished. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async close(): Promise<void> {
    this.#send({ type: 'close' });
    await this.#exited;
  }

  #receive(message: unknown, ready: PromiseWithResolvers<void>): void {
    const said = fromEngine.parse(message);
    if (said.type === 'ready') ready.resolve();
    else if (said.type === 'reply') {
      this.#calls.get(said.id)?.resolve(said.reply);
      this.#calls.delete(said.id);
    } else if (said.type === 'event') {
      for (const listener of this.#listeners) listener(said as unknown as AnyEngineEvent);
    } else if (said.type === 'secret-ask') {
      this.#send({
        type: 'secret-answer',
        id: said.id,
        reply: { ok: true, value: this.#secret(said.request) },
      });
    } else if (said.type === 'refused') {
      this.#refused.resolve(said.problem);
      ready.reject(new EngineRefused(said.problem.code));
    }
  }

  #secret(request: SecretRequest): string | null {
    if (request.action === 'set') this.#secrets.set(request.name, request.value);
    if (request.action === 'delete') this.#secrets.delete(request.name);
    return request.action === 'get' ? (this.#secrets.get(request.name) ?? null) : null;
  }

  #send(message: ToEngine): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
