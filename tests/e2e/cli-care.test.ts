import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../support/commands.ts';
import { waitFor } from '../support/wait-for.ts';
import { temporaryFolder } from './support/app.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const COUNT = 8000;
afterAll(() => folder.remove());

const start = (args: readonly string[]) =>
  spawn(process.execPath, [join(root, 'dist/main/cli.js'), ...args, '--data', data, '--json'], {
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: '',
      LANG: 'en_US.UTF-8',
      LC_ALL: 'en_US.UTF-8',
      CASIER_PASSPHRASE: 'four words are better',
    },
  });

async function run(...args: string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const child = start(args);
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, answer: JSON.parse(text) as Record<string, unknown> };
}

describe('casier import, backup, restore, export and erase', () => {
  test('an import that was killed goes on, and brings every mail once', async () => {
    const mbox = join(folder.path, 'old.mbox');
    const mails = Array.from(
      { length: COUNT },
      (_, at) =>
        `From a@b Tue Nov 17 10:20:45 2026\nFrom: a@example.org\nSubject: ${at}\nMessage-ID: <${at}@x>\n\nHello ${at}\n\n`,
    );
    writeFileSync(mbox, mails.join(''));
    const child = start(['import', 'mbox', mbox]);
    const imported = join(data, 'imported');
    const cur = (): string => join(imported, readdirSync(imported)[0]!, 'INBOX', 'cur');
    await waitFor(() => existsSync(imported) && existsSync(cur()) && readdirSync(cur()).length > 0);
    child.kill('SIGKILL');
    await once(child, 'close');
    const { code, answer } = await run('import', 'mbox', mbox);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ account: 'old' });
    expect(readdirSync(cur())).toHaveLength(COUNT);
  }, 60_000);

  test('a backup that was killed leaves none behind; a whole one is put back', async () => {
    const out = join(folder.path, 'one.casier-backup');
    const child = start(['backup', '--out', out]);
    await waitFor(() => readdirSync(data).some((name) => name.startsWith('backing-up-')));
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(existsSync(out)).toBe(false);
    expect((await run('backup', '--out', out)).code).toBe(0);
    expect(readdirSync(data).filter((name) => name.startsWith('backing-up-'))).toEqual([]);
    writeFileSync(join(data, 'casier.db'), 'not a database any more');
    const { code, answer } = await run('restore', out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ accounts: 1 });
    const doctor = await run('doctor');
    expect(JSON.stringify(doctor.answer)).toContain('"integrity":"ok"');
  }, 60_000);

  test('an export that was killed leaves no folder that looks whole; a second one has every mail', async () => {
    expect((await run('sync', '--once')).code).toBe(0);
    const out = join(folder.path, 'out');
    const child = start(['export', '--out', out]);
    await waitFor(() => existsSync(out) && readdirSync(out).length > 0);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readdirSync(out).filter((name) => !name.endsWith('.part'))).toEqual([]);
    const { code, answer } = await run('export', '--out', out);
    expect(code).toBe(0);
    expect(readdirSync(out)).toEqual([basename(String(answer['path']))]);
    const mails = readFileSync(join(String(answer['path']), 'mails.csv'), 'utf8');
    expect(mails.split('\r\n').length - 2).toBe(COUNT);
  }, 60_000);

  test('erasing asks for a word, and ends at the next start when it was killed', async () => {
    const refused = start(['erase']);
    refused.stdin.end('no\n');
    expect(((await once(refused, 'close')) as [number])[0]).toBe(2);
    expect(existsSync(join(data, 'casier.db'))).toBe(true);
    const child = start(['erase']);
    child.stdin.end('erase\n');
    const over = () => child.exitCode !== null || child.signalCode !== null;
    await waitFor(() => existsSync(join(data, 'erasing.json')) || over(), { every: 1 });
    child.kill('SIGKILL');
    await waitFor(over);
    const { answer } = await run('doctor');
    expect(answer).toMatchObject({ accounts: [] });
    expect(readdirSync(data).filter((name) => /imported|erasing|rules/.test(name))).toEqual([]);
  }, 60_000);
});
