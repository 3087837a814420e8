import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ImapSettings } from '../../contract/accounts.ts';
import { Model } from './scripted-imap/model.ts';
import { Session } from './scripted-imap/session.ts';
import { parseTranscript, type Block, type Step, type Transcript } from './scripted-imap/transcript.ts';

const folder = join(import.meta.dirname, '../fixtures/transcripts');

/**
 * A small IMAP server on a loopback port that behaves well but for what a transcript says otherwise: see
 * `scripted-imap/transcript.ts`. What it holds is in `model`; what clients said is in `lines`.
 */
export class ScriptedImap {
  readonly model: Model;
  readonly lines: string[] = [];
  readonly sessions: Session[] = [];
  /** Connections so far. */
  connections = 0;
  /** How bytes go out: tests may mutilate them. */
  write: (socket: Socket, bytes: Buffer) => void = (socket, bytes) => socket.write(bytes);
  readonly #transcript: Transcript;
  readonly #used = new Map<string, number>();
  readonly #server: Server;

  private constructor(transcript: Transcript) {
    this.#transcript = transcript;
    this.model = new Model(transcript);
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Plays a file of `tests/fixtures/transcripts`, or a text with line feeds. */
  static async start(transcript: string): Promise<ScriptedImap> {
    const text = transcript.includes('\n')
      ? transcript
      : readFileSync(join(folder, `${transcript}.txt`), 'utf8');
    const server = new ScriptedImap(parseTranscript(text));
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  settings(security: ImapSettings['security'] = 'none'): ImapSettings {
    return { host: '127.0.0.1', port: this.port, security, username: 'anne' };
  }

  /** Lines of clients that hold this text. */
  said(text: string): string[] {
    return this.lines.filter((line) => line.toUpperCase().includes(text.toUpperCase()));
  }

  /** Tells every connection that idles. */
  tell(text: string): void {
    for (const session of this.sessions) if (session.idling) session.tell(`${text}\r\n`);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const { socket } of this.sessions) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.connections += 1;
    const session = new Session(socket, {
      model: this.model,
      greeting: this.#transcript.greeting,
      onLine: (line) => this.lines.push(line),
      stepsFor: (line) => this.#stepsFor(line),
      write: (to, bytes) => this.write(to, bytes),
    });
    this.sessions.push(session);
    socket.once('close', () => this.sessions.splice(this.sessions.indexOf(session), 1));
  }

  #stepsFor(line: string): readonly Step[] | null {
    const first = this.#transcript.blocks.find((block) => block.regexp.test(line));
    if (!first) return null;
    const same = this.#transcript.blocks.filter((block) => block.pattern === first.pattern);
    const turn = this.#used.get(first.pattern) ?? 0;
    this.#used.set(first.pattern, turn + 1);
    const block: Block | undefined = same[turn] ?? same.at(-1);
    if (!block || (block.once && turn >= same.length)) return null;
    return block.steps;
  }
}
