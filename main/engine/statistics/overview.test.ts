import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statement, type WritableDb } from '../db/handles.ts';
import { openDatabase } from '../db/open.ts';
import { describeStatistics } from './overview.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-21T15:00:00+01:00');
let db: WritableDb;
let zone: string | undefined;
let count = 0;

beforeEach(() => {
  zone = process.env.TZ;
  process.env.TZ = 'Europe/Paris';
  count = 0;
  db = openDatabase(':memory:');
  db.exec(`INSERT INTO accounts (id, kind, name, address, settings, created_at)
      VALUES (1, 'maildir', 'a', 'a@b', '{}', 0), (2, 'maildir', 'b', 'b@b', '{}', 0);
    INSERT INTO mailboxes (id, account_id, path, role) VALUES (1, 1, 'INBOX', 'inbox'), (2, 1, 'Work/Bills', 'folder'),
      (3, 1, 'Trips', 'folder'), (4, 1, 'Trash', 'trash'), (5, 2, 'INBOX', 'inbox'), (6, 2, 'Bills', 'folder');
    INSERT INTO trust_folders (mailbox_id, level, promise) VALUES (2, 'propose', 0.9)`);
});
afterEach(() => {
  db.close();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

interface Given {
  readonly kind?: string;
  readonly account?: number;
  readonly proposed?: number;
  readonly mailbox?: number | null;
  readonly stage?: string | null;
  readonly actor?: string;
  readonly undone?: number;
  readonly at?: number;
  readonly came?: number;
}

function mail(came: number, account = 1): number {
  count += 1;
  statement<unknown[]>(
    db,
    `INSERT INTO messages (id, account_id, identity, thread_id, date, size, from_name, from_address, subject, preview,
       features, features_version) VALUES (?, ?, ?, 'x', ?, 1, '', 'c@d', ?, '', '{}', 1)`,
  ).run(count, account, `m${count}`, came, `Mail ${count}`);
  return count;
}

function decide(given: Given = {}, message = mail(given.came ?? now - 30 * DAY, given.account)): number {
  const { kind = 'approved', account = 1, proposed = 2, mailbox = proposed, stage = 'learned' } = given;
  statement<unknown[]>(
    db,
    `INSERT INTO decisions (account_id, message_id, kind, proposed_mailbox, mailbox_id, stage, probability, undone, at, actor)
     VALUES (?, ?, ?, ?, ?, ?, 0.9, ?, ?, ?)`,
  ).run(
    account,
    message,
    kind,
    proposed,
    mailbox,
    stage,
    given.undone ?? 0,
    given.at ?? now - 60_000,
    given.actor ?? 'person',
  );
  return message;
}

function waits(came: number): void {
  statement<unknown[]>(
    db,
    `INSERT INTO proposals (account_id, message_id, from_mailbox, target_mailbox, probability, stage, evidence, alternatives,
       group_key, cause, state, revision, date, created_at)
     VALUES (1, ?, 1, 2, 0.9, 'learned', '[]', '[]', '', '{}', 'pending', 1, ?, 0)`,
  ).run(mail(came), came);
}

const look = (days = 14, account: number | null = null) =>
  describeStatistics(db, { days, account: account as never, now });
const times = (number: number, act: () => unknown) => Array.from({ length: number }, act);

describe('statistics', () => {
  it('count what was decided, by whom, and what came of it', () => {
    times(10, () => decide());
    times(4, () => decide({ stage: 'rules', actor: 'trust' }));
    times(2, () => decide({ kind: 'corrected', mailbox: 3 }));
    decide({ kind: 'dismissed', mailbox: null });
    decide({ kind: 'moved-by-person', mailbox: 3, stage: 'memory' });
    // No proposal was answered: mail that was tidied up elsewhere.
    times(5, () => decide({ kind: 'moved-by-person', stage: null }));
    const { totals, days, stages, folders, pairs, saved, ever } = look();
    expect(totals).toEqual({
      decided: 18,
      approved: 14,
      byItself: 4,
      corrected: 3,
      dismissed: 1,
      undone: 0,
      answers: 18,
      right: 14,
    });
    expect(days).toHaveLength(14);
    expect(days.at(-1)).toMatchObject({
      day: '2026-11-21',
      by: { learned: 10, rules: 4, memory: 0, 'language-model': 0, person: 4 },
    });
    expect(stages).toEqual([
      { stage: 'memory', answers: 1, right: 0 },
      { stage: 'rules', answers: 4, right: 4 },
      { stage: 'learned', answers: 13, right: 10 },
    ]);
    expect(folders).toHaveLength(1);
    expect(folders[0]).toMatchObject({ mailboxId: 2, answers: 18, right: 14, promise: 0.9, name: 'Bills' });
    expect(folders[0]!.low).toBeLessThan(14 / 18);
    expect(folders[0]!.high).toBeGreaterThan(14 / 18);
    expect(pairs).toEqual([{ from: 2, fromName: 'Bills', to: 3, toName: 'Trips', count: 3 }]);
    expect(saved.mails).toBe(14);
    expect(ever).toBe(18);
  });

  it('forget what the person took back, and mind what a folder had filed wrongly by itself', () => {
    times(3, () => decide());
    decide({ undone: 1 });
    decide({ undone: 1, actor: 'trust' });
    expect(look().totals).toMatchObject({ decided: 3, approved: 3, undone: 2, answers: 4, right: 3 });
    expect(look().saved.mails).toBe(3);
    db.exec('UPDATE decisions SET undone = 0');
    expect(look().totals).toMatchObject({ decided: 5, undone: 0, answers: 5, right: 5 });
  });

  it('call a filing wrong that was moved back, and not one that was thrown away', () => {
    const [first, second] = times(6, () => decide());
    decide({ kind: 'moved-back', mailbox: 1, stage: null }, first as number);
    decide({ kind: 'moved-back', mailbox: 4, stage: null }, second as number);
    const { totals, saved, pairs } = look();
    expect(totals).toMatchObject({ decided: 6, approved: 5, corrected: 1, answers: 6, right: 5 });
    expect(saved.mails).toBe(5);
    expect(pairs).toEqual([{ from: 2, fromName: 'Bills', to: 1, toName: 'INBOX', count: 1 }]);
  });

  it('keep days and accounts apart, and tell the trend from the days before', () => {
    times(4, () => decide({ at: now - 20 * DAY }));
    times(4, () => decide({ at: now - 20 * DAY, kind: 'corrected', mailbox: 3 }));
    times(3, () => decide({ at: Date.parse('2026-11-20T23:59:59+01:00') }));
    decide({ at: Date.parse('2026-11-21T00:00:00+01:00') });
    times(7, () => decide({ account: 2, proposed: 6 }));
    const mine = look(14, 1);
    expect(mine.days.slice(-3).map(({ by }) => by.learned)).toEqual([0, 3, 1]);
    expect(mine.before).toEqual({ answers: 8, right: 4 });
    expect(mine.totals).toMatchObject({ answers: 4, right: 4 });
    expect(look(14, 2).totals.decided).toBe(7);
    expect(look().totals.decided).toBe(11);
  });

  it('tell how much waited on each day, and how long what is left will take', () => {
    times(30, () => waits(now - 100 * DAY));
    times(2, () => waits(now - 2 * DAY));
    times(28, () => decide({ at: now - 7 * DAY, came: now - 50 * DAY }));
    times(5, () => decide({ at: now, came: now - DAY }));
    const { days, waiting, pace } = look();
    expect(waiting).toBe(32);
    // 58 a week ago and more; 30 after the 28; then 2 and 5 came; and the 5 were decided today.
    expect(days.map((day) => day.waiting)).toEqual([58, 58, 58, 58, 58, 58, 30, 30, 30, 30, 30, 32, 37, 32]);
    expect(pace.answered).toBeCloseTo(33 / 7, 1);
    expect(pace.came).toBeCloseTo(1, 1);
    expect(pace.daysLeft).toBeCloseTo(32 / (26 / 7), 1);
  });

  it('promise no end where there is none in sight, or too little is known', () => {
    times(500, () => waits(now - DAY));
    times(30, () => decide({ came: now - 10 * DAY, at: now - DAY }));
    expect(look().pace.daysLeft).toBeNull();
    db.exec('DELETE FROM proposals WHERE id > 5');
    // One day of answers is no pace, though few are left.
    expect(look().pace).toMatchObject({ daysLeft: null });
    expect(look().pace.answered).toBeGreaterThan(20);
    db.exec('DELETE FROM proposals');
    expect(look().pace.daysLeft).toBeNull();
  });
});

describe('statistics of a large mailbox', () => {
  it('cost little: 50,000 decisions of ninety days, 20,000 that wait', () => {
    db.transaction(() => {
      for (let mails = 0; mails < 50_000; mails += 1) {
        // Some twenty acts and arrivals a day.
        const act = mails % 1800;
        decide({
          came: now - 30 * DAY - act * 1000,
          at: now - Math.floor((act * 90 * DAY) / 1800),
          stage: ['memory', 'rules', 'learned'][act % 3]!,
          proposed: act % 7 === 0 ? 3 : 2,
          actor: act % 2 === 0 ? 'trust' : 'person',
        });
      }
      for (let mails = 0; mails < 20_000; mails += 1) waits(now - (mails % 300) * DAY);
    })();
    const times: number[] = [];
    for (let run = 0; run < 15; run += 1) {
      const start = performance.now();
      expect(look(90).totals.decided).toBeGreaterThan(40_000);
      times.push(performance.now() - start);
    }
    const best = Math.min(...times);
    process.stdout.write(`statistics of 90 days: ${best.toFixed(1)} ms\n`);
    expect(best).toBeLessThan(20);
  }, 60_000);
});
