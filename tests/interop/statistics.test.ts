import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

const DAY = 86_400_000;
const folders = { Bills: 'billing@ovh.example', Trips: 'tickets@sncf.example' } as const;

let root: string;
let engine: TestEngine;
let count = 0;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casier-statistics-'));
  for (const folder of ['INBOX', ...Object.keys(folders)]) {
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(root, folder, inside), { recursive: true });
  }
});
afterEach(async () => {
  await engine.remove();
  rmSync(root, { recursive: true, force: true });
});

function put(where: string, like: keyof typeof folders, age: number): void {
  count += 1;
  const at = Date.now() - age;
  const words = {
    Bills: `Your invoice number ${count} of ${count % 97} euros is ready.`,
    Trips: `Your train ticket ${count} to Lyon, coach ${count % 18}, is confirmed.`,
  };
  const text = [
    `Message-ID: <m${count}@example.org>`,
    `From: <${folders[like]}>`,
    'To: anne@example.org',
    `Subject: ${like} ${count}`,
    `Date: ${new Date(at).toUTCString()}`,
    '',
    words[like],
    '',
  ];
  writeFileSync(join(root, where, 'cur', `${Math.floor(at / 1000)}.M${count}.host:2,S`), text.join('\r\n'));
}

it('says the same as activity and trust: of 25 answers, 20 approved, 3 corrected, 2 taken back', async () => {
  for (let mail = 0; mail < 120; mail += 1)
    put(mail % 2 === 0 ? 'Bills' : 'Trips', mail % 2 === 0 ? 'Bills' : 'Trips', (200 - mail) * DAY);
  for (let mail = 0; mail < 40; mail += 1) put('INBOX', 'Bills', (40 - mail) * DAY);
  engine = new TestEngine();
  await engine.open();
  const { id } = await engine.ask('accounts.addMaildir', { name: '', path: root });
  await engine.reached(id, 'live');
  await engine.settled();
  const quiet = () =>
    waitFor(async () => {
      const { deciding, jobs } = await engine.ask('status.get', {});
      return !deciding && jobs.queued === 0;
    });
  await quiet();

  const boxes = new Map((await engine.ask('mailboxes.list', {})).map((box) => [box.path, box.id]));
  const bills = boxes.get('Bills')!;
  const trips = boxes.get('Trips')!;
  const before = await engine.ask('statistics.get', { days: 30 });
  expect(before).toMatchObject({
    totals: { decided: 0, approved: 0, corrected: 0, undone: 0, answers: 0 },
    ever: 0,
    waiting: 40,
    folders: [],
    saved: { mails: 0, acts: 0 },
    pace: { daysLeft: null },
  });
  expect(before.days.at(-1)!.waiting).toBe(40);
  // The mails came one a day: ten days ago, thirty were there.
  expect(before.days.at(-11)!.waiting).toBeGreaterThanOrEqual(29);
  expect(before.days.at(-11)!.waiting).toBeLessThanOrEqual(31);

  const { rows: proposals } = await engine.ask('suggestions.list', {
    accountId: id,
    target: bills,
    limit: 40,
  });
  expect(proposals.length).toBeGreaterThanOrEqual(25);
  const ids = proposals.map((proposal) => proposal.id);
  const stages = new Map<string, number>();
  for (const { stage } of proposals.slice(0, 20)) stages.set(stage, (stages.get(stage) ?? 0) + 1);
  await engine.ask('suggestions.approve', { selection: { ids: ids.slice(0, 20) } });
  await engine.ask('suggestions.approve', { selection: { ids: ids.slice(20, 23) }, folder: trips });
  const regretted = await engine.ask('suggestions.approve', { selection: { ids: ids.slice(23, 25) } });
  await quiet();
  await engine.ask('activity.undoBatch', { batchId: regretted.batch! });
  await quiet();

  const after = await engine.ask('statistics.get', { days: 30 });
  expect(after.totals).toEqual({
    decided: 23,
    approved: 20,
    byItself: 0,
    corrected: 3,
    dismissed: 0,
    undone: 2,
    answers: 23,
    right: 20,
  });
  expect(after.waiting).toBe((await engine.ask('status.get', {})).waiting);
  expect(after.waiting).toBe(17);
  const today = after.days.at(-1)!;
  expect(today.by.person).toBe(3);
  for (const [stage, number] of stages) expect(today.by).toMatchObject({ [stage]: number });
  expect(after.pairs).toMatchObject([
    { from: bills, to: trips, count: 3, fromName: 'Bills', toName: 'Trips' },
  ]);
  expect(after.saved).toEqual({ mails: 20, acts: 3 });

  const { batches } = await engine.ask('activity.list', {});
  const filed = batches.filter(({ action }) => action === 'approve');
  const standing = filed.reduce((sum, batch) => sum + batch.count - batch.undone, 0);
  expect(standing).toBe(after.totals.approved + after.totals.corrected);
  expect(filed.reduce((sum, batch) => sum + batch.undone, 0)).toBe(after.totals.undone);
  expect(filed).toHaveLength(after.saved.acts);
  const trust = (await engine.ask('trust.list', {})).folders.find(({ mailboxId }) => mailboxId === bills)!;
  expect(after.folders).toMatchObject([
    { mailboxId: bills, answers: trust.answered, promise: trust.promise },
  ]);

  const corrections = await engine.ask('statistics.corrections', { days: 30, from: bills, to: trips });
  expect(corrections.map(({ messageId }) => messageId).sort((a, b) => a - b)).toEqual(
    proposals
      .slice(20, 23)
      .map(({ messageId }) => messageId)
      .sort((a, b) => a - b),
  );

  // It is kept, and not counted again.
  await engine.restart();
  const kept = await engine.ask('statistics.get', { days: 30 });
  expect(kept.totals).toEqual(after.totals);
});
