import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dovecot } from '../support/dovecot.ts';
import { crashOnce } from './scenario.ts';
import { SEED } from '../support/seed.ts';

/** A short version of `npm run crash`: the engine is killed while it syncs, moves and moves back. */

const servers: readonly { readonly name: string; readonly extra: string }[] = [
  { name: 'a server that moves', extra: '' },
  {
    name: 'a server without MOVE',
    extra:
      'imap_capability = IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE UIDPLUS CONDSTORE QRESYNC LIST-STATUS\n',
  },
];

describe.each(servers)('$name', ({ extra }) => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await Dovecot.start({ extra });
  });
  afterAll(() => server.stop());

  it(`loses and doubles nothing when the engine is killed (seed ${SEED})`, async () => {
    const report = await crashOnce({ server, seed: SEED, mails: 1000, approve: 400, kills: 6 });
    expect(report.damage).toEqual([]);
    expect(report.approved).toBeGreaterThan(100);
    const killed = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
    expect(killed).toBeGreaterThan(5);
  });
});
