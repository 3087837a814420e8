import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { selfSigned } from '../../../../tests/support/certificates.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { fetchConfig } from './fetch-config.ts';
import { createGetPage } from './get-page.ts';

const HOST = 'autoconfig.example.org';
const lookup: LookupFunction = (_host, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};
const config = `<clientConfig><emailProvider id="example.org"><incomingServer type="imap"><hostname>imap.example.org</hostname>
  <port>993</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer></emailProvider></clientConfig>`;

let server: Server | null = null;
let traffic: Traffic[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  [server, traffic] = [null, []];
});

/** Serves over https what `answer` says, and looks for a description at `/a`. */
async function look(answer: (request: IncomingMessage, response: ServerResponse) => void, trusted = true) {
  const certificate = await selfSigned([HOST]);
  server = createServer(certificate, answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fetch = createGetPage({ lookup, ...(trusted ? { ca: certificate.cert } : {}) });
  const deps = { fetch, onContact: () => undefined, onTraffic: (told: Traffic) => traffic.push(told) };
  return {
    port,
    found: await fetchConfig(new URL(`https://${HOST}:${port}/a`), deps, AbortSignal.timeout(5000)),
  };
}

it('a page is read, and what that carried is told for each step on the way there', async () => {
  const { port, found } = await look(({ url, headers }, response) => {
    expect(headers['user-agent']).toBeUndefined();
    if (url === '/a') response.writeHead(302, { location: '/b' }).end();
    else response.end(config);
  });
  expect(found?.config.servers[0]?.host).toBe('imap.example.org');
  expect(traffic).toHaveLength(2);
  for (const told of traffic) expect(told).toMatchObject({ host: HOST, port });
  const [moved, page] = traffic;
  expect(moved?.sent).toBeGreaterThan(30);
  expect(page?.received).toBeGreaterThan(config.length);
});

it('a page that is not there is none', async () => {
  const { found } = await look((_, response) => response.writeHead(404).end('no'));
  expect(found).toBeNull();
  expect(traffic[0]?.received).toBeGreaterThan(0);
});

it('a page that breaks off is none', async () => {
  const { found } = await look((_, response) => {
    response.writeHead(200, { 'content-length': 1000 }).write('<client');
    setImmediate(() => response.destroy());
  });
  expect(found).toBeNull();
});

it('a server that nobody vouches for is not asked', async () => {
  const { found } = await look((_, response) => response.end(config), false);
  expect(found).toBeNull();
  expect(traffic).toEqual([]);
});
