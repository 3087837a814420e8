import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MailboxId } from '../../contract/ids.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** Rules on a real server: what they mark, archive, would do, and which are offered. */

let server: Dovecot;
let engine: TestEngine;
let id: AccountId;
let user = '';
let count = 0;

const boxes = new Map<string, MailboxId>();

beforeAll(async () => {
  server = await Dovecot.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  count += 1;
  user = `rules${count}`;
  engine = new TestEngine();
  await engine.open();
});
afterEach(() => engine.remove());

function letter(key: string, from: string, subject: string): string {
  return [
    `From: ${from}`,
    `To: ${user}@mail.example`,
    `Subject: ${subject}`,
    `Message-ID: <${key}@example.org>`,
    `Date: ${new Date(Date.UTC(2026, 9, 1, 0, Number(key.replace(/\D/g, '')) % 60)).toUTCString()}`,
    '',
    `About ${subject}, number ${key}.`,
    '',
  ].join('\r\n');
}

async function begin(folders: Record<string, readonly (readonly [string, string])[]>): Promise<void> {
  let number = 0;
  for (const [folder, mails] of Object.entries(folders)) {
    if (folder !== 'INBOX') await server.doveadm.createMailbox(user, folder);
    for (const [from, subject] of mails) {
      number += 1;
      await server.doveadm.save(user, folder, letter(`m${number}`, from, subject));
    }
  }
  ({ id } = await engine.ask('accounts.addImap', {
    name: 'Post',
    address: `${user}@mail.example`,
    imap: server.settings(user),
    password,
  }));
  await engine.reached(id, 'live');
  for (const box of await engine.ask('mailboxes.list', {})) boxes.set(box.path, box.id);
}

async function rules(text: string): Promise<void> {
  expect(await engine.ask('rules.save', { text })).toMatchObject({ saved: true });
  await quiet();
}

const quiet = (): Promise<unknown> =>
  waitFor(async () => {
    const { deciding, jobs } = await engine.ask('status.get', {});
    return !deciding && jobs.queued === 0 && jobs.mails === 0;
  });
const proposals = async () => (await engine.ask('suggestions.list', {})).rows;
const approveAll = async () => {
  const rows = await proposals();
  const done = await engine.ask('suggestions.approve', { selection: { ids: rows.map((row) => row.id) } });
  await quiet();
  return done;
};
const flags = async (folder: string) => {
  const found = await server.doveadm.flags(user, folder);
  return new Map([...found].map(([key, list]) => [key, list.toSorted().join(' ')]));
};

const EDF = ['EDF <no-reply@edf.example>', 'Votre facture'] as const;
const ANNE = ['Anne <anne@example.org>', 'Samedi ?'] as const;

describe('a rule that files and marks', () => {
  it('does both on approval, with one receipt, and both are undone', async () => {
    await begin({ INBOX: [EDF, ANNE], Factures: [] });
    await rules(
      '- name: Power\n  if: { from: edf }\n  then: { move: Factures, read: true, flag: true, label: [todo] }\n',
    );
    expect(await proposals()).toMatchObject([
      { target: boxes.get('Factures'), marks: ['\\Seen', '\\Flagged', 'todo'], stage: 'rules' },
    ]);
    const { groups } = await engine.ask('suggestions.groups', {});
    expect(groups[0]?.marks).toEqual(['\\Seen', '\\Flagged', 'todo']);

    const done = await approveAll();
    expect(done.accepted).toBe(1);
    expect(await flags('Factures')).toEqual(new Map([['m1@example.org', '\\Flagged \\Seen todo']]));
    const { batches } = await engine.ask('activity.list', {});
    expect(batches[0]).toMatchObject({ count: 1, pending: 0, failed: 0, targetCount: 1 });
    const { receipts, total } = await engine.ask('activity.receipts', { batchId: done.batch! });
    expect([total, receipts.length]).toEqual([1, 1]);

    await engine.restart();
    await engine.reached(id, 'live');
    await engine.ask('activity.undoReceipts', { ids: [receipts[0]!.id] });
    await quiet();
    expect((await flags('INBOX')).get('m1@example.org')).toBe('');
    expect(await flags('Factures')).toEqual(new Map());
    expect(await proposals()).toMatchObject([{ marks: ['\\Seen', '\\Flagged', 'todo'] }]);

    const [undo] = (await engine.ask('activity.list', {})).batches;
    expect(undo).toMatchObject({ action: 'undo', count: 1 });
    await engine.ask('activity.undoBatch', { batchId: undo!.id });
    await quiet();
    expect(await flags('Factures')).toEqual(new Map([['m1@example.org', '\\Flagged \\Seen todo']]));
  });
});

describe('a rule that only marks', () => {
  it('proposes that the mail stays, once, and what is set already is left out', async () => {
    await begin({ INBOX: [EDF, ANNE] });
    const text = '- name: Star\n  if: { from: anne }\n  then: { flag: true }\n';
    await rules(text);
    const inbox = boxes.get('INBOX');
    expect(await proposals()).toMatchObject([{ from: inbox, target: inbox, marks: ['\\Flagged'] }]);
    const done = await approveAll();
    expect(done.accepted).toBe(1);
    expect((await flags('INBOX')).get('m2@example.org')).toBe('\\Flagged');
    // The person takes the star off: that is their answer.
    const [, receipt] = [
      done,
      (await engine.ask('activity.receipts', { batchId: done.batch! })).receipts[0]!,
    ];
    await engine.ask('acts.flag', {
      messages: [receipt.messageId],
      mailboxId: inbox!,
      remove: ['\\Flagged'],
    });
    await rules(`${text}# again\n`);
    expect(await proposals()).toEqual([]);

    await rules('- name: Read\n  if: { from: edf }\n  then: { read: true }\n');
    const dismissed = (await proposals()).map((row) => row.id);
    expect(dismissed).toHaveLength(1);
    await engine.ask('suggestions.dismiss', { selection: { ids: dismissed } });
    await rules('- name: Read it\n  if: { from: edf }\n  then: { read: true }\n');
    expect(await proposals()).toEqual([]);
  });
});

describe('rules', () => {
  it('are for the accounts they name, and find the archive', async () => {
    await begin({ INBOX: [EDF, ANNE], Archive: [] });
    await rules(
      [
        '- { name: other, account: somebody@else.example, if: { from: anne }, then: { archive: true } }',
        `- { name: mine, account: ${user}@mail.example, if: { from: edf }, then: { archive: true } }`,
      ].join('\n'),
    );
    expect(await proposals()).toMatchObject([
      { target: boxes.get('Archive'), evidence: [{ kind: 'rule', rule: 'mine' }] },
    ]);
  });

  it('tell beforehand what they would do', async () => {
    await begin({ INBOX: [EDF, EDF, ANNE], Factures: [EDF], Misc: [EDF, ANNE] });
    const text = [
      '- { name: Power, if: { from: edf }, then: { move: Factures } }',
      '- { name: broken, if: { from: edf } }',
      '- { name: nowhere, if: { from: anne }, then: { move: Absent } }',
    ].join('\n');
    const report = await engine.ask('rules.dryRun', { text });
    expect(report.mails).toBe(6);
    expect(report.problems).toHaveLength(1);
    expect(report.rules).toMatchObject([
      { index: 0, waiting: 2, agreeing: 1, disagreeing: 1, folderMissing: false },
      { index: 2, waiting: 0, agreeing: 0, disagreeing: 0, folderMissing: true },
    ]);
    const [power] = report.rules;
    expect(power!.samples.map(({ target }) => target)).toEqual([
      boxes.get('Factures'),
      boxes.get('Factures'),
    ]);
    expect(power!.disagreements).toMatchObject([{ mailbox: boxes.get('Misc'), subject: 'Votre facture' }]);
    // Nothing of it was kept.
    expect((await engine.ask('rules.get', {})).starter).toBe(true);
    const one = await engine.ask('rules.dryRun', { text, rule: 2 });
    expect(one.rules.map(({ index }) => index)).toEqual([2]);
  });

  it('come from other programs and go there, with a report of what does not map', async () => {
    await begin({ INBOX: [] });
    const sieve = [
      'require ["fileinto", "imap4flags"];',
      '# rule: bills',
      'if header :contains "subject" "facture" { fileinto "Factures"; setflag "\\\\Seen"; stop; }',
      'if address :is "from" "boss@work.example" { redirect "me@else.example"; }',
    ].join('\n');
    const read = await engine.ask('rules.import', { format: 'sieve', text: sieve });
    expect(read.imported).toBeGreaterThanOrEqual(1);
    expect(read.notes.map(({ code }) => code)).toContain('refused-action');
    expect(await engine.ask('rules.check', { text: read.text })).toMatchObject({ problems: [] });
    const written = await engine.ask('rules.export', { text: read.text });
    expect(written.script).toContain('fileinto "Factures"');
    const again = await engine.ask('rules.import', { format: 'sieve', text: written.script });
    expect(again.text).toBe(read.text);

    const thunderbird = [
      'version="9"',
      'logging="no"',
      'name="EDF"',
      'enabled="yes"',
      'type="17"',
      'action="Move to folder"',
      'actionValue="imap://me%40mail.example@imap.mail.example/Factures"',
      'condition="AND (from,contains,edf)"',
      '',
    ].join('\n');
    const filters = await engine.ask('rules.import', { format: 'thunderbird', text: thunderbird });
    expect(filters).toMatchObject({ imported: 1, notes: [] });
    expect(filters.text).toContain('move: Factures');
  });

  it('are offered where the person always does the same, until accepted or refused', async () => {
    const many = (mail: readonly [string, string], times: number) =>
      Array.from({ length: times }, () => mail);
    await begin({
      INBOX: [EDF],
      Factures: many(EDF, 9),
      Amis: many(ANNE, 8),
      Misc: many(['x <x@y.example>', 'x'], 3),
    });
    await quiet();
    const offers = await engine.ask('rules.offers', {});
    expect(offers).toMatchObject([
      { target: boxes.get('Factures'), filed: 9, total: 9, cause: { kind: 'sender', name: 'EDF' } },
      { target: boxes.get('Amis'), filed: 8, total: 8 },
    ]);
    const [edf, anne] = offers;
    const after = await engine.ask('rules.answerOffer', { key: edf!.key, accept: true });
    expect(after.rules.at(-1)?.form).toMatchObject({ name: 'EDF', move: ['Factures'] });
    await quiet();
    expect(await proposals()).toMatchObject([{ target: boxes.get('Factures'), stage: 'rules' }]);
    await engine.ask('rules.answerOffer', { key: anne!.key, accept: false });
    expect(await engine.ask('rules.offers', {})).toEqual([]);
  });
});
