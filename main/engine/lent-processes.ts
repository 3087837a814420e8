import { assertNever } from '../../contract/assert-never.ts';
import type { LentMessage, LentOrder } from '../../contract/engine-wire.ts';
import type { ProcessChannel } from './platform/process-channel.ts';

/**
 * Only the application process can start others where the shell is Electron; so it starts them for the engine, and what they
 * say passes through it. Here is its side: carries out what the engine orders, and ends all of them when the engine has ended.
 */
export class LentProcesses {
  readonly #start: () => ProcessChannel;
  readonly #tell: (message: LentMessage) => void;
  readonly #running = new Map<number, ProcessChannel>();

  constructor(start: () => ProcessChannel, tell: (message: LentMessage) => void) {
    this.#start = start;
    this.#tell = tell;
  }

  carryOut({ id, order }: LentOrder): void {
    switch (order.kind) {
      case 'start':
        this.#open(id);
        return;
      case 'say':
        this.#running.get(id)?.send(order.message);
        return;
      case 'kill':
        this.#running.get(id)?.kill();
        return;
      default:
        assertNever(order);
    }
  }

  killAll(): void {
    for (const channel of this.#running.values()) channel.kill();
    this.#running.clear();
  }

  #open(id: number): void {
    const channel = this.#start();
    this.#running.set(id, channel);
    channel.onMessage((message) => this.#tell({ type: 'lent', id, news: { kind: 'said', message } }));
    channel.onExit((code) => {
      // After `killAll` there is nobody to tell.
      if (this.#running.delete(id)) this.#tell({ type: 'lent', id, news: { kind: 'ended', code } });
    });
  }
}

/** The engine's side: processes of the application's making, as if they were its own. */
export class BorrowedProcesses {
  readonly #order: (message: LentOrder) => void;
  readonly #listeners = new Map<number, (news: LentMessage['news']) => void>();
  #lastId = 0;

  constructor(order: (message: LentOrder) => void) {
    this.#order = order;
  }

  start(): ProcessChannel {
    const id = ++this.#lastId;
    const order = (what: LentOrder['order']): void => this.#order({ type: 'lent', id, order: what });
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number | null) => void = () => undefined;
    this.#listeners.set(id, (news) => {
      if (news.kind === 'said') {
        onMessage(news.message);
        return;
      }
      this.#listeners.delete(id);
      onExit(news.code);
    });
    order({ kind: 'start' });
    return {
      send: (message) => order({ kind: 'say', message }),
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      pid: () => undefined,
      kill: () => order({ kind: 'kill' }),
    };
  }

  receive({ id, news }: LentMessage): void {
    this.#listeners.get(id)?.(news);
  }
}
