import { expect, it } from 'vitest';
import { openMailStore } from '../../../tests/support/mail-store.ts';
import { countPending, currentRevision } from '../db/repositories/deciding/proposals.ts';
import { listAnswers } from '../db/repositories/trust/answers.ts';
import { JobRunner } from '../jobs/runner.ts';
import { silentLogger } from '../platform/logger.ts';
import { approve } from './act.ts';
import { giveUp } from './give-up.ts';

/** Three mails of which a server let none (or the first only) into their folder, for good. */
function refused(options: { actor?: 'person' | 'trust'; arrived?: boolean } = {}) {
  const { actor = 'person', arrived = false } = options;
  const store = openMailStore();
  const { db } = store;
  const bills = store.folder('Bills');
  const mails = store.propose(bills, 3);
  const filter = { asOf: currentRevision(db) };
  const approved = approve(db, { selection: { filter }, folder: null, actor, at: 1 });
  if (!approved.ok || approved.value.batch === null) throw new Error('nothing approved');
  db.exec(`UPDATE jobs SET state = 'dead'; UPDATE places SET moving = 0;
    UPDATE receipts SET state = 'failed'`);
  const [first] = mails;
  if (arrived) {
    db.prepare("UPDATE receipts SET state = 'done' WHERE message_id = ?").run(first!.message);
    db.prepare('UPDATE places SET mailbox_id = ? WHERE message_id = ?').run(bills, first!.message);
  }
  const clock = { now: () => 2, monotonic: () => 2 };
  const runner = new JobRunner({
    db,
    handlers: [],
    clock,
    logger: silentLogger(),
    random: () => 0,
    onChange: () => undefined,
  });
  const jobs = db.prepare('SELECT id FROM jobs').pluck().all() as never;
  return { db, store, bills, mails, batch: approved.value.batch, letGo: () => giveUp(db, runner, jobs) };
}

it('brings back the proposals of the mails that did not move, and of no other', () => {
  const { db, batch, mails, letGo } = refused({ arrived: true });
  const rest = mails.slice(1).map(({ message }) => message);
  expect(letGo().parts).toEqual([{ batch, messages: rest, takenBack: true }]);
  expect(countPending(db)).toBe(2);
  const states = db.prepare('SELECT state FROM receipts ORDER BY message_id').pluck().all();
  expect(states).toEqual(['done', 'failed', 'failed']);
  expect(db.prepare('SELECT count(*) FROM decisions WHERE undone = 0').pluck().get()).toBe(1);
  expect(letGo().parts).toEqual([]);
});

it('leaves alone what was moved on in the meantime', () => {
  const { db, store, mails, letGo } = refused();
  const elsewhere = store.folder('Elsewhere');
  db.prepare('UPDATE places SET mailbox_id = ? WHERE message_id = ?').run(elsewhere, mails[0]!.message);
  letGo();
  expect(countPending(db)).toBe(2);
});

it('does not hold it against a folder that filed by itself', () => {
  const { db, bills, letGo } = refused({ actor: 'trust' });
  letGo();
  expect(countPending(db)).toBe(3);
  expect(listAnswers(db, { folder: bills, now: 3, limit: 10 })).toEqual([]);
});
