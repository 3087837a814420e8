import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ImapSettings } from '../../../contract/accounts.ts';
import type { SourceSettings } from '../../../main/engine/sources/port.ts';
import { password, type MailServer, type Traits } from './mail-server.ts';

/** Who owns the mail files, and whom the server runs as. */
export interface Owner {
  readonly name: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
}

/** Mail servers refuse to touch mail as root: tests that run as root start them as nobody. */
export function serverUser(): Owner {
  const me = userInfo();
  const name = me.uid === 0 ? 'nobody' : me.username;
  const ask = (flag: string) => execFileSync('id', [flag, name], { encoding: 'utf8' }).trim();
  return { name, group: ask('-gn'), uid: Number(ask('-u')), gid: Number(ask('-g')) };
}

/** What the servers have in common: a folder, a port, an owner. */
export abstract class LocalServer implements MailServer {
  abstract readonly name: string;
  abstract readonly traits: Traits;
  readonly folder: string;
  readonly port: number;
  readonly owner: Owner;

  protected constructor(kind: string, port: number) {
    this.folder = mkdtempSync(join(tmpdir(), `casier-${kind}-`));
    this.port = port;
    this.owner = serverUser();
    chownSync(this.folder, this.owner.uid, this.owner.gid);
  }

  abstract makeUser(user: string): Promise<void>;
  abstract resume(): Promise<void>;
  abstract kill(): Promise<void>;

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  settings(user: string): ImapSettings {
    return { host: '127.0.0.1', port: this.port, security: 'none', username: user };
  }

  sourceSettings(user: string, secret: string = password): SourceSettings {
    return { kind: 'imap', imap: this.settings(user), password: secret };
  }

  /** Makes folders in that of the server, for it to write to. */
  protected makeFolders(...names: readonly string[]): void {
    for (const name of names) {
      const path = join(this.folder, name);
      mkdirSync(path);
      chownSync(path, this.owner.uid, this.owner.gid);
    }
  }
}

/** A process and all it starts, in a group of their own so that they die together, also when the tests die. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #onExit = () => this.#killGroup();

  constructor(
    command: string,
    args: readonly string[],
    options: { owner: Owner; env?: NodeJS.ProcessEnv; cwd?: string },
  ) {
    const { owner, env = process.env, cwd } = options;
    const { uid, gid } = owner;
    this.#child = spawn(command, args, { stdio: 'ignore', detached: true, uid, gid, env, cwd });
    process.once('exit', this.#onExit);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when there is an IMAP greeting on this port. */
  async greets(port: number): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.hasEnded) throw new Error(`${this.#child.spawnfile} ended with ${this.#child.exitCode}`);
      if (await answers(port)) return;
    }
    throw new Error(`${this.#child.spawnfile} did not answer`);
  }

  async kill(): Promise<void> {
    process.off('exit', this.#onExit);
    if (this.hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#killGroup();
    await ended;
  }

  #killGroup(): void {
    if (this.#child.pid !== undefined && !this.hasEnded) process.kill(-this.#child.pid, 'SIGKILL');
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Whether an IMAP greeting comes; waits a moment for one. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (answer: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(done, 1000, false);
    socket.once('data', (data) => done(data.toString('latin1').startsWith('* OK')));
    socket.once('error', () => {
      clearTimeout(timer);
      setTimeout(resolve, 25, false);
    });
  });
}
