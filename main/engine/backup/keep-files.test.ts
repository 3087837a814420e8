import { expect, it } from 'vitest';
import { backupName, outdated } from './keep-files.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 10);

it('keeps every day of a week, one a week for a month, and always the last', () => {
  const files = Array.from({ length: 60 }, (_, days) => ({
    path: backupName(NOW - days * DAY),
    at: NOW - days * DAY,
    bytes: 1,
  }));
  const old = new Set(outdated(files, NOW));
  const kept = files.filter((file) => !old.has(file));
  const ages = kept.map(({ at }) => (NOW - at) / DAY);
  expect(ages.filter((age) => age <= 7)).toHaveLength(8);
  expect(ages.filter((age) => age > 7).length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...ages)).toBeLessThanOrEqual(30);
  // Looked at every day instead of once, about as much is kept.
  let daily: typeof files = [];
  for (let day = 59; day >= 0; day -= 1) {
    daily.push(files[day]!);
    const gone = new Set(outdated(daily, NOW - day * DAY));
    daily = daily.filter((file) => !gone.has(file));
  }
  expect(daily.length).toBeGreaterThanOrEqual(11);
  expect(daily.length).toBeLessThanOrEqual(13);
  expect(outdated([{ path: 'only', at: NOW - 400 * DAY, bytes: 1 }], NOW)).toEqual([]);
});
