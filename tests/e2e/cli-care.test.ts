import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: '', CASIER_PASSPHRASE: 'four words are better' },
  });

async function run(...args: string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const child = start(args);
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, answer: JSON.parse(text) as Record<string, unknown> };
}

describe('casier import, backup and restore', () => {
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
});
