import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventPayload } from '../../contract/index.ts';
import type { AccountId } from '../../contract/ids.ts';
import { readFiledMail } from '../../main/cli/filed-mail.ts';
import { textsIn } from '../../main/cli/texts.ts';
import { backtest } from '../../main/engine/deciding/index.ts';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { writeMaildir } from '../../resources/demo/maildir.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

describe('the back-test of a synced account', () => {
  const seed = randomInt(1_000_000);
  const test = new TestEngine();
  const mail = mkdtempSync(join(tmpdir(), 'casier-backtest-'));
  let accountId: AccountId;
  const told: EventPayload<'backtest.changed'>[] = [];

  const listen = () =>
    test.engine.listen((event) => {
      if (event.name === 'backtest.changed') told.push(event.payload);
    });
  const ended = () =>
    waitFor(async () => {
      const state = await test.ask('backtest.get', { accountId });
      return state.running === null && state.ended !== null && state;
    });

  beforeAll(async () => {
    process.stdout.write(`seed ${seed}\n`);
    await writeMaildir(mail, generateMailbox({ shape: 'demo', seed }));
    await test.open();
    const added = await test.ask('accounts.addMaildir', { name: 'Home', path: mail });
    accountId = added.id;
    await test.reached(accountId, 'live');
    await test.settled();
    listen();
  });
  afterAll(async () => {
    await test.remove();
    rmSync(mail, { recursive: true });
  });

  it('measures what the command measures on the same folders, and says which mails it would have misfiled', async () => {
    expect(await test.ask('backtest.get', { accountId })).toEqual({
      running: null,
      ended: null,
      result: null,
    });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await test.ask('backtest.start', { accountId, promise: 0.95 });
    const { ended: end, result } = await ended();
    delay.disable();
    expect(end).toBe('done');
    const filed = await readFiledMail(
      mail,
      { signal: new AbortController().signal, progress: () => undefined },
      textsIn('en'),
    );
    const expected = backtest(filed.mails, {
      protocol: 'online',
      promise: 0.95,
      folderName: (id) => filed.names.get(id) ?? '',
    });
    expect(result!.mails).toBe(expected.mails);
    expect(result!.folders).toBe(expected.folders);
    expect(result!.judged).toBe(expected.judged);
    // Mails of one second may stand in another order, which decides one or two of them otherwise.
    expect(result!.accuracy).toBeCloseTo(expected.accuracy, 1);
    expect(result!.top3).toBeCloseTo(expected.top3, 1);
    expect(result!.perFolder.map(({ folder }) => folder).sort()).toEqual(
      expected.perFolder.map(({ folder }) => folder).sort(),
    );
    expect(result!.at).toBeGreaterThan(Date.now() - 60_000);
    expect(result!.mistaken).toBe(Math.round(result!.judged * (1 - result!.accuracy)));
    for (const mistake of result!.mistakes) {
      expect(mistake.proposed).not.toBe(mistake.folder);
      const open = await test.ask('messages.open', { id: mistake.messageId });
      expect(open.subject).toBe(mistake.subject);
    }
    expect(delay.percentile(99) / 1e6).toBeLessThan(120);
  });

  it('tells how far it is, at most five times a second', () => {
    const running = told.flatMap(({ running }) => (running && running.total > 0 ? [running] : []));
    expect(told[0]).toMatchObject({ accountId, running: { done: 0 }, ended: null });
    expect(told.at(-1)).toEqual({ accountId, running: null, ended: 'done' });
    for (const { done, total } of running) expect(done).toBeLessThanOrEqual(total);
  });

  it('is still there after a restart, and after a later run was stopped', async () => {
    const before = (await test.ask('backtest.get', { accountId })).result;
    expect(before).not.toBeNull();
    await test.restart();
    listen();
    expect((await test.ask('backtest.get', { accountId })).result).toEqual(before);
    await test.ask('backtest.start', { accountId, promise: 0.8 });
    await test.ask('backtest.stop', { accountId });
    expect(await test.ask('backtest.get', { accountId })).toEqual({
      running: null,
      ended: 'stopped',
      result: before,
    });
  });

  it('ends with the engine in the middle of a run', async () => {
    await test.ask('backtest.start', { accountId, promise: 0.8 });
    await test.restart();
    const { running, result } = await test.ask('backtest.get', { accountId });
    expect(running).toBeNull();
    expect(result?.promise).toBe(0.95);
  });

  it('says so when there is nothing to judge, or no such account', async () => {
    const few = mkdtempSync(join(tmpdir(), 'casier-backtest-few-'));
    const mails = [...generateMailbox({ shape: 'demo', seed })].filter(({ folder }) => folder === 'Banque');
    await writeMaildir(few, mails);
    const { id } = await test.ask('accounts.addMaildir', { name: 'Few', path: few });
    await test.reached(id, 'live');
    await test.ask('backtest.start', { accountId: id, promise: 0.95 });
    const state = await waitFor(async () => {
      const now = await test.ask('backtest.get', { accountId: id });
      return now.ended !== null && now;
    });
    expect(state).toEqual({ running: null, ended: 'too-little', result: null });
    await test.ask('backtest.start', { accountId: id, promise: 0.95 });
    await test.ask('accounts.remove', { id });
    expect(await test.engine.call('backtest.get', { accountId: id })).toMatchObject({
      problem: { code: 'not-found' },
    });
    rmSync(few, { recursive: true });
  });
});
