import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncProgress } from '../../contract/accounts.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

const DAY = 86_400_000;
const user = 'anne';

let server: Dovecot;
let proxy: TcpProxy;
let engine: TestEngine;
beforeEach(async () => {
  server = await Dovecot.start();
  proxy = await TcpProxy.start(server.port);
  engine = new TestEngine();
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  await proxy.stop();
  await server.stop();
});

const mail = (folder: string, number: number): string => {
  const date = new Date(Date.now() - (number % 20) * DAY).toUTCString();
  const text = `About ${folder.toLowerCase()}, number ${number}. `.repeat(400);
  return `From: ${folder} <${folder.toLowerCase()}@example.org>\r\nTo: anne@mail.example\r\nSubject: ${folder} ${number}\r\nMessage-ID: <${folder}-${number}@x>\r\nDate: ${date}\r\n\r\n${text}\r\n`;
};

it('a slow server: how far, how fast and how long is told, and what came first can be decided meanwhile', async () => {
  for (const folder of ['Bills', 'Travel']) {
    await server.doveadm.run(['mailbox', 'create', '-u', user, folder]);
    for (let number = 0; number < 60; number += 1)
      await server.doveadm.save(user, folder, mail(folder, number));
    for (let number = 60; number < 110; number += 1)
      await server.doveadm.save(user, 'INBOX', mail(folder, number));
  }
  // Nine tenths of the mails; the others come when what must be seen meanwhile was seen.
  const enough = Promise.withResolvers<void>();
  proxy.next = () => ({ kind: 'hold', after: 2_000_000, until: enough.promise });
  const seen: SyncProgress[] = [];
  const isUnderWay = ({ done, total, mailsPerSecond, secondsLeft }: SyncProgress) =>
    done > 0 && done < total && mailsPerSecond > 0 && secondsLeft !== null;
  engine.engine.listen((event) => {
    if (event.name !== 'status.changed') return;
    const [account] = event.payload.accounts;
    if (account?.progress) seen.push(account.progress);
    if (account?.status === 'syncing' && event.payload.waiting > 0 && seen.some(isUnderWay)) enough.resolve();
  });
  const imap = { ...server.settings(user), port: proxy.port };
  const { id } = await engine.ask('accounts.addImap', {
    name: '',
    address: 'anne@mail.example',
    imap,
    password,
  });
  await enough.promise;
  await engine.reached(id, 'live');
  await waitFor(async () => (await engine.ask('status.get', {})).waiting > 0);
  expect((await engine.ask('health.get', {})).messages).toBe(220);
  expect(seen.every(({ done }, at) => at === 0 || done >= seen[at - 1]!.done)).toBe(true);
});
