import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId } from '../../contract/ids.ts';
import type { FolderTrust } from '../../contract/trust.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

const DAY = 86_400_000;
const senders = {
  Factures: 'billing@ovh.example',
  Voyages: 'billets@sncf.example',
  Divers: 'marie@home.example',
};
type Folder = keyof typeof senders;

let root: string;
let engine: TestEngine;
let count = 0;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'casier-trust-'));
  for (const folder of ['INBOX', ...Object.keys(senders)]) {
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(root, folder, inside), { recursive: true });
  }
  for (let mail = 0; mail < 500; mail += 1) {
    const folder: Folder = mail % 50 === 0 ? 'Divers' : mail % 3 === 0 ? 'Voyages' : 'Factures';
    put(`${folder}/cur`, folder, (501 - mail) * DAY);
  }
  engine = new TestEngine();
  await engine.open();
  const { id } = await engine.ask('accounts.addMaildir', { name: '', path: root });
  await engine.reached(id, 'live');
});
afterEach(async () => {
  await engine.remove();
  rmSync(root, { recursive: true, force: true });
});

/** Writes a mail as such a sender writes them; gives the name of its file. */
function put(where: string, like: Folder, age = 0): string {
  count += 1;
  const words = {
    Factures: `Votre facture numéro ${count} d'un montant de ${count % 97} euros est disponible.`,
    Voyages: `Votre billet de train ${count} pour Lyon est confirmé, voiture ${count % 18}.`,
    Divers: `Bonjour, on se voit ${count % 7 === 0 ? 'dimanche' : 'bientôt'} ? Bises.`,
  };
  const at = Date.now() - age;
  const name = `${Math.floor(at / 1000)}.M${count}.host`;
  const text = [
    `Message-ID: <m${count}@example.org>`,
    `From: <${senders[like]}>`,
    'To: anne@example.org',
    `Subject: ${like} ${count}`,
    `Date: ${new Date(at).toUTCString()}`,
    '',
    words[like],
    '',
  ];
  writeFileSync(join(root, where, where.endsWith('cur') ? `${name}:2,S` : name), text.join('\r\n'));
  return name;
}

function holds(folder: string, name: string): boolean {
  return ['cur', 'new'].some((inside) =>
    readdirSync(join(root, folder, inside)).some((file) => file.startsWith(name)),
  );
}

const paths = async () => new Map((await engine.ask('mailboxes.list', {})).map(({ id, path }) => [path, id]));
const standing = async (folder: Folder): Promise<FolderTrust> => {
  const id = (await paths()).get(folder);
  const { folders } = await engine.ask('trust.list', {});
  return folders.find(({ mailboxId }) => mailboxId === id)!;
};
const measured = () =>
  waitFor(async () => typeof (await engine.ask('trust.list', {})).accounts[0]?.replayedAt === 'number');
const byItself = async () =>
  (await engine.ask('activity.list', {})).batches.filter(
    ({ actor, action }) => actor === 'trust' && action === 'approve',
  );
const filed = (folder: Folder, name: string) => waitFor(() => holds(folder, name));
const quiet = () =>
  waitFor(async () => {
    const { deciding, jobs } = await engine.ask('status.get', {});
    return !deciding && jobs.queued === 0;
  });
async function undo(batchId: BatchId): Promise<void> {
  expect((await engine.ask('activity.undoBatch', { batchId })).accepted).toBeGreaterThan(0);
  await quiet();
}

it('a folder proves itself on its own mail, files what comes, and steps back when it is corrected', async () => {
  await measured();
  const before = await standing('Factures');
  expect(before).toMatchObject({ level: 'propose', promise: 0.98, mayFile: true, missing: 0, answered: 0 });
  expect(before.answers).toBeGreaterThanOrEqual(133);
  expect(before.lowerBound).toBeGreaterThanOrEqual(0.98);
  const small = await standing('Divers');
  expect(small).toMatchObject({ mayFile: false, thresholdOf: 'account' });
  expect(small.missing).toBeGreaterThan(100);
  const refused = await engine.engine.call('trust.set', { mailboxId: small.mailboxId, level: 'file' });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'trust-unproven' } });

  const granted = await engine.ask('trust.set', { mailboxId: before.mailboxId, level: 'file' });
  expect(granted).toMatchObject({ level: 'file', threshold: before.threshold, demotion: null });
  const first = put('INBOX/new', 'Factures');
  await filed('Factures', first);
  const [batch] = await byItself();
  const { receipts } = await engine.ask('activity.receipts', { batchId: batch!.id });
  expect(receipts).toMatchObject([{ to: before.mailboxId, state: 'done' }]);
  expect(receipts[0]!.probability).toBeGreaterThanOrEqual(before.threshold);
  expect(receipts[0]!.evidence.length).toBeGreaterThan(0);
  expect(await standing('Factures')).toMatchObject({ filedToday: 1 });

  // What was measured, granted and done outlives the program.
  const kept = await standing('Factures');
  await engine.restart();
  await quiet();
  expect(await standing('Factures')).toEqual(kept);

  // A mail put back stays where the person put it.
  await undo(batch!.id);
  await waitFor(() => holds('INBOX', first));
  expect(await standing('Factures')).toMatchObject({ level: 'file', answered: 1 });

  const demoted = new Promise<unknown>((resolve) => {
    engine.engine.listen((event) => {
      if (event.name === 'trust.demoted') resolve(event.payload);
    });
  });
  // The second mistake is seen on the disk: another program moves the mail to another folder.
  const second = put('INBOX/new', 'Factures');
  await filed('Factures', second);
  await quiet();
  const inside = ['cur', 'new'].find((part) =>
    readdirSync(join(root, 'Factures', part)).some((file) => file.startsWith(second)),
  )!;
  const file = readdirSync(join(root, 'Factures', inside)).find((name) => name.startsWith(second))!;
  renameSync(join(root, 'Factures', inside, file), join(root, 'Divers/cur', file));
  await engine.ask('accounts.syncNow', {
    id: (await engine.ask('accounts.list', {}))[0]!.id,
  });
  await waitFor(async () => (await standing('Factures')).answered === 2);
  expect((await standing('Factures')).level).toBe('file');

  const third = put('INBOX/new', 'Factures');
  await filed('Factures', third);
  await undo((await byItself())[0]!.id);
  expect(await demoted).toMatchObject({ folder: 'Factures', answers: 100, right: 97, promise: 0.98 });
  expect(holds('INBOX', first)).toBe(true);
  expect(await engine.ask('status.get', {})).toMatchObject({ demoted: 1 });

  // It proposes again, and does so after the next start.
  await engine.restart();
  await quiet();
  const after = await standing('Factures');
  expect(after).toMatchObject({ level: 'propose', mayFile: false, demotion: { right: 97, seen: false } });
  const fourth = put('INBOX/new', 'Factures');
  await waitFor(async () => {
    const { rows } = await engine.ask('suggestions.list', { target: after.mailboxId });
    return rows.some(({ subject }) => subject === `Factures ${count}`);
  });
  expect(holds('INBOX', fourth)).toBe(true);
  await engine.ask('trust.seen', { mailboxIds: [after.mailboxId] });
  expect(await engine.ask('status.get', {})).toMatchObject({ demoted: 0 });
}, 120_000);

it('nothing is proposed for a folder that is off, and the ceiling holds what comes at once', async () => {
  await measured();
  const trips = (await paths()).get('Voyages')!;
  await engine.ask('trust.set', { mailboxId: trips, level: 'off' });
  const { mailboxId } = await standing('Factures');
  await engine.ask('trust.set', { mailboxId, level: 'file', ceiling: 3 });
  for (let mail = 0; mail < 5; mail += 1) put('INBOX/new', 'Factures');
  for (let mail = 0; mail < 2; mail += 1) put('INBOX/new', 'Voyages');
  await waitFor(async () => (await engine.ask('suggestions.groups', {})).undecided === 2);
  await quiet();
  const { rows } = await engine.ask('suggestions.list', {});
  expect(rows.map(({ target }) => target)).toEqual([mailboxId, mailboxId]);
  expect(await standing('Factures')).toMatchObject({ filedToday: 3, waiting: 2 });
  expect(readdirSync(join(root, 'INBOX/new')).length + readdirSync(join(root, 'INBOX/cur')).length).toBe(4);

  // What waits is filed at the person's word, whatever the ceiling.
  const { revision } = await engine.ask('trust.list', {});
  const { threshold } = await standing('Factures');
  const filter = { target: mailboxId, minProbability: threshold, asOf: revision };
  expect((await engine.ask('suggestions.approve', { selection: { filter } })).accepted).toBe(2);
  expect(await standing('Factures')).toMatchObject({ filedToday: 3, answered: 2 });

  await engine.ask('trust.set', { mailboxId: trips, level: 'propose' });
  await waitFor(async () => (await engine.ask('suggestions.list', { target: trips })).total === 2);
}, 120_000);
