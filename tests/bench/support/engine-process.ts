import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { z } from 'zod';
import type { AccountId } from '../../../contract/ids.ts';
import type { AnyEngineEvent, CallInput, CallOutput, EngineCallName } from '../../../contract/index.ts';
import { startEngineClient, type EngineClient } from '../../../main/engine/client.ts';
import { engineFlags } from '../../../main/engine/flags.ts';
import { silentLogger } from '../../../main/engine/platform/logger.ts';
import type { ProcessChannel } from '../../../main/engine/platform/process-channel.ts';
import { startChild } from '../../../main/shell/chromium/child-process.ts';
import type { ImapSettings } from '../../../contract/accounts.ts';
import { password } from '../../support/dovecot.ts';
import { waitFor } from '../../support/wait-for.ts';

const root = join(import.meta.dirname, '../../..');

const inside = z.object({
  eventLoopP99Ms: z.number(),
  eventLoopMaxMs: z.number(),
  cpuSeconds: z.number(),
  heapMb: z.number(),
  externalMb: z.number(),
});
export type Inside = z.infer<typeof inside>;

/** The engine as people run it: the built program in a process of its own, asked over its channel, with a probe inside. */
export class EngineProcess {
  readonly #client: EngineClient;
  readonly #child: ChildProcess;
  readonly #answers: Interface;

  private constructor(dataDir: string, extraFlags: readonly string[]) {
    const secrets = new Map<string, string>();
    this.#child = fork(join(root, 'dist/main/engine.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
      execArgv: [...engineFlags, ...extraFlags, '--import', join(import.meta.dirname, 'probe.ts')],
    });
    this.#answers = createInterface({ input: this.#wire });
    this.#client = startEngineClient({
      start: () => channelOf(this.#child),
      startInference: () => startChild(join(root, 'dist/main/inference.js')),
      settings: { dataDir, resourcesDir: join(root, 'resources'), version: '0.0.0' },
      secrets: {
        get: (name) => Promise.resolve(secrets.get(name) ?? null),
        set: (name, value) => Promise.resolve(void secrets.set(name, value)),
        delete: (name) => Promise.resolve(void secrets.delete(name)),
      },
      logger: silentLogger(),
    });
  }

  /** Starts it; ready when it answers. `flags` are added to those it always has. */
  static async start(dataDir: string, flags: readonly string[] = []): Promise<EngineProcess> {
    const engine = new EngineProcess(dataDir, flags);
    await engine.ask('status.get', {});
    return engine;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The answer to a call that must succeed. */
  async ask<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await this.#client.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail ?? ''}`);
    return reply.value;
  }

  onEvent(listener: (event: AnyEngineEvent) => void): void {
    this.#client.onEvent(listener);
  }

  async addImap(imap: ImapSettings): Promise<AccountId> {
    const address = `${imap.username}@example.org`;
    return (await this.ask('accounts.addImap', { name: imap.username, address, imap, password })).id;
  }

  /** Figures from inside the process since the last `reset`. */
  async inside(word: 'read' | 'reset' | 'collect' = 'read'): Promise<Inside> {
    const answer = once(this.#answers, 'line') as Promise<[string]>;
    this.#wire.write(`${word}\n`);
    return inside.parse(JSON.parse((await answer)[0]));
  }

  /** Resident memory now and at its highest, as the kernel counts it, in MB. */
  memory(): { rssMb: number; peakMb: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    const kilobytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
    return { rssMb: kilobytes('VmRSS') / 1024, peakMb: kilobytes('VmHWM') / 1024 };
  }

  /** Resolves when the engine has used next to no processor time for a while: nothing is left to do. */
  async quiet({ timeout = 600_000 } = {}): Promise<void> {
    await waitFor(
      async () => {
        const before = (await this.inside()).cpuSeconds;
        await delay(1000);
        return (await this.inside()).cpuSeconds - before < 0.05;
      },
      { timeout, every: 0 },
    );
  }

  /** When the account was last looked at to the end, in milliseconds since 1970. */
  async syncedAt(id: AccountId): Promise<number | null> {
    const account = (await this.ask('accounts.list', {})).find((one) => one.id === id);
    if (account?.problem) throw new Error(`account: ${account.problem.code} ${account.problem.detail ?? ''}`);
    return account?.lastSyncAt ?? null;
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  get #wire(): Socket {
    return this.#child.stdio[4] as Socket;
  }
}

function channelOf(child: ChildProcess): ProcessChannel {
  return {
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    pid: () => child.pid,
    kill: () => child.kill('SIGKILL'),
  };
}
