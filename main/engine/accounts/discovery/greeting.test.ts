import { once } from 'node:events';
import {
  createServer as createPlain,
  type AddressInfo,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../../tests/support/certificates.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { createProbe, type Candidate, type ProbeOptions } from './greeting.ts';

const servers: Server[] = [];
let carried: Traffic[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  carried = [];
});
/** All names are this computer. */
const lookup: LookupFunction = (_host, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const plain = (talk: (socket: Socket) => void) => listen(createPlain(talk));
const look = (
  candidate: Omit<Candidate, 'host'>,
  options: ProbeOptions = {},
  signal: AbortSignal = AbortSignal.timeout(5000),
) =>
  createProbe({ lookup, ...options })({ host: 'mail.example.org', ...candidate }, signal, (traffic) =>
    carried.push(traffic),
  );

describe('encrypted from the first byte', () => {
  const greeting = async (names: readonly string[], words = '* OK ready\r\n', options = {}) => {
    const certificate = await selfSigned(names, options);
    const port = await listen(createTls(certificate, (socket) => socket.write(words)));
    return { port, ca: certificate.cert };
  };

  it('a server whose certificate is trusted answers', async () => {
    const { port, ca } = await greeting(['mail.example.org']);
    expect(await look({ port, security: 'tls' }, { ca })).toBe('answers');
  });

  it.each([
    ['signed by itself', ['mail.example.org'], false, {}],
    ['for another name', ['www.example.org'], true, {}],
    ['out of date', ['mail.example.org'], true, { notAfter: new Date(Date.now() - 86_400_000) }],
  ])('one with a certificate %s is not trusted', async (_, names, known, options) => {
    const { port, ca } = await greeting(names, '* OK ready\r\n', options);
    expect(await look({ port, security: 'tls' }, known ? { ca } : {})).toBe('untrusted');
  });

  it('on this computer may sign its own', async () => {
    const { port } = await greeting(['localhost']);
    expect(
      await createProbe({ lookup })(
        { host: 'localhost', port, security: 'tls' },
        AbortSignal.timeout(5000),
        () => undefined,
      ),
    ).toBe('answers');
  });

  it('what is no IMAP server is nothing', async () => {
    const { port, ca } = await greeting(['mail.example.org'], '220 mail.example.org ESMTP\r\n');
    expect(await look({ port, security: 'tls' }, { ca })).toBe('nothing');
  });

  it('a server without TLS is not asked for a password', async () => {
    const port = await plain((socket) => socket.write('* OK ready\r\n'));
    expect(await look({ port, security: 'tls' })).not.toBe('answers');
  });
});

describe('with STARTTLS', () => {
  it('a server that offers it in its greeting answers', async () => {
    const port = await plain((socket) => socket.write('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n'));
    expect(await look({ port, security: 'starttls' })).toBe('answers');
  });

  it.each([
    ['offers it when asked', 'IMAP4rev1 STARTTLS', 'answers'],
    ['does not offer it', 'IMAP4rev1 AUTH=PLAIN', 'nothing'],
  ])('a server that %s', async (_, capabilities, finding) => {
    const heard: string[] = [];
    const port = await plain((socket) => {
      socket.write('* OK ready\r\n');
      socket.on('data', (data) => {
        heard.push(data.toString());
        socket.write(`* CAPABILITY ${capabilities}\r\nc1 OK done\r\n`);
      });
    });
    expect(await look({ port, security: 'starttls' })).toBe(finding);
    expect(heard).toEqual(['c1 CAPABILITY\r\n']);
    const received = `* OK ready\r\n* CAPABILITY ${capabilities}\r\nc1 OK done\r\n`.length;
    expect(carried).toEqual([{ host: 'mail.example.org', port, sent: 'c1 CAPABILITY\r\n'.length, received }]);
  });
});

describe('nobody', () => {
  it.each([
    ['says nothing', () => undefined],
    ['talks without end', (socket: Socket) => socket.write('x'.repeat(100_000))],
    ['hangs up', (socket: Socket) => socket.destroy()],
  ])('is there when a server %s', async (_, talk) => {
    const port = await plain((socket) => {
      socket.on('error', () => undefined);
      talk(socket);
    });
    expect(await look({ port, security: 'starttls' }, {}, AbortSignal.timeout(300))).toBe('nothing');
  });

  it('is there when nothing listens', async () => {
    const server = createPlain();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    expect(await look({ port, security: 'tls' })).toBe('nothing');
  });
});
