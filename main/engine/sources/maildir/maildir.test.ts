import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailSource, SourceChange } from '../port.ts';
import { uidOf, withFlags } from './file-name.ts';
import { createMaildirSource } from './index.ts';
import { decodeMutf7, encodeMutf7 } from '../../platform/mutf7.ts';

const forever = new AbortController().signal;
let root: string;
let source: MailSource;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casier-maildir-'));
  source = createMaildirSource(root);
});
afterEach(async () => {
  await source.close();
  rmSync(root, { recursive: true, force: true });
});

function makeFolder(folder: string): void {
  for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(root, folder, inside), { recursive: true });
}

function deliver(folder: string, name: string, text = `Message-ID: <${name}@x>\n\nhello`): number {
  writeFileSync(join(root, folder, name), text);
  return uidOf(name.slice(name.lastIndexOf('/') + 1));
}

async function paths(): Promise<Record<string, string>> {
  const listed = await source.listMailboxes(forever);
  if (!listed.ok) throw new Error(listed.problem.code);
  return Object.fromEntries(listed.value.map(({ path, role }) => [path, role]));
}

describe('layouts', () => {
  it('nested folders, whichever way their names are written', async () => {
    for (const folder of ['INBOX', 'Envoy&AOk-s', 'Projets/Énergie', 'A & B']) makeFolder(folder);
    expect(await paths()).toEqual({
      INBOX: 'inbox',
      Envoyés: 'sent',
      'Projets/Énergie': 'folder',
      'A & B': 'folder',
    });
  });

  it('Maildir++, with the inbox at the root and names in modified UTF-7', async () => {
    for (const folder of ['', '.Envoy&AOk-s', '.Projets.Casier']) makeFolder(folder);
    expect(await paths()).toEqual({ INBOX: 'inbox', Envoyés: 'sent', 'Projets/Casier': 'folder' });
    expect(await source.createMailbox('Énergie/2026', forever)).toMatchObject({ ok: true });
    expect(existsSync(join(root, '.&AMk-nergie.2026', 'cur'))).toBe(true);
  });

  it('anything else is not a Maildir', async () => {
    mkdirSync(join(root, 'photos'));
    expect(await source.listMailboxes(forever)).toEqual({
      ok: false,
      problem: { code: 'not-a-maildir', detail: root },
    });
    rmSync(root, { recursive: true });
    expect(await source.listMailboxes(forever)).toMatchObject({ problem: { code: 'not-a-maildir' } });
  });

  it('no mailbox can be made outside the tree', async () => {
    makeFolder('INBOX');
    for (const path of ['../out', 'a/../../out', 'cur', '']) {
      expect(await source.createMailbox(path, forever)).toMatchObject({ problem: { code: 'invalid-input' } });
    }
  });
});

describe('mails', () => {
  it('are listed oldest first, with flags, and read to the length asked for', async () => {
    makeFolder('INBOX');
    const young = deliver('INBOX', 'cur/1700000100.M1.host:2,FS');
    const old = deliver('INBOX', 'new/1600000000.M1.host', '0123456789');
    const slices = [];
    for await (const slice of source.flags('INBOX', forever)) slices.push(slice);
    expect(slices).toEqual([
      {
        ok: true,
        value: [
          { uid: old, flags: [] },
          { uid: young, flags: ['\\Flagged', '\\Seen'] },
        ],
      },
    ]);
    expect(await source.uids('INBOX', {}, forever)).toEqual({ ok: true, value: [old, young] });
    expect(await source.uids('INBOX', { since: 1_650_000_000_000 }, forever)).toEqual({
      ok: true,
      value: [young],
    });
    for await (const fetched of source.fetch('INBOX', [old], 4, forever)) {
      expect(fetched).toMatchObject({
        value: { uid: old, size: 10, internalDate: 1_600_000_000_000, source: Buffer.from('0123') },
      });
    }
  });

  it('are still found after another program changed their flags', async () => {
    makeFolder('INBOX');
    const uid = deliver('INBOX', 'new/1.M1.host');
    await source.uids('INBOX', {}, forever);
    renameSync(join(root, 'INBOX/new/1.M1.host'), join(root, 'INBOX/cur/1.M1.host:2,S'));
    expect(await source.fetchSource('INBOX', uid, forever)).toMatchObject({ ok: true });
  });

  it('are listed as they are now, and read from the disk only where a directory has changed', async () => {
    makeFolder('INBOX');
    const cur = join(root, 'INBOX/cur');
    const listed = async () => {
      const found = await source.uids('INBOX', {}, forever);
      return found.ok ? found.value.length : found.problem;
    };
    deliver('INBOX', 'cur/1.a.host:2,');
    expect(await listed()).toBe(1);
    deliver('INBOX', 'new/2.b.host');
    expect(await listed()).toBe(2);
    const longAgo = new Date(Date.now() - 60_000);
    for (const inside of [cur, join(root, 'INBOX/new')]) utimesSync(inside, longAgo, longAgo);
    expect(await listed()).toBe(2);
    deliver('INBOX', 'cur/3.c.host:2,');
    utimesSync(cur, longAgo, longAgo);
    expect(await listed()).toBe(2);
    deliver('INBOX', 'cur/4.d.host:2,');
    expect(await listed()).toBe(4);
    renameSync(join(cur, '4.d.host:2,'), join(cur, '4.d.host:2,S'));
    rmSync(join(cur, '1.a.host:2,'));
    expect(await listed()).toBe(3);
  });

  it('move without changing name, flags or being new; what is gone is missing', async () => {
    makeFolder('INBOX');
    makeFolder('Factures');
    const seen = deliver('INBOX', 'cur/1.M1.host:2,S');
    const fresh = deliver('INBOX', 'new/2.M2.host');
    expect(await source.move('INBOX', [seen, fresh, 77], 'Factures', forever)).toEqual({
      ok: true,
      value: {
        uidvalidity: 1,
        moved: new Map([
          [seen, seen],
          [fresh, fresh],
        ]),
        missing: [77],
      },
    });
    expect(readdirSync(join(root, 'Factures/cur'))).toEqual(['1.M1.host:2,S']);
    expect(readdirSync(join(root, 'Factures/new'))).toEqual(['2.M2.host']);
    expect(readdirSync(join(root, 'INBOX/cur'))).toEqual([]);
  });

  it('that bear one name in two folders both survive a move', async () => {
    makeFolder('INBOX');
    makeFolder('Factures');
    const uid = deliver('INBOX', 'cur/1.M1.host:2,S', 'one');
    deliver('Factures', 'cur/1.M1.host:2,', 'other');
    const moved = await source.move('INBOX', [uid], 'Factures', forever);
    expect(readdirSync(join(root, 'Factures/cur'))).toHaveLength(2);
    const newUid = moved.ok ? moved.value.moved.get(uid) : null;
    expect(await source.fetchSource('Factures', newUid!, forever)).toEqual({
      ok: true,
      value: Buffer.from('one'),
    });
  });

  it('are found by Message-ID', async () => {
    makeFolder('INBOX');
    const uid = deliver(
      'INBOX',
      'cur/1.M1.host:2,',
      'From: a\r\nMessage-Id: <wanted@x>\r\n\r\nMessage-ID: <no@x>',
    );
    const found = await source.findByMessageId('INBOX', ['wanted@x', 'no@x'], forever);
    expect(found.ok && [...found.value]).toEqual([['wanted@x', [uid]]]);
  });

  it('take flags into their names', async () => {
    makeFolder('INBOX');
    const uid = deliver('INBOX', 'new/1.M1.host');
    await source.setFlags('INBOX', [uid], { add: ['\\Seen', '\\Flagged'] }, forever);
    expect(readdirSync(join(root, 'INBOX/cur'))).toEqual(['1.M1.host:2,FS']);
    expect(withFlags('1.M1.host:2,aFS', { remove: ['\\Flagged'] })).toBe('1.M1.host:2,Sa');
  });
});

describe('the watch', () => {
  it('tells of new mail and new folders, also in folders made later', async () => {
    makeFolder('INBOX');
    const waiting: { want: (change: SourceChange) => boolean; found: () => void }[] = [];
    const until = (want: (change: SourceChange) => boolean) =>
      new Promise<void>((found) => waiting.push({ want, found }));
    const stop = new AbortController();
    const standing = until(({ kind }) => kind === 'list');
    const ended = source.watch((change) => {
      for (const { want, found } of waiting) if (want(change)) found();
    }, stop.signal);
    await standing;
    const inbox = until((change) => change.kind === 'mailbox' && change.path === 'INBOX');
    deliver('INBOX', 'new/1.M1.host');
    await inbox;
    const told = until((change) => change.kind === 'mailbox' && change.path === 'Factures');
    makeFolder('Factures');
    await told;
    const again = until((change) => change.kind === 'mailbox' && change.path === 'Factures');
    deliver('Factures', 'new/2.M2.host');
    await again;
    stop.abort();
    expect(await ended).toEqual({ ok: true, value: undefined });
  });
});

describe('names', () => {
  it.each(['Envoyés', 'A&B', '日本語', 'plain', 'mixed é 😀 end'])('%s survives modified UTF-7', (name) => {
    expect(decodeMutf7(encodeMutf7(name))).toBe(name);
    expect(encodeMutf7(name)).toMatch(/^[\x20-\x7e]*$/);
  });

  it('give UIDs that JavaScript holds exactly and flags do not change', () => {
    const uid = uidOf('1700000000.M1P2.host:2,S');
    expect(Number.isSafeInteger(uid)).toBe(true);
    expect(uidOf('1700000000.M1P2.host')).toBe(uid);
    expect(uidOf('1700000000.M1P2.host;2,FS')).toBe(uid);
  });
});
