import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer, type Packet } from 'dns-packet';

/** Response codes of RFC 1035 §4.1.1. */
const rcodes = { ok: 0, servfail: 2, nxdomain: 3 } as const;

/** A name server on a loopback port that knows what it is told: real packets over real UDP. */
export class NameServer {
  readonly asked: string[] = [];
  readonly #socket: Socket;
  readonly #records: Answer[] = [];
  readonly #moods = new Map<string, 'servfail' | 'silent'>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (message, from) => this.#answer(message, from));
  }

  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new NameServer(socket);
  }

  /** `address:port`, as resolvers want it. */
  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  /** A mail exchanger of a domain. */
  mx(name: string, exchange: string, preference = 10): this {
    this.#records.push({ type: 'MX', name, ttl: 60, data: { exchange, preference } });
    return this;
  }

  /** A service of a domain. */
  srv(name: string, target: string, port: number, { priority = 0, weight = 0 } = {}): this {
    this.#records.push({ type: 'SRV', name, ttl: 60, data: { target, port, priority, weight } });
    return this;
  }

  /** Makes a domain, and all names in it, unwilling. */
  mood(domain: string, mood: 'servfail' | 'silent'): this {
    this.#moods.set(domain, mood);
    return this;
  }

  /** A domain that exists, with no records that matter. */
  exists(name: string): this {
    this.#records.push({ type: 'TXT', name, ttl: 60, data: 'here' });
    return this;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }

  #answer(message: Buffer, from: RemoteInfo): void {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (!question) return;
    const name = question.name.toLowerCase();
    this.asked.push(`${question.type} ${name}`);
    const mood = [...this.#moods].find(([domain]) => name === domain || name.endsWith(`.${domain}`))?.[1];
    if (mood === 'silent') return;
    const known = this.#records.some((record) => record.name === name || record.name.endsWith(`.${name}`));
    const answers = this.#records.filter((record) => record.name === name && record.type === question.type);
    const rcode = mood === 'servfail' ? rcodes.servfail : known ? rcodes.ok : rcodes.nxdomain;
    const packet: Packet = {
      type: 'response',
      id: query.id ?? 0,
      flags: 0x0180 | rcode,
      questions: [question],
      answers: mood ? [] : answers,
    };
    this.#socket.send(encode(packet), from.port, from.address);
  }
}
