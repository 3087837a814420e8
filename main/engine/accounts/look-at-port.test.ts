import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { selfSigned } from '../../../tests/support/certificates.ts';
import { lookAtPort } from './look-at-port.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Says its greeting, and answers a question for its abilities. */
function speak(greeting: string, abilities = '') {
  return (socket: Socket) => {
    socket.on('error', () => undefined);
    socket.write(`${greeting}\r\n`);
    socket.on('data', (line) => {
      if (line.includes('CAPABILITY')) socket.write(`* CAPABILITY IMAP4rev1${abilities}\r\nc1 OK\r\n`);
    });
  };
}

const look = (port: number, security: 'tls' | 'starttls' | 'none') =>
  lookAtPort({ host: '127.0.0.1', port, security, username: 'camille' }, new AbortController().signal);

it('tells a server that does not encrypt at first, and one that cannot later', async () => {
  const port = await portOf(createServer(speak('* OK ready')));
  expect(await look(port, 'tls')).toBe('speaks-plain');
  expect(await look(port, 'starttls')).toBe('no-starttls');
  expect(await look(port, 'none')).toBeNull();
  const able = await portOf(createServer(speak('* OK ready', ' STARTTLS')));
  expect(await look(able, 'starttls')).toBeNull();
});

it('tells a server that encrypts from the start', async () => {
  const { cert, key } = await selfSigned(['127.0.0.1']);
  const port = await portOf(createTlsServer({ cert, key }, speak('* OK ready')));
  expect(await look(port, 'none')).toBe('speaks-tls');
  expect(await look(port, 'tls')).toBeNull();
});

it.each(['220 mail.example ESMTP', 'SSH-2.0-OpenSSH_9.2', '+OK ready', 'HTTP/1.1 400 Bad Request'])(
  'tells that "%s" is no mail of this kind',
  async (greeting) => {
    expect(await look(await portOf(createServer(speak(greeting))), 'tls')).toBe('not-imap');
  },
);

it('tells nothing where nobody is', async () => {
  const server = createServer();
  const port = await portOf(server);
  server.close();
  expect(await look(port, 'tls')).toBeNull();
});
