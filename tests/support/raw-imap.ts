import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { password, type MailServer } from './servers/mail-server.ts';
import { decodeMailboxName, encodeMailboxName } from './mailbox-names.ts';

/** No command takes a server on this computer so long. */
const SILENCE_MS = 15_000;

/** The server did not answer. Dovecot 2.3 sometimes never answers a MOVE to a mailbox that another program just renamed. */
export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
}

/** A mail as the server describes it. */
export interface SeenMail {
  readonly uid: number;
  /** Sorted, \Recent left out. */
  readonly flags: readonly string[];
  readonly size: number;
  /** Without brackets. */
  readonly messageId: string;
}

interface Answer {
  readonly status: string;
  readonly text: string;
  readonly untagged: readonly string[];
}

/**
 * Another mail program: speaks IMAP over its own socket and shares no code with ours, neither the library nor the rest.
 * Does one command after the other and throws when one is refused.
 */
export class RawImap {
  readonly #server: MailServer;
  readonly #user: string;
  #socket!: Socket;
  #received = '';
  #ended = false;
  #wake = Promise.withResolvers<void>();
  #tag = 0;
  #selected: string | null = null;
  #capabilities = new Set<string>();

  private constructor(server: MailServer, user: string) {
    this.#server = server;
    this.#user = user;
  }

  static async signIn(server: MailServer, user: string): Promise<RawImap> {
    const client = new RawImap(server, user);
    await client.signInAgain();
    return client;
  }

  /** Begins anew on another connection, as a program does that was started again. */
  async signInAgain(): Promise<void> {
    (this.#socket as Socket | undefined)?.destroy();
    this.#received = '';
    this.#ended = false;
    this.#selected = null;
    this.#socket = this.#connect();
    await once(this.#socket, 'connect');
    await this.#line();
    await this.run(`LOGIN "${this.#user}" "${password}"`);
    const { untagged } = await this.run('CAPABILITY');
    this.#capabilities = new Set(untagged.join(' ').toUpperCase().split(' '));
  }

  #connect(): Socket {
    const socket = connect(this.#server.port, '127.0.0.1');
    const heard = () => {
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    };
    // One character a byte: literals are counted in bytes.
    socket.setEncoding('latin1');
    socket.on('data', (data) => {
      if (socket !== this.#socket) return;
      this.#received += data.toString();
      heard();
    });
    socket.on('close', () => {
      if (socket !== this.#socket) return;
      this.#ended = true;
      heard();
    });
    socket.on('error', () => undefined);
    return socket;
  }

  can(capability: string): boolean {
    return this.#capabilities.has(capability);
  }

  /** Sends one command, its literals each when the server asks for it, and waits for its end. */
  async run(command: string, ...literals: readonly string[]): Promise<Answer> {
    const answer = await this.ask(command, ...literals);
    if (answer.status !== 'OK') throw new Error(`${command}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** As `run`, for a command that may be refused. */
  async ask(command: string, ...literals: readonly string[]): Promise<Answer> {
    this.#tag += 1;
    const tag = `r${this.#tag}`;
    const bytes = literals.map((literal) => Buffer.from(literal, 'utf8'));
    this.#socket.write(`${tag} ${command}${bytes[0] ? ` {${bytes[0].length}}` : ''}\r\n`);
    const untagged: string[] = [];
    for (;;) {
      const line = await this.#response();
      const literal = line.startsWith('+') ? bytes.shift() : undefined;
      if (literal) {
        const next = bytes[0] ? ` {${bytes[0].length}}\r\n` : '\r\n';
        this.#socket.write(Buffer.concat([literal, Buffer.from(next)]));
      } else if (line.startsWith(`${tag} `)) {
        const [, status = '', text = ''] = /^\S+ (\S+) ?(.*)$/s.exec(line) ?? [];
        return { status, text, untagged };
      } else untagged.push(line);
    }
  }

  /** Paths of all mailboxes that can hold mail. */
  async mailboxes(): Promise<string[]> {
    const { untagged } = await this.run('LIST "" "*"');
    return untagged.flatMap((line) => {
      const [, attributes, , name] = /^\* LIST \(([^)]*)\) (\S+) (.*)$/s.exec(line) ?? [];
      if (attributes === undefined || name === undefined) return [];
      return /\\(Noselect|NonExistent)/i.test(attributes) ? [] : [decodeMailboxName(unquote(name))];
    });
  }

  async create(path: string): Promise<void> {
    await this.run(`CREATE ${quote(path)}`);
  }

  async delete(path: string): Promise<void> {
    await this.leave();
    await this.run(`DELETE ${quote(path)}`);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.leave();
    await this.run(`RENAME ${quote(from)} ${quote(to)}`);
  }

  async append(path: string, mail: string, flags: readonly string[] = []): Promise<void> {
    await this.run(`APPEND ${quote(path)} (${flags.join(' ')})`, mail);
  }

  /** All mails of a mailbox, by UID. */
  async mails(path: string): Promise<SeenMail[]> {
    await this.select(path);
    const items = 'UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]';
    const { untagged } = await this.run(`UID FETCH 1:* (${items})`);
    const mails = untagged.flatMap((line) => {
      const messageId = /message-id:\s*<([^>]*)>/i.exec(line)?.[1];
      const uid = Number(/\bUID (\d+)/.exec(line)?.[1]);
      const size = Number(/\bRFC822\.SIZE (\d+)/.exec(line)?.[1]);
      const flags = (/\bFLAGS \(([^)]*)\)/.exec(line)?.[1] ?? '').split(' ');
      if (messageId === undefined) return [];
      return [{ uid, size, messageId, flags: flags.filter((flag) => !/^(\\Recent)?$/i.test(flag)).sort() }];
    });
    return mails.sort((a, b) => a.uid - b.uid);
  }

  async uidValidity(path: string): Promise<number> {
    const { untagged } = await this.run(`STATUS ${quote(path)} (UIDVALIDITY)`);
    return Number(/UIDVALIDITY (\d+)/.exec(untagged.join())?.[1]);
  }

  async copy(path: string, uids: readonly number[], target: string): Promise<void> {
    await this.select(path);
    await this.run(`UID COPY ${uids.join(',')} ${quote(target)}`);
  }

  async uids(path: string): Promise<number[]> {
    await this.select(path);
    const { untagged } = await this.run('UID SEARCH ALL');
    return untagged.flatMap((line) => /^\* SEARCH (.*)$/.exec(line)?.[1]?.split(' ').map(Number) ?? []);
  }

  /** By MOVE where there is one, else as programs did before there was. */
  async move(path: string, uids: readonly number[], target: string): Promise<void> {
    await this.select(path);
    if (this.can('MOVE')) {
      await this.run(`UID MOVE ${uids.join(',')} ${quote(target)}`);
      return;
    }
    await this.copy(path, uids, target);
    await this.expunge(path, uids);
  }

  async flag(path: string, uids: readonly number[], change: string): Promise<void> {
    await this.select(path);
    await this.run(`UID STORE ${uids.join(',')} ${change}`);
  }

  /** Takes just these mails away. */
  async expunge(path: string, uids: readonly number[]): Promise<void> {
    await this.flag(path, uids, '+FLAGS.SILENT (\\Deleted)');
    await this.run(this.can('UIDPLUS') ? `UID EXPUNGE ${uids.join(',')}` : 'EXPUNGE');
  }

  async select(path: string): Promise<void> {
    if (this.#selected === path) {
      await this.run('NOOP');
      return;
    }
    this.#selected = null;
    await this.run(`SELECT ${quote(path)}`);
    this.#selected = path;
  }

  async close(): Promise<void> {
    if (!this.#ended) this.#socket.end('bye LOGOUT\r\n');
    while (!this.#ended) await this.#wake.promise;
  }

  /** A mailbox that is selected may not be renamed or deleted everywhere; an unknown name selects none. */
  async leave(): Promise<void> {
    if (this.#selected === null) return;
    this.#selected = null;
    await (this.can('UNSELECT') ? this.run('UNSELECT') : this.ask('EXAMINE "no such mailbox"'));
  }

  /** A line and the literals in it, each in place of its announcement. */
  async #response(): Promise<string> {
    let whole = await this.#line();
    for (;;) {
      const announced = /\{(\d+)\}$/.exec(whole);
      if (!announced) return whole;
      const length = Number(announced[1]);
      while (this.#received.length < length) await this.#more();
      whole = whole.slice(0, announced.index) + this.#received.slice(0, length);
      this.#received = this.#received.slice(length);
      whole += await this.#line();
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#received.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#received.slice(0, end);
        this.#received = this.#received.slice(end + 2);
        return line;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    if (this.#ended) throw new Error('the server hung up');
    const { promise, reject } = Promise.withResolvers<never>();
    const silence = setTimeout(() => reject(new ServerSilent()), SILENCE_MS);
    try {
      await Promise.race([this.#wake.promise, promise]);
    } finally {
      clearTimeout(silence);
    }
  }
}

function quote(path: string): string {
  return `"${encodeMailboxName(path).replace(/["\\]/g, '\\$&')}"`;
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;
}
