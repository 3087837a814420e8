import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to one connection. Bytes count what the server sends, unless said otherwise. */
export type Fault =
  | { readonly kind: 'none' }
  /** After so many bytes: RST to both sides. */
  | { readonly kind: 'reset'; readonly after: number }
  /** After so many bytes: FIN to both sides. */
  | { readonly kind: 'end'; readonly after: number }
  /** After so many bytes nothing comes any more, and the connection stays open. */
  | { readonly kind: 'hang'; readonly after: number }
  /** After so many bytes of the client nothing goes to the server any more, and the connection is reset. */
  | { readonly kind: 'reset-upwards'; readonly after: number }
  /** Every packet so many milliseconds late, then RST. */
  | { readonly kind: 'delay'; readonly ms: number; readonly after: number }
  /** After so many bytes nothing comes until the promise is kept. */
  | { readonly kind: 'hold'; readonly after: number; readonly until: Promise<void> }
  /** The first so many bytes one by one, then RST. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly after: number }
  /** Takes the connection and never says anything. */
  | { readonly kind: 'blackhole' }
  | { readonly kind: 'refuse' }
  /** When the client says this: `lost` never reaches the server; `unanswered` does, and the answer is cut after so many bytes. */
  | { readonly kind: 'lost' | 'unanswered'; readonly command: RegExp; readonly after: number };

/**
 * Stands between a client and a server on this computer and spoils connections as told: `next` gives the fault of each
 * new one.
 */
export class TcpProxy {
  /** Connections so far. */
  connections = 0;
  /** Faults that came to pass. */
  spoiled = 0;
  next: (connection: number) => Fault = () => ({ kind: 'none' });
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #clients = 0;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer({ noDelay: true }, (client) => this.#accept(client));
  }

  /** Listens on a port of its own and passes on to `target`, both on loopback. */
  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#clients;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #accept(client: Socket): void {
    this.connections += 1;
    const fault = this.next(this.connections);
    this.#keep(client);
    this.#clients += 1;
    client.once('close', () => (this.#clients -= 1));
    if (fault.kind === 'refuse' || fault.kind === 'blackhole') {
      this.spoiled += 1;
      if (fault.kind === 'refuse') client.resetAndDestroy();
      return;
    }
    const server = this.#keep(connect({ port: this.#target, host: '127.0.0.1', noDelay: true }));
    new Line(client, server, fault, () => (this.spoiled += 1)).run();
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}

/** One spoiled connection. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #fault: Fault;
  readonly #onSpoiled: () => void;
  #down = 0;
  #up = 0;
  /** Bytes of the answer still let through, once the command was seen. */
  #left: number | null = null;
  #over = false;
  #queue = Promise.resolve();

  constructor(client: Socket, server: Socket, fault: Fault, onSpoiled: () => void) {
    this.#client = client;
    this.#server = server;
    this.#fault = fault;
    this.#onSpoiled = onSpoiled;
  }

  run(): void {
    this.#server.on('data', (bytes) => this.#fromServer(bytes));
    this.#client.on('data', (bytes) => this.#fromClient(bytes));
    this.#server.once('close', () => void this.#queue.then(() => this.#client.destroy()));
    this.#client.once('close', () => this.#server.destroy());
  }

  #fromServer(bytes: Buffer): void {
    if (this.#over) return;
    const fault = this.#fault;
    const before = this.#down;
    this.#down += bytes.length;
    switch (fault.kind) {
      case 'unanswered':
        if (this.#left === null) break;
        if (this.#left > bytes.length) {
          this.#left -= bytes.length;
          break;
        }
        this.#write(bytes.subarray(0, this.#left));
        this.#spoil('reset');
        return;
      case 'hold':
        if (before < fault.after && this.#down >= fault.after)
          this.#queue = this.#queue.then(() => fault.until);
        break;
      case 'reset':
      case 'end':
      case 'hang':
      case 'delay':
      case 'drip': {
        const isOver = this.#down >= fault.after;
        const rest = isOver ? bytes.subarray(0, fault.after - before) : bytes;
        if (fault.kind === 'delay') this.#queue = this.#queue.then(() => later(fault.ms));
        const drops = fault.kind === 'drip' ? Math.max(0, fault.bytes - before) : 0;
        for (const byte of rest.subarray(0, drops)) {
          this.#write(Buffer.of(byte));
          this.#queue = this.#queue.then(() => later(0));
        }
        this.#write(rest.subarray(drops));
        if (isOver) this.#spoil(fault.kind === 'delay' || fault.kind === 'drip' ? 'reset' : fault.kind);
        return;
      }
      default:
        break;
    }
    this.#write(bytes);
  }

  #fromClient(bytes: Buffer): void {
    if (this.#over) return;
    const fault = this.#fault;
    this.#up += bytes.length;
    if (fault.kind === 'reset-upwards' && this.#up >= fault.after) {
      this.#server.write(bytes.subarray(0, bytes.length - (this.#up - fault.after)));
      this.#spoil('reset');
      return;
    }
    if (
      (fault.kind === 'lost' || fault.kind === 'unanswered') &&
      fault.command.test(bytes.toString('latin1'))
    ) {
      if (fault.kind === 'lost') {
        this.#spoil('reset');
        return;
      }
      this.#left = fault.after;
    }
    this.#server.write(bytes);
  }

  #write(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#queue = this.#queue.then(() => {
      if (!this.#client.destroyed) this.#client.write(bytes);
    });
  }

  #spoil(how: 'reset' | 'end' | 'hang'): void {
    this.#over = true;
    this.#onSpoiled();
    if (how === 'hang') return;
    this.#queue = this.#queue.then(() => {
      if (how === 'reset') {
        this.#client.resetAndDestroy();
        // What reached the server before is carried out, as it would be.
        this.#server.end();
        return;
      }
      this.#client.end();
      this.#server.end();
    });
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));
}
