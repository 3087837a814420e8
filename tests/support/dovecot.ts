import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ImapSettings } from '../../contract/accounts.ts';
import type { SourceSettings } from '../../main/engine/sources/port.ts';
import { Doveadm } from './doveadm.ts';

export const password = 'correct-horse-battery';

/** A Dovecot of our own on a loopback port: no system user, no system folder, one static password for every user name. */
export class Dovecot {
  readonly folder: string;
  readonly port: number;
  readonly doveadm: Doveadm;
  /** Who owns the mail files. */
  readonly owner: { readonly uid: number; readonly gid: number };
  #process: ChildProcess | null = null;
  readonly #onExit = () => {
    if (this.#process) killGroup(this.#process);
  };

  private constructor(folder: string, port: number, owner: { uid: number; gid: number }) {
    this.folder = folder;
    this.port = port;
    this.owner = owner;
    this.doveadm = new Doveadm(join(folder, 'dovecot.conf'), owner);
  }

  /** Starts a server with an empty data folder. `extra` is added to its configuration. */
  static async start({ extra = '' }: { extra?: string } = {}): Promise<Dovecot> {
    const folder = mkdtempSync(join(tmpdir(), 'casier-dovecot-'));
    const port = await freePort();
    const owner = serverUser();
    for (const name of ['run', 'mail']) {
      mkdirSync(join(folder, name));
      chownSync(join(folder, name), owner.uid, owner.gid);
    }
    chownSync(folder, owner.uid, owner.gid);
    writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port, owner, extra));
    const server = new Dovecot(folder, port, owner);
    await server.resume();
    return server;
  }

  /** Starts the server again, with the mail it had. */
  async resume(): Promise<void> {
    const child = spawn('dovecot', ['-F', '-c', join(this.folder, 'dovecot.conf')], {
      stdio: 'ignore',
      // A process group of its own, so that the processes of its connections die with it.
      detached: true,
      ...this.owner,
    });
    this.#process = child;
    process.once('exit', this.#onExit);
    await this.#untilAnswering(child);
  }

  /** Kills the server and every connection without a word. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    process.off('exit', this.#onExit);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    killGroup(child);
    await ended;
  }

  /** Kills the server and removes its folder. */
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

  /** Where a user's Maildir is, to fill it without a protocol. */
  maildir(user: string): string {
    return join(this.folder, 'mail', user);
  }

  async #untilAnswering(child: ChildProcess): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (child.exitCode !== null) throw new Error(`dovecot ended with code ${child.exitCode}`);
      if (await answers(this.port)) return;
    }
    throw new Error('dovecot did not answer');
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

/** Dovecot refuses to touch mail as root: tests that run as root start it, and doveadm, as nobody. */
function serverUser(): { name: string; group: string; uid: number; gid: number } {
  const me = userInfo();
  const name = me.uid === 0 ? 'nobody' : me.username;
  const ask = (flag: string) => execFileSync('id', [flag, name], { encoding: 'utf8' }).trim();
  return { name, group: ask('-gn'), uid: Number(ask('-u')), gid: Number(ask('-g')) };
}

function configuration(
  folder: string,
  port: number,
  owner: ReturnType<typeof serverUser>,
  extra: string,
): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${owner.name}
default_internal_group = ${owner.group}
default_login_user = ${owner.name}
mail_location = maildir:${folder}/mail/%u:LAYOUT=fs:UTF-8:INBOX=${folder}/mail/%u/INBOX
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
${extra}
`;
}

async function freePort(): Promise<number> {
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
