import { expect, test } from 'vitest';
import { SEED } from '../../support/seed.ts';
import { servers } from '../servers/servers.ts';
import { runEquivalence } from './run.ts';

/** A short version of `npm run equivalence`: after whatever two other programs did, the database says what the server says. */

/** A server that takes seconds for a rename is given fewer operations. */
const SLOW_OPERATIONS = 150;

for (const [at, { name, start }] of servers.entries()) {
  const seed = SEED + at;
  test(`on ${name} (seed ${seed})`, async () => {
    const server = await start();
    try {
      const operations = server.traits.restructuring === undefined ? 500 : SLOW_OPERATIONS;
      const { differences, log } = await runEquivalence(server, { seed, operations });
      expect(differences, `the last steps: ${log.slice(-30).join('; ')}`).toEqual([]);
    } finally {
      await server.stop();
    }
  });
}
