import { afterAll, beforeAll, expect, it } from 'vitest';
import { domainOf, domainRule } from '../../renderer/features/notifications/use-vip-groups.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

const user = 'vips';
let server: Dovecot;
let engine: TestEngine;

const from = (address: string) =>
  [
    `Message-ID: <${address}@x>`,
    `From: Somebody <${address}>`,
    `To: ${user}@mail.example`,
    `Subject: From ${address}`,
    `Date: ${new Date(Date.now() - 60_000).toUTCString().replace('GMT', '+0000')}`,
    '',
    'Words.',
    '',
  ].join('\r\n');
const addresses = ['a@team.example', 'b@south.team.example', 'c@otherteam.example', 'd@team.example.org'];

beforeAll(async () => {
  server = await Dovecot.start();
  for (const address of addresses) await server.doveadm.save(user, 'INBOX', from(address));
  engine = new TestEngine();
  await engine.open();
  const imap = server.settings(user);
  const { id } = await engine.ask('accounts.addImap', {
    name: '',
    address: `${user}@mail.example`,
    imap,
    password,
  });
  await engine.reached(id, 'live');
});
afterAll(async () => {
  await engine.remove();
  await server.stop();
});

it('tells a domain from a name or an address', () => {
  expect(['@Team.example', 'team.example', 'bob', 'a@team.example', '@team'].map(domainOf)).toEqual([
    'team.example',
    'team.example',
    null,
    null,
    null,
  ]);
});

it('makes VIPs of everybody at a domain by a rule, old mail too, and says which rule it was', async () => {
  const rule = { ...domainRule('The team', 'team.example'), priority: 'high' as const };
  const { text } = await engine.ask('rules.get', {});
  const written = await engine.ask('rules.rewrite', { text, change: { kind: 'put', index: null, rule } });
  expect((await engine.ask('rules.save', { text: written.text })).saved).toBe(true);
  const mailboxId = (await engine.ask('mailboxes.list', {})).find(({ path }) => path === 'INBOX')!.id;
  const rows = async () => (await engine.ask('messages.list', { mailboxId })).rows;
  await waitFor(async () => (await rows()).some(({ vip }) => vip));
  await waitFor(async () => !(await engine.ask('status.get', {})).deciding);
  const vips = (await rows()).filter(({ vip }) => vip).map((row) => row.from.address);
  expect(vips.toSorted()).toEqual(['a@team.example', 'b@south.team.example']);
  const urgent = (await rows()).filter((row) => row.urgent).map((row) => row.from.address);
  expect(urgent.toSorted()).toEqual(vips.toSorted());
  const said = new Map<string, unknown>();
  for (const row of await rows())
    said.set(row.from.address, await engine.ask('deciding.urgency', { messageId: row.id }));
  expect(said.get('a@team.example')).toEqual({
    priority: { level: 'high', rule: 'The team' },
    vip: 'The team',
  });
  expect(said.get('c@otherteam.example')).toEqual({ priority: null, vip: null });
});
