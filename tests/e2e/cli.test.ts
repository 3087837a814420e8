import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/commands.ts';
import { casier, openEngine } from './support/casier.ts';
import { mailsOnDisk } from './support/whereabouts.ts';

const demo = join(root, 'dist/resources/demo-mailbox');

describe('the commands without a window', () => {
  let folder: string;
  let data: string;
  let maildir: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casier-cli-'));
    data = join(folder, 'data');
    maildir = join(folder, 'mail');
    cpSync(demo, maildir, { recursive: true, preserveTimestamps: true });
    const engine = await openEngine(data);
    const added = await engine.call('accounts.addMaildir', { name: 'Home', path: maildir });
    expect(added.ok).toBe(true);
    await engine.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('sync --once ends when the account is up to date and leaves the mail where it is', async () => {
    const before = mailsOnDisk(maildir);
    const { code, stdout } = await casier(['sync', '--once', '--json', '--data', data]);
    const answer = JSON.parse(stdout) as {
      accounts: { status: string; messages: number }[];
      waiting: number;
    };
    expect(code).toBe(0);
    expect(answer.accounts).toMatchObject([{ status: 'live', messages: before.size }]);
    expect(answer.waiting).toBeGreaterThan(50);
    expect(mailsOnDisk(maildir)).toEqual(before);
  });

  test('doctor tells that all is well, in one object', async () => {
    const { code, stdout } = await casier(['doctor', '--json', '--data', data]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      well: true,
      integrity: 'ok',
      node: expect.stringMatching(/^v?24\./),
    });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('classify says what each stage makes of a mail, and why', async () => {
    const folderName = [...new Set(mailsOnDisk(maildir).values())].find((name) => name !== '')!;
    const current = join(maildir, folderName, 'cur');
    const mail = readFileSync(join(current, readdirSync(current)[0]!), 'utf8');
    const { code, stdout } = await casier(['classify', '--json', '--data', data], { stdin: mail });
    const { accounts } = JSON.parse(stdout) as {
      accounts: { account: string; stages: { stage: string }[]; decision: { folder: string } | null }[];
    };
    expect(code).toBe(0);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]!.stages.map(({ stage }) => stage)).toEqual(['memory', 'rules', 'learned']);
    expect(accounts[0]!.decision?.folder).toBe(folderName.replace(/^\./, '').replaceAll('.', '/'));
  });

  test('classify gives the facts in sentences, and has one for what is no mail', async () => {
    const current = join(maildir, 'Banque', 'cur');
    const mail = readFileSync(join(current, readdirSync(current)[0]!), 'utf8');
    const said = await casier(['classify', '--data', data], { stdin: mail, lang: 'fr_FR.UTF-8' });
    expect(said.stdout).toMatch(/^appris : Banque \(\d+.*\n {2}\d+ des \d+ courriels .* sont dans Banque$/m);
    expect(said.stdout).toContain('Proposition : Banque');
    const rubbish = await casier(['classify', '--data', data, '--json'], { stdin: 'rubbish\n\nmore' });
    expect(rubbish.code).toBe(2);
    expect(JSON.parse(rubbish.stdout)).toMatchObject({ problem: { code: 'mail-unreadable' } });
    expect(rubbish.stderr).toContain('does not look like a mail');
  });

  test('backtest replays the folders and keeps what it promises', async () => {
    const { code, stdout } = await casier(['backtest', '--maildir', maildir, '--promise', '0.95', '--json']);
    const report = JSON.parse(stdout) as { folders: number; judged: number; precisionAtPromise: number };
    expect(code).toBe(0);
    expect(report.folders).toBeGreaterThanOrEqual(8);
    expect(report.judged).toBeGreaterThan(100);
    expect(report.precisionAtPromise).toBeGreaterThan(0.9);
  });

  test('a data folder in use is refused with a sentence in the language of the person', async () => {
    const engine = await openEngine(data);
    try {
      const { code, stdout, stderr } = await casier(['sync', '--once', '--json', '--data', data], {
        lang: 'fr_FR.UTF-8',
      });
      expect(code).toBe(3);
      expect(JSON.parse(stdout)).toEqual({ problem: { code: 'in-use' } });
      expect(stderr).toContain('utilisé par un autre Casier');
    } finally {
      await engine.close();
    }
  });

  test('what cannot be understood ends with 2 and touches nothing', async () => {
    expect(await casier(['classify', '--account', 'Nobody', '--data', data], { stdin: 'a' })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Nobody'),
    });
    expect((await casier(['sync', '--sideways'])).code).toBe(2);
    expect((await casier(['backtest', '--maildir', maildir, '--promise', '7'])).code).toBe(2);
  });

  test('sync without --once goes on until it is asked to stop', async () => {
    const child = spawn(process.execPath, [join(root, 'casier.mjs'), 'sync', '--json', '--data', data], {
      env: { ...process.env, LC_ALL: 'C', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const answer = text(child.stdout);
    for await (const chunk of child.stderr) if (String(chunk).includes('Watching')) break;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(JSON.parse(await answer)).toHaveProperty('accounts');
  });
});
