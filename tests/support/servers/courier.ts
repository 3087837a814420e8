import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import { freePort, LocalServer, ServerProcess } from './local-server.ts';
import { password, type Traits } from './mail-server.ts';
import { copyUnpacked, type Unpacked } from './unpacked.ts';

/** As Debian's configuration tells Courier to announce itself. */
const announced =
  'IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE';

/**
 * A Courier IMAP of our own on a loopback port. Its sign-in is ours, because Courier's looks for its passwords in a folder
 * that is built in; then the connection is handed to Courier's imapd and this process has no more part in it.
 */
export class Courier extends LocalServer {
  readonly name = 'Courier';
  readonly traits: Traits = {
    offers: ['ENABLE', 'IDLE', 'NAMESPACE', 'UIDPLUS'],
    prefix: 'INBOX.',
    delimiter: '.',
    // UIDVALIDITY is the time a mailbox was made: Courier lets that second pass before a name can be used again.
    restructuring: 2,
  };
  readonly #program: Unpacked;
  readonly #sessions = new Set<ChildProcess>();
  readonly #connections = new Set<Socket>();
  #door: Server | null = null;
  #watcher: ServerProcess | null = null;

  private constructor(port: number) {
    super('courier', port);
    this.#program = copyUnpacked('courier', join(this.folder, 'program'));
    this.makeFolders('mail');
  }

  /** Starts a server with an empty data folder. */
  static async start(): Promise<Courier> {
    const server = new Courier(await freePort());
    await server.resume();
    return server;
  }

  /** Done by the first sign-in, too. */
  makeUser(user: string): Promise<void> {
    const maildir = join('mail', user, 'Maildir');
    const parts = ['cur', 'new', 'tmp'].map((part) => join(maildir, part));
    if (!existsSync(this.#home(user))) this.makeFolders(join('mail', user), maildir, ...parts);
    return Promise.resolve();
  }

  async resume(): Promise<void> {
    const { folder, env } = this.#program;
    // Gamin, which tells imapd of changed files for IDLE; named after our folder, so that no other server finds it.
    const gamin = findFile(folder, 'gam_server');
    this.#watcher = new ServerProcess(gamin, ['--notimeout', this.#watcherName], { owner: this.owner, env });
    const door = createServer((socket) => this.#signIn(socket));
    this.#door = door.listen(this.port, '127.0.0.1');
    await once(door, 'listening');
  }

  async kill(): Promise<void> {
    const closed = this.#door && once(this.#door, 'close');
    this.#door?.close();
    this.#door = null;
    for (const socket of this.#connections) socket.destroy();
    const ended = [...this.#sessions].map((session) => once(session, 'exit'));
    for (const session of this.#sessions) session.kill('SIGKILL');
    await Promise.all([closed, this.#watcher?.kill(), ...ended]);
    this.#watcher = null;
  }

  get #watcherName(): string {
    return basename(this.folder);
  }

  #home(user: string): string {
    return join(this.folder, 'mail', user);
  }

  #as(user: string) {
    const { uid, gid } = this.owner;
    return { cwd: this.#home(user), env: this.#program.env, uid, gid };
  }

  #signIn(socket: Socket): void {
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    socket.on('error', () => undefined);
    socket.write(`* OK [CAPABILITY ${announced}] Courier-IMAP ready.\r\n`);
    const onData = (data: Buffer) => {
      const line = data.toString('utf8').trimEnd();
      const [tag = '*', command = ''] = line.split(' ');
      const login = /^\S+ LOGIN "?([^" ]+)"? "?([^" ]+)"?$/i.exec(line);
      if (login?.[2] === password && login[1] !== undefined) {
        socket.off('data', onData);
        socket.pause();
        void this.#handOver(socket, tag, login[1]);
      } else if (command.toUpperCase() === 'CAPABILITY') {
        socket.write(`* CAPABILITY ${announced}\r\n${tag} OK CAPABILITY completed\r\n`);
      } else if (command.toUpperCase() === 'LOGOUT') {
        socket.end(`* BYE Courier-IMAP server shutting down\r\n${tag} OK LOGOUT completed\r\n`);
      } else {
        socket.write(
          `${tag} NO ${login ? 'Login failed.' : 'Error in IMAP command received by server.'}\r\n`,
        );
      }
    };
    socket.on('data', onData);
  }

  async #handOver(socket: Socket, tag: string, user: string): Promise<void> {
    await this.makeUser(user);
    if (socket.destroyed) return;
    const log = openSync(join(this.folder, 'courier.log'), 'a');
    const options = this.#as(user);
    const session = spawn(join(this.#program.folder, 'usr/bin/imapd'), ['Maildir'], {
      ...options,
      stdio: [socket, socket, log],
      env: {
        ...options.env,
        TCPREMOTEIP: '127.0.0.1',
        TCPREMOTEPORT: `${socket.remotePort}`,
        GAM_CLIENT_ID: this.#watcherName,
        PROTOCOL: 'IMAP',
        AUTHENTICATED: user,
        AUTHADDR: user,
        IMAPLOGINTAG: tag,
        MAILDIR: join(options.cwd, 'Maildir'),
        // As in Debian's /etc/courier/imapd, but for the idling, which is immediate.
        IMAP_CAPABILITY: announced,
        IMAP_KEYWORDS: '1',
        IMAP_ACL: '1',
        IMAP_USELOCKS: '1',
        IMAP_MAILBOX_SANITY_CHECK: '1',
        IMAP_CHECK_ALL_FOLDERS: '0',
        IMAP_OBSOLETE_CLIENT: '0',
        IMAP_TRASHFOLDERNAME: 'Trash',
        IMAP_EMPTYTRASH: 'Trash:7',
        IMAP_ENHANCEDIDLE: '1',
        IMAP_IDLE_TIMEOUT: '60',
      },
    });
    closeSync(log);
    socket.destroy();
    this.#sessions.add(session);
    session.once('exit', () => this.#sessions.delete(session));
  }
}

/** Where a package puts a program depends on Debian's release. */
function findFile(folder: string, name: string): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
    (path) => basename(path) === name,
  );
  if (found === undefined) throw new Error(`no ${name} in ${folder}`);
  return join(folder, found);
}
