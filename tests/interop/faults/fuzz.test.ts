import { afterAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../resources/demo/random.ts';
import { mutate, noise } from '../../support/mutate.ts';
import { SEED as seed } from '../../support/seed.ts';
import { ScriptedImap } from '../../support/scripted-imap.ts';
import { SyncedAccount } from '../account.ts';
import { password } from './play.ts';

const cases = Number(process.env['CASIER_FUZZ_CASES'] ?? 300);
/** Side by side: most of the time is waiting for servers that do not answer. */
const LANES = 12;
const SECONDS = 180 + cases / 5;
const timeouts = { connect: 400, greeting: 400, signIn: 1000, silence: 300, alive: 300 };

const transcript = `@mailbox INBOX | \\HasNoChildren | a b c d
@mailbox Factures | \\HasNoChildren | e f
@mailbox Sent | \\HasNoChildren \\Sent | g
`;

const unexpected: unknown[] = [];
const note = (reason: unknown) => unexpected.push(reason);
process.on('uncaughtException', note);
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});

/** Runs cases in lanes; the first that fails is told with its number. */
async function each(count: number, run: (random: Random) => Promise<void>): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const lane = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      await run(createRandom(seed).fork(number)).catch((error: unknown) => {
        numbers.length = 0;
        throw new Error(`seed ${seed}, case ${number}`, { cause: error });
      });
      expect(unexpected, `seed ${seed}, about case ${number}`).toEqual([]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** The run must end, by itself and with a value, whatever the server does. */
async function syncOnce(account: SyncedAccount): Promise<boolean> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the sync does not end')), 60_000);
  try {
    const reply = await Promise.race([
      account.syncer.run(new AbortController().signal, { thorough: true }),
      late.promise,
    ]);
    return reply.ok && reply.value.refused.length === 0;
  } finally {
    clearTimeout(timer);
  }
}

/** UIDs by mailbox, as the database has them. */
function placesOf(account: SyncedAccount): unknown {
  return account.db
    .prepare(
      `SELECT b.path, group_concat(p.uid ORDER BY p.uid) AS uids FROM places p JOIN mailboxes b ON b.id = p.mailbox_id
       WHERE b.gone = 0 GROUP BY b.path ORDER BY b.path`,
    )
    .all();
}

const truth = [
  { path: 'Factures', uids: '1,2' },
  { path: 'INBOX', uids: '1,2,3,4' },
  { path: 'Sent', uids: '1' },
];

describe(`whatever a server sends (seed ${seed})`, () => {
  it(
    'as answers that are spoilt: nothing crashes, and all is right when the server is',
    async () => {
      await each(cases * 0.8, async (random) => {
        const server = await ScriptedImap.start(transcript);
        const account = new SyncedAccount({ kind: 'imap', imap: server.settings(), password }, timeouts);
        try {
          const rate = random.pick([0.02, 0.05, 0.2]);
          // Half of them are signed in to in peace, so that what comes later is reached.
          const from = random.chance(0.7) ? 8 : 0;
          let sent = 0;
          server.write = (socket, bytes) => {
            const isSpoilt = (sent += 1) > from && random.chance(rate);
            socket.write(isSpoilt ? mutate(bytes, random, random.int(1, 3)) : bytes);
          };
          await syncOnce(account);
          server.write = (socket, bytes) => socket.write(bytes);
          // What was believed of a session (its namespace, its capabilities) ends with the connection.
          for (const { socket } of [...server.sessions]) socket.destroy();
          let rounds = 0;
          while (!(await syncOnce(account))) expect((rounds += 1), 'it recovers').toBeLessThan(6);
          if (JSON.stringify(placesOf(account)) !== JSON.stringify(truth)) await syncOnce(account);
          expect(placesOf(account)).toEqual(truth);
        } finally {
          await account.close();
          await server.stop();
        }
      });
    },
    SECONDS * 1000,
  );

  it(
    'as noise: nothing crashes',
    async () => {
      await each(cases * 0.2, async (random) => {
        const server = await ScriptedImap.start(transcript);
        const account = new SyncedAccount({ kind: 'imap', imap: server.settings(), password }, timeouts);
        try {
          const from = random.int(0, 12);
          let sent = 0;
          server.write = (socket, bytes) => {
            socket.write((sent += 1) > from ? noise(random, random.int(1, 400)) : bytes);
            if (sent > from && random.chance(0.5)) socket.end();
          };
          await syncOnce(account);
        } finally {
          await account.close();
          await server.stop();
        }
      });
    },
    SECONDS * 1000,
  );
});
