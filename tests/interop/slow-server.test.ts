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

it(
  'a slow server: how far, how fast and how long is told, and what came first can be decided meanwhile',
  { timeout: 90_000 },
  async () => {
    for (const folder of ['Bills', 'Travel']) {
      await server.doveadm.run(['mailbox', 'create', '-u', user, folder]);
      for (let number = 0; number < 60; number += 1)
        await server.doveadm.save(user, folder, mail(folder, number));
      for (let number = 60; number < 110; number += 1)
        await server.doveadm.save(user, 'INBOX', mail(folder, number));
    }
    proxy.next = () => ({ kind: 'delay', ms: 60, after: Infinity });
    const seen: SyncProgress[] = [];
    let waitingMeanwhile = 0;
    engine.engine.listen((event) => {
      if (event.name !== 'status.changed') return;
      const [account] = event.payload.accounts;
      if (account?.progress) seen.push(account.progress);
      if (account?.status === 'syncing') waitingMeanwhile = Math.max(waitingMeanwhile, event.payload.waiting);
    });
    const imap = { ...server.settings(user), port: proxy.port };
    const { id } = await engine.ask('accounts.addImap', {
      name: '',
      address: 'anne@mail.example',
      imap,
      password,
    });
    await engine.reached(id, 'live');
    await waitFor(async () => (await engine.ask('status.get', {})).waiting > 0);
    expect(seen.at(-1)).toMatchObject({ done: 220, total: 220 });
    expect(
      seen.some(
        ({ done, total, mailsPerSecond, secondsLeft }) =>
          done > 0 && done < total && mailsPerSecond > 0 && secondsLeft !== null,
      ),
    ).toBe(true);
    expect(seen.every(({ done }, at) => at === 0 || done >= seen[at - 1]!.done)).toBe(true);
    expect(waitingMeanwhile).toBeGreaterThan(0);
  },
);
