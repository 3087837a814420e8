import { expect, it } from 'vitest';
import { SEED } from '../support/seed.ts';
import { soak } from './soak.ts';

it('lives with the engine for half a minute: nothing lost, nothing doubled, all decided', async () => {
  const report = await soak({
    minutes: 0.5,
    accounts: 4,
    seed: SEED,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  expect(report.divergence, `seed ${SEED}`).toEqual([]);
  expect(report.undecided, `seed ${SEED}`).toBe(0);
  expect(report.delivered).toBeGreaterThan(20);
  expect(report.approved).toBeGreaterThan(0);
  expect(report.disconnects).toBeGreaterThan(0);
  // The half that no broken connection held up; what it takes is for `npm run soak` to say.
  expect(report.decidedP50Ms).toBeLessThan(20_000);
});
