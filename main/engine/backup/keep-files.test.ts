import { expect, it } from 'vitest';
import { backupName, outdated } from './keep-files.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 10);

it('keeps the newest of every day for thirty days, and always the last', () => {
  // Two a day for sixty days.
  const files = Array.from({ length: 120 }, (_, half) => {
    const at = NOW - (half * DAY) / 2;
    return { path: backupName(at), at, bytes: 1 };
  });
  const ages = (kept: typeof files, now: number) => kept.map(({ at }) => (now - at) / DAY);
  const old = new Set(outdated(files, NOW));
  const kept = ages(
    files.filter((file) => !old.has(file)),
    NOW,
  );
  expect(kept.filter((age) => age <= 1).length).toBe(3);
  expect(Math.max(...kept)).toBeGreaterThan(29);
  expect(Math.max(...kept)).toBeLessThanOrEqual(30);
  const days = new Set(files.filter((file) => !old.has(file)).map(({ at }) => Math.floor(at / DAY)));
  expect(days.size).toBe(31);
  expect(kept.length).toBeLessThanOrEqual(33);
  // Looked at after every backup instead of once, as much is kept.
  let held: typeof files = [];
  for (const file of files.toReversed()) {
    held.push(file);
    const gone = new Set(outdated(held, file.at));
    held = held.filter((one) => !gone.has(one));
  }
  expect(new Set(held.map(({ at }) => Math.floor(at / DAY))).size).toBe(31);
  expect(outdated([{ path: 'only', at: NOW - 400 * DAY, bytes: 1 }], NOW)).toEqual([]);
});
