import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSigned, type Certificate } from './certificates.ts';
import { waitFor } from './wait-for.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface FileManners {
  /** Understands `Range`; yes unless told. */
  readonly ranges?: boolean;
  /** Entity tag; none when left out. */
  readonly etag?: string;
  /** Tells this SHA-256 as Hugging Face does. */
  readonly linked?: string;
  /** Tells how long the file is; yes unless told. */
  readonly length?: boolean;
  /** Each answer is cut off after so many bytes, when they were taken (`stored`); by closing the connection. */
  readonly cutAfter?: number;
  /** Sends so many bytes, then waits so many milliseconds. */
  readonly pace?: { readonly bytes: number; readonly ms: number };
}

const names = ['localhost', '127.0.0.1'];
let ours: Promise<Certificate> | undefined;

/** One for all servers of a process: what Node trusts is settled with its first connection. */
function ourCertificate(): Promise<Certificate> {
  ours ??= selfSigned(names).then((made) => {
    setDefaultCACertificates([...getCACertificates('default'), made.cert]);
    return made;
  });
  return ours;
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Gives files over HTTPS on a loopback port, well or badly; under two names, so that it can be two hosts. */
export class FileServer {
  /** What was asked for: path and the headers that matter. */
  readonly asked: { readonly path: string; readonly range?: string; readonly ifRange?: string }[] = [];
  /** A file that holds the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificateFile: string;
  /** How many bytes of the file whoever downloads it has kept; a connection that is cut earlier may lose what it carried. */
  stored: () => number = () => Infinity;
  readonly #server: Server;
  readonly #folder: string;
  readonly #answers = new Map<string, Answer>();

  private constructor(server: Server, cert: string) {
    this.#server = server;
    this.#folder = mkdtempSync(join(tmpdir(), 'casier-files-'));
    this.certificateFile = join(this.#folder, 'certificate.pem');
    writeFileSync(this.certificateFile, cert);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { range, 'if-range': ifRange } = request.headers;
      const path = request.url ?? '';
      this.asked.push({ path, ...(range && { range }), ...(typeof ifRange === 'string' && { ifRange }) });
      const answer = this.#answers.get(path);
      if (answer) void answer(request, response);
      else response.writeHead(404).end();
    });
  }

  /** `trusted`: this process believes its certificate. */
  static async start({ trusted = true } = {}): Promise<FileServer> {
    const { cert, key } = await (trusted ? ourCertificate() : selfSigned(names));
    const server = createServer({ cert, key }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FileServer(server, cert);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where it is, under one name or the other. */
  origin(name: '127.0.0.1' | 'localhost' = '127.0.0.1'): string {
    return `https://${name}:${this.port}`;
  }

  answer(path: string, answer: Answer): this {
    this.#answers.set(path, answer);
    return this;
  }

  status(path: string, status: number, headers: Record<string, string> = {}): this {
    return this.answer(path, (_, response) => void response.writeHead(status, headers).end());
  }

  file(path: string, bytes: Uint8Array, manners: FileManners = {}): this {
    return this.answer(path, (request, response) => sendFile(bytes, manners, request, response, this.stored));
  }

  /** One way after the other, the last one from then on. */
  turns(path: string, ...turns: readonly (readonly [bytes: Uint8Array, manners: FileManners])[]): this {
    let turn = 0;
    return this.answer(path, (request, response) => {
      const [bytes, manners] = turns[Math.min(turn, turns.length - 1)] ?? [new Uint8Array(), {}];
      turn += 1;
      return sendFile(bytes, manners, request, response, this.stored);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    rmSync(this.#folder, { recursive: true });
  }
}

async function sendFile(
  bytes: Uint8Array,
  { ranges = true, etag, linked, length = true, cutAfter = Infinity, pace }: FileManners,
  { headers }: IncomingMessage,
  response: ServerResponse,
  stored: () => number,
): Promise<void> {
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const same = headers['if-range'] === undefined || headers['if-range'] === etag;
  const partial = ranges && same && headers.range !== undefined;
  if (partial && from >= bytes.length) {
    response.writeHead(416).end();
    return;
  }
  const body = bytes.subarray(partial ? from : 0);
  response.writeHead(partial ? 206 : 200, {
    ...(etag && { etag }),
    ...(linked && { 'x-linked-etag': `"${linked}"`, 'x-linked-size': String(bytes.length) }),
    ...(length && { 'content-length': String(body.length) }),
    ...(partial && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  const whole = Math.min(body.length, cutAfter);
  const step = pace?.bytes ?? whole;
  for (let at = 0; at < whole && !response.destroyed; at += step) {
    response.write(body.subarray(at, Math.min(whole, at + step)));
    if (pace) await delay(pace.ms);
  }
  if (whole === body.length) {
    response.end();
    return;
  }
  await waitFor(() => response.destroyed || stored() >= whole + (partial ? from : 0), { every: 5 });
  response.socket?.destroySoon();
}
