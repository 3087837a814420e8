import { expect, test } from 'vitest';
import { servers } from '../servers/servers.ts';
import { runEquivalence } from './run.ts';

/** A short version of `npm run equivalence`: after whatever two other programs did, the database says what the server says. */

const FIRST = Number(process.env['CASIER_SEED'] ?? Date.now() % 1_000_000);
/** A server that takes seconds for a rename is given fewer operations. */
const SLOW_OPERATIONS = 150;

for (const [at, { name, start }] of servers.entries()) {
  const seeds = name === 'Dovecot' ? [FIRST, FIRST + 10] : [FIRST + at];
  test(`on ${name} (seeds ${seeds.join(', ')})`, { timeout: 180_000 }, async () => {
    const server = await start();
    try {
      const operations = server.traits.restructuring === undefined ? 500 : SLOW_OPERATIONS;
      for (const seed of seeds) {
        const { differences, log } = await runEquivalence(server, { seed, operations });
        expect(differences, `seed ${seed}; the last steps: ${log.slice(-30).join('; ')}`).toEqual([]);
      }
    } finally {
      await server.stop();
    }
  });
}
