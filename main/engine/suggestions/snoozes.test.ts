import { expect, it, onTestFinished } from 'vitest';
import { openMailStore } from '../../../tests/support/mail-store.ts';
import { countPending, currentRevision, withdrawProposal } from '../db/repositories/deciding/proposals.ts';
import { countSnoozed } from '../db/repositories/deciding/snoozing.ts';
import { Snoozes } from './snoozes.ts';

it('brings decisions back at their time, by the act, and after the proposal was made anew', () => {
  const store = openMailStore();
  let now = 1000;
  let told = 0;
  const clock = { now: () => now, monotonic: () => now };
  const snoozes = new Snoozes({ db: store.db, clock, onWoken: () => (told += 1) });
  onTestFinished(() => snoozes.stop());
  const bills = store.folder('Bills');
  const mails = store.propose(bills, 5);
  const ids = mails.map(({ proposal }) => proposal);
  const first = snoozes.put({ selection: { ids: ids.slice(0, 2) }, until: 5000 });
  const second = snoozes.put({ selection: { ids: ids.slice(2, 4) }, until: 9000 });
  expect([first.accepted, second.accepted, countPending(store.db), countSnoozed(store.db)]).toEqual([
    2, 2, 1, 4,
  ]);
  // All that can be seen is meant, not what sleeps.
  const filter = { asOf: currentRevision(store.db) };
  expect(snoozes.put({ selection: { filter }, until: 9000 }).accepted).toBe(1);

  const before = currentRevision(store.db);
  now = 5000;
  snoozes.look();
  expect(countPending(store.db)).toBe(2);
  expect(currentRevision(store.db)).toBeGreaterThan(before);
  expect(snoozes.wake({ snooze: second.snooze })).toBe(2);
  expect(countPending(store.db)).toBe(4);
  expect(told).toBeGreaterThan(3);

  withdrawProposal(store.db, mails[4]!.message);
  expect(countSnoozed(store.db)).toBe(0);
  expect(snoozes.wake({ all: true })).toBe(1);
});
