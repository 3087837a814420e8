import { expect, it } from 'vitest';
import { soak } from './soak.ts';

it('lives with the engine for a minute: nothing lost, nothing doubled, all decided', async () => {
  const seed = Date.now() % 1_000_000;
  const report = await soak({
    minutes: 0.75,
    accounts: 4,
    seed,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  expect(report.divergence, `seed ${seed}`).toEqual([]);
  expect(report.undecided, `seed ${seed}`).toBe(0);
  expect(report.delivered).toBeGreaterThan(20);
  expect(report.approved).toBeGreaterThan(0);
  expect(report.disconnects).toBeGreaterThan(0);
  // The half that no broken connection held up.
  expect(report.decidedP50Ms).toBeLessThan(3000);
});
