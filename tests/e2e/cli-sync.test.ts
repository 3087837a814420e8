import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { writeMaildir } from '../../resources/demo/maildir.ts';
import { root } from '../support/commands.ts';
import { waitFor } from '../support/wait-for.ts';
import { casier, openEngine, startCasier, type Running } from './support/casier.ts';

/** Mails of the mailbox, and how many the account may fetch a minute where a sync is to take a while. */
const MAILS = 1500;
const SLOW = 500;

interface Answer {
  readonly accounts: readonly { name: string; status: string; messages: number; firstSync: string }[];
}

const answerOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as Answer;

describe('casier sync', () => {
  let folder: string;
  let data: string;
  let running: Running[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casier-sync-'));
    data = join(folder, 'data');
    const mail = join(folder, 'mail');
    await writeMaildir(mail, generateMailbox({ shape: 'bulk', count: MAILS }));
    const engine = await openEngine(data);
    const added = await engine.call('accounts.addMaildir', { name: 'Home', path: mail });
    if (!added.ok) throw new Error(added.problem.code);
    const limits = { connections: 1, mailsPerMinute: SLOW, mailsPerRun: null };
    await engine.call('accounts.setLimits', { id: added.value.id, limits });
    await engine.close();
  });
  afterEach(async () => {
    for (const { process: child, ended } of running) {
      child.kill('SIGTERM');
      await ended;
    }
    running = [];
    rmSync(folder, { recursive: true });
  });

  function start(...args: string[]): Running {
    const made = startCasier([...args, '--data', data]);
    running.push(made);
    return made;
  }

  /** Mails that are stored, read past the program. */
  function stored(): number {
    const db = new Database(join(data, 'casier.db'), { readonly: true });
    const count = Number(db.prepare('SELECT count(*) FROM messages').pluck().get());
    db.close();
    return count;
  }

  async function unlimited(): Promise<void> {
    const engine = await openEngine(data);
    await engine.call('accounts.setLimits', { id: 1, limits: null });
    await engine.close();
  }

  test('stopped by Ctrl+C ends with the mails in hand, and continues there', async () => {
    const first = start('sync');
    await waitFor(() => /Home: [\d,]+ of [\d,]+, [\d,]+ mails\/s, \d+ (s|min) left/.test(first.said()));
    first.process.kill('SIGINT');
    const { code, stderr } = await first.ended;
    expect(code).toBe(0);
    expect(stderr).toContain('It continues there next time.');
    const before = stored();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(MAILS);
    await unlimited();
    const second = await casier(['sync', '--once', '--json', '--data', data]);
    expect(second.code).toBe(0);
    expect(answerOf(second).accounts).toMatchObject([{ status: 'live', firstSync: 'done' }]);
    expect(stored()).toBeGreaterThan(before);
    expect(second.stderr).not.toContain('\r');
  });

  test('beside another on the same data folder asks that one: there are never two engines', async () => {
    const first = start('sync');
    await waitFor(() => existsSync(join(data, 'engine.sock')));
    await waitFor(() => stored() > 0);

    const paused = await casier(['sync', '--pause', '--account', 'home', '--json', '--data', data]);
    expect(paused.code).toBe(0);
    expect(answerOf(paused).accounts).toMatchObject([{ name: 'Home', status: 'paused' }]);
    const resumed = await casier(['sync', '--resume', '--json', '--data', data]);
    expect(answerOf(resumed).accounts[0]?.status).not.toBe('paused');
    const stopped = await casier(['sync', '--stop-first-sync', '--json', '--data', data]);
    expect(answerOf(stopped).accounts).toMatchObject([{ firstSync: 'stopped' }]);

    const beside = await casier(['sync', '--once', '--json', '--data', data]);
    expect(beside.code).toBe(0);
    expect(beside.stderr).toContain('A Casier is open on this data folder');
    expect(answerOf(beside).accounts).toMatchObject([{ status: 'live', firstSync: 'stopped' }]);
    const doctor = await casier(['doctor', '--json', '--data', data]);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ integrity: 'ok' });
    // What takes more than steering needs the folder for itself.
    expect(await casier(['classify', '--data', data], { stdin: 'Subject: a\n\nb' })).toMatchObject({
      code: 3,
    });
    const holders = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('dist/main/cli.js') && line.includes(data));
    expect(holders).toHaveLength(1);

    first.process.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect(existsSync(join(data, 'engine.sock'))).toBe(false);
  });

  test('takes over what a killed one left behind', async () => {
    // Past casier.mjs: the process that has the folder is to be killed, and nothing else.
    const first = spawn(process.execPath, [join(root, 'dist/main/cli.js'), 'sync', '--data', data], {
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => first.on('exit', resolve));
    await waitFor(() => stored() > 0);
    first.kill('SIGKILL');
    await ended;
    expect(existsSync(join(data, 'engine.sock'))).toBe(true);
    await unlimited();
    const next = await casier(['sync', '--once', '--json', '--data', data]);
    expect(next.code).toBe(0);
    expect(next.stderr).not.toContain('A Casier is open');
    expect(answerOf(next).accounts).toMatchObject([{ status: 'live', firstSync: 'done' }]);
  });

  test('says so when the one that did the work is gone', async () => {
    const first = start('sync');
    await waitFor(() => existsSync(join(data, 'engine.sock')));
    await waitFor(() => stored() > 0);
    const second = start('sync', '--once');
    await waitFor(() => second.said().includes('A Casier is open'));
    first.process.kill('SIGTERM');
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(stderr).toContain('was closed');
  });

  test('pauses and resumes without another, and refuses what contradicts itself', async () => {
    const pause = await casier(['sync', '--pause', '--json', '--data', data]);
    expect(answerOf(pause).accounts).toMatchObject([{ status: 'paused' }]);
    const once = await casier(['sync', '--once', '--json', '--data', data]);
    expect(once.code).toBe(0);
    expect(answerOf(once).accounts).toMatchObject([{ status: 'paused' }]);
    expect((await casier(['sync', '--pause', '--resume', '--data', data])).code).toBe(2);
    await unlimited();
    const resume = await casier(['sync', '--resume', '--once', '--json', '--data', data]);
    expect(answerOf(resume).accounts).toMatchObject([{ status: 'live', firstSync: 'done' }]);
  });
});
