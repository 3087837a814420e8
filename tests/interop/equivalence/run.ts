import { seeded } from '../../crash/random.ts';
import { RawImap } from '../../support/raw-imap.ts';
import type { MailServer } from '../../support/servers/mail-server.ts';
import { SyncedAccount } from '../account.ts';
import { findDifferences } from '../servers/differences.ts';
import { Script } from './script.ts';

/** What one script found. */
export interface Equivalence {
  readonly operations: number;
  readonly syncs: number;
  /** Where database and server differ after the last sync; nothing when all is well. */
  readonly differences: readonly string[];
  /** What was done, one line each. */
  readonly log: readonly string[];
}

/** Operations between two syncs, at most. */
const STRETCH = 20;
/** A server may hang up on us when a mailbox that we have open is deleted or renamed: once at a time, not for ever. */
const MAX_LOSSES = 3;
/** A look that meets a change halfway leaves the rest to the next one. */
const LAST_SYNCS = 2;

/**
 * Has two other programs do `operations` random things to an account, with syncs of ours between them and in the middle of
 * them; at the end the database must say exactly what the server says. The same seed does the same things, but what a sync
 * sees of operations that are done meanwhile is for the clock to say. `eachTime` compares after each sync, to find the first
 * step that was not understood.
 */
export async function runEquivalence(
  server: MailServer,
  { seed, operations, eachTime = false }: { seed: number; operations: number; eachTime?: boolean },
): Promise<Equivalence> {
  const random = seeded(seed);
  const user = `person${seed}`;
  await server.makeUser(user);
  const programs = [await RawImap.signIn(server, user), await RawImap.signIn(server, user)];
  const account = new SyncedAccount(server.sourceSettings(user));
  // Where flags are compared only now and then, they are compared at each look.
  const thorough = !server.traits.offers.includes('CONDSTORE');
  const script = new Script(server, programs, random);
  let syncs = 0;
  const sync = async (losses = 0): Promise<void> => {
    syncs += 1;
    script.log.push('sync');
    try {
      await account.sync(undefined, { thorough });
      script.log.push('synced');
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('unreachable')) throw error;
      script.log.push(error.message);
      if (losses === MAX_LOSSES) throw error;
      await sync(losses + 1);
    }
  };
  try {
    for (let done = 0; done < operations;) {
      const stretch = Math.min(operations - done, 1 + Math.floor(random() * STRETCH));
      const meanwhile = random() < 0.5 ? sync() : Promise.resolve();
      for (let step = 0; step < stretch; step += 1) await script.step();
      done += stretch;
      await meanwhile;
      if (random() < 0.7) await sync();
      if (!eachTime) continue;
      for (let last = 0; last < LAST_SYNCS; last += 1) await sync();
      const differences = await findDifferences(account.db, programs[0]!);
      if (differences.length > 0) return { operations: done, syncs, differences, log: script.log };
    }
    for (let last = 0; last < LAST_SYNCS; last += 1) await sync();
    const differences = await findDifferences(account.db, programs[0]!);
    return { operations, syncs, differences, log: script.log };
  } finally {
    await Promise.all(programs.map((program) => program.close()));
    await account.close();
  }
}
