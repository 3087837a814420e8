/**
 * `npm run equivalence [-- --seeds 20 --seed 1 --ops 500 --server cyrus --each]`: random scripts of two other programs on every
 * server; tells where our database does not come to say what the server says.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { servers } from '../servers/servers.ts';
import { runEquivalence } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    ops: { type: 'string', default: '500' },
    server: { type: 'string' },
    each: { type: 'boolean', default: false },
  },
});

let wrong = 0;
for (const { name, start } of servers) {
  if (values.server !== undefined && values.server.toLowerCase() !== name.toLowerCase()) continue;
  const server = await start();
  try {
    const first = Number(values.seed);
    for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
      const begun = performance.now();
      const { differences, syncs, log } = await runEquivalence(server, {
        seed,
        operations: Number(values.ops),
        eachTime: values.each,
      });
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${name}, seed ${seed}: ${syncs} syncs, ${differences.length} differences, ${seconds} s`);
      if (differences.length === 0) continue;
      wrong += 1;
      const file = join(tmpdir(), `casier-equivalence-${name}-${seed}.log`);
      writeFileSync(file, [...log, ...differences].join('\n'));
      console.log(`${differences.slice(0, 10).join('\n')}\n  what was done: ${file}`);
    }
  } finally {
    await server.stop();
  }
}
console.log(wrong === 0 ? 'No divergence.' : `${wrong} scripts ended in a divergence.`);
process.exitCode = wrong === 0 ? 0 : 1;
