import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../resources/demo/random.ts';
import { Dovecot, password } from '../../support/dovecot.ts';
import { TcpProxy, type Fault } from '../../support/tcp-proxy.ts';
import { mail, SyncedAccount } from '../account.ts';
import { People } from '../people.ts';
import { forever } from './play.ts';

const MAILS = 300;
const timeouts = { connect: 400, greeting: 400, signIn: 1500, silence: 400, alive: 400 };
const seeds = (process.env['CASIER_FAULT_SEEDS'] ?? '11').split(',').map(Number);

let server: Dovecot;
let proxy: TcpProxy;
let faultsInAll = 0;
const people = new People(() => server);

beforeAll(async () => {
  server = await Dovecot.start();
});
afterAll(() => server.stop());

/** A fault somewhere between the greeting and the end of a fetch, of a kind that the seed chooses. */
function faultOf({ next: random }: Random): Fault {
  const after = 800 + Math.floor(random() ** 2 * 40_000);
  const kinds: Fault[] = [
    { kind: 'reset', after },
    { kind: 'end', after },
    { kind: 'reset-upwards', after: 200 + Math.floor(random() * 500) },
    { kind: 'drip', bytes: 2000, after },
    { kind: 'delay', ms: 2, after },
    { kind: 'refuse' },
    { kind: 'reset', after: after + 5000 },
    { kind: 'end', after: after + 10_000 },
    ...(random() < 0.25 ? [{ kind: 'hang', after } as const, { kind: 'blackhole' } as const] : []),
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? { kind: 'none' };
}

/** Puts mails into the inbox without a protocol: quicker than hundreds of deliveries. */
function fill(user: string, names: readonly string[]): void {
  const { uid, gid } = server.owner;
  for (const [index, name] of names.entries()) {
    const file = join(server.maildir(user), 'INBOX', 'new', `${1_700_000_000 + index}.${name}.test`);
    writeFileSync(
      file,
      mail(name) +
        'A line of the text that makes the mail as long as mails are.\r\n'.repeat(20 + (index % 60)),
    );
    chownSync(file, uid, gid);
  }
}

describe.each(seeds)('a line that fails again and again (seed %i)', (seed) => {
  it('costs no mail and doubles none: first sync, moves by another program, moves of ours', async () => {
    proxy = await TcpProxy.start(server.port);
    const random = createRandom(seed);
    const user = `seed${seed}`;
    const names = Array.from({ length: MAILS }, (_, index) => `s${seed}m${index}`);
    await server.doveadm.createMailbox(user, 'INBOX', 'Factures', 'Divers').catch(() => undefined);
    fill(user, names);
    const imap = { ...server.settings(user), port: proxy.port };
    const account = people.keep(new SyncedAccount({ kind: 'imap', imap, password }, timeouts));
    const faults: Fault[] = [];
    proxy.next = () => faults[faults.push(faultOf(random)) - 1] ?? { kind: 'none' };

    let rounds = 0;
    const untilSynced = async () => {
      for (; ; rounds += 1) {
        const reply = await account.syncer.run(forever, { thorough: true });
        if (reply.ok && reply.value.refused.length === 0) return;
        expect(rounds, 'it converges').toBeLessThan(400);
      }
    };
    await untilSynced();
    expect(account.messageIds('INBOX')).toHaveLength(MAILS);

    // Moves of ours, asked for again until all are done, as the job does: by what is still there.
    for (let from = 0; from < 100; from += 20) {
      const wanted = new Set(names.slice(from, from + 20).map((name) => `${name}@example.org`));
      for (;;) {
        const found = await account.source.findByMessageId('INBOX', [...wanted], forever);
        if (!found.ok) continue;
        const uids = [...found.value.values()].flat();
        if (uids.length === 0) break;
        await account.source.move('INBOX', uids, 'Factures', forever);
        expect((rounds += 1)).toBeLessThan(800);
      }
    }
    await server.doveadm.move(user, 'Divers', ['mailbox', 'INBOX', 'subject', `s${seed}m2`]);
    await untilSynced();
    const spoiled = proxy.spoiled;
    proxy.next = () => ({ kind: 'none' });
    await untilSynced();
    await people.expectEqual(account, user);
    expect(account.count('SELECT count(*) FROM messages')).toBe(MAILS);
    expect(account.count('SELECT count(*) FROM places')).toBe(MAILS);
    expect(account.count('SELECT count(*) FROM messages WHERE unreadable IS NOT NULL')).toBe(0);
    expect(await server.doveadm.messageIds(user, 'Factures')).toHaveLength(100);
    console.info(`seed ${seed}: ${spoiled} faults on ${proxy.connections} connections`);
    faultsInAll += spoiled;
    await proxy.stop();
  });
});

it('that was bad enough', () => {
  expect(faultsInAll).toBeGreaterThanOrEqual(50);
});
