import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, type Selection } from './answers.ts';
import { LineReader } from './line-reader.ts';
import { letter, type Model } from './model.ts';
import type { Step } from './transcript.ts';

export interface SessionOptions {
  readonly model: Model;
  readonly greeting: readonly Step[];
  /** Told each line of the client, tag included. */
  readonly onLine: (line: string) => void;
  /** The steps that a transcript has for a line without its tag. */
  readonly stepsFor: (line: string) => readonly Step[] | null;
  /** Writes; tests may stand in between. */
  readonly write: (socket: Socket, bytes: Buffer) => void;
}

/** One connection: answers line after line, by the transcript or as the model would. */
export class Session {
  readonly socket: Socket;
  readonly #options: SessionOptions;
  readonly #selection: Selection = { mailbox: null };
  #work: Promise<void>;
  #idleTag: string | null = null;
  #signInTag: string | null = null;
  #mute = false;

  constructor(socket: Socket, options: SessionOptions) {
    this.socket = socket;
    this.#options = options;
    const reader = new LineReader(
      (line) => {
        this.#work = this.#work.then(() => this.#take(line));
      },
      () => this.#send('+ go on\r\n'),
    );
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      reader.push(bytes);
    });
    socket.on('error', () => undefined);
    const greeting =
      options.greeting.length > 0
        ? options.greeting
        : [{ kind: 'send', text: '* OK ready\r\n' } satisfies Step];
    this.#work = this.#play(greeting, '', '');
  }

  get idling(): boolean {
    return this.#idleTag !== null;
  }

  /** Sends something that nobody asked for. */
  tell(text: string): void {
    this.#send(text);
  }

  async #take(line: string): Promise<void> {
    this.#options.onLine(line);
    if (this.#idleTag !== null && line.toUpperCase() === 'DONE') {
      this.#send(`${this.#idleTag} OK done\r\n`);
      this.#idleTag = null;
      return;
    }
    if (this.#signInTag !== null) {
      this.#send(`${this.#signInTag} OK welcome\r\n`);
      this.#signInTag = null;
      return;
    }
    const [, tag = '', command = ''] = /^(\S+) ?(.*)$/s.exec(line) ?? [];
    const steps = this.#options.stepsFor(command);
    // What a transcript answers instead, the mailbox is open all the same.
    if (steps && /^(?:select|examine) /i.test(command)) this.#answer(tag, command);
    await this.#play(steps ?? [{ kind: 'default', edits: [] }], tag, command);
  }

  async #play(steps: readonly Step[], tag: string, command: string): Promise<void> {
    for (const step of steps) {
      switch (step.kind) {
        case 'send':
          this.#send(fillIn(step.text, tag));
          break;
        case 'default':
          for (const response of this.#answer(tag, command)) {
            this.#send(step.edits.reduce((text, { from, to }) => text.replace(from, to), response));
          }
          break;
        case 'wait':
          await delay(step.ms);
          break;
        case 'drop':
          // What was written is sent first: the client is to see how far it got.
          await new Promise<void>((resolve) => this.socket.write('', () => resolve()));
          this.socket.resetAndDestroy();
          return;
        case 'end':
          this.socket.end();
          return;
        case 'hang':
          this.#mute = true;
      }
    }
    if (/^logout/i.test(command)) this.socket.end();
  }

  #answer(tag: string, command: string): string[] {
    if (/^idle$/i.test(command)) {
      this.#idleTag = tag;
      return ['+ idling\r\n'];
    }
    if (/^authenticate plain$/i.test(command)) {
      this.#signInTag = tag;
      return ['+ \r\n'];
    }
    return answer(this.#options.model, this.#selection, tag, command);
  }

  #send(text: string): void {
    if (this.#mute || this.socket.destroyed || text === '') return;
    this.#options.write(this.socket, Buffer.from(text, 'latin1'));
  }
}

/** `{a}` is the mail of that name as a literal. */
function fillIn(text: string, tag: string): string {
  return text.replaceAll('{tag}', tag).replace(/\{([a-z]\w*)\}/g, (_, name: string) => {
    const source = letter(name);
    return `{${source.length}}\r\n${source.toString('latin1')}`;
  });
}
