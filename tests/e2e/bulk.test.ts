import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Batch } from '../../contract/activity.ts';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';
import { enginePid } from './support/processes.ts';
import { shells } from './support/shells.ts';
import { movesBetween, type Move, type Whereabouts } from './support/whereabouts.ts';
import { askWindow, waitUntilDecided, waitUntilFiled } from './support/window.ts';

describe.each(shells)('an account on a server, in %s', (shell) => {
  let screen: VirtualScreen;
  let server: MailServer;
  let app: RunningApp;
  let before: Whereabouts;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    server = await startMailServer(4000);
    before = await server.whereabouts();
    app = await startApp({ shell, display: screen.display, dataDir: join(folder.path, 'data') });
  });
  afterEach(async () => {
    // Every mail is where it was, and nowhere else, before the next test begins.
    expect(movesBetween(before, await server.whereabouts())).toEqual([]);
  });
  afterAll(async () => {
    await app.stop();
    await server.dovecot.stop();
    await screen.stop();
    folder.remove();
  });

  function moved(count: number): Promise<Move[]> {
    return waitFor(
      async () => {
        const moves = movesBetween(before, await server.whereabouts());
        expect(moves).toHaveLength(count);
        return moves;
      },
      { every: 250 },
    );
  }

  /** Kills the engine at the moment the inbox holds fewer mails than this. */
  async function killOnceBelow(mails: number): Promise<void> {
    await waitFor(() => server.mailsInInbox() < mails, { every: 1 });
    process.kill(enginePid(app.process.pid!), 'SIGKILL');
  }

  test('is added in the form after a test of the connection', async () => {
    const { page } = app;
    const { accounts } = texts;
    await page.getByTestId('add-imap').click();
    await page.getByLabel(accounts.address).fill('camille@mail.example');
    await page.getByTestId('by-hand').click();
    await page.getByLabel(accounts.password, { exact: true }).fill(password);
    await page.getByLabel(accounts.host).fill('127.0.0.1');
    await page.getByLabel(accounts.port).fill(String(server.dovecot.port));
    await page.getByLabel(accounts.username).fill(server.user);
    await page.getByRole('combobox', { name: accounts.security }).click();
    await page.getByRole('option', { name: accounts.securities.none, exact: true }).click();
    await page.getByTestId('test-account').click();
    await page.getByTestId('test-ok').waitFor();
    await page.getByTestId('add-account').click();
    const account = await waitUntilDecided(page);
    expect(account.messages).toBe(before.size);
  });

  test('500 and more are approved with one click, moved on the server, and undone with one key', async () => {
    const { page } = app;
    const { count } = await approveAllSure(page);
    await page
      .getByTestId('notice-act')
      .filter({ hasText: count.toLocaleString('en') })
      .waitFor();
    expect(count).toBeGreaterThanOrEqual(500);
    const moves = await moved(count);
    expect(moves.every(({ from, to }) => from === 'INBOX' && to !== undefined)).toBe(true);
    await expectReceipts(page, count);
    await page.keyboard.press('u');
    await moved(0);
    await waitUntilFiled(page);
  });

  test('an engine killed in the middle says so, comes back, and loses and doubles nothing', async () => {
    const { page } = app;
    const told = page.getByTestId('engine-banner').waitFor();
    const whole = server.mailsInInbox();
    const { count } = await approveAllSure(page, () => killOnceBelow(whole));
    await told;
    const left = server.mailsInInbox();
    expect(left).toBeLessThan(whole);
    expect(left).toBeGreaterThan(whole - count);
    // A second time, as soon as it has gone on.
    await killOnceBelow(left);
    expect(server.mailsInInbox()).toBeGreaterThan(whole - count);
    const moves = await moved(count);
    expect(moves.every(({ from, to }) => from === 'INBOX' && to !== undefined)).toBe(true);
    await page.getByTestId('engine-banner').waitFor({ state: 'hidden' });
    await waitUntilFiled(page);
    await expectReceipts(page, count);
    await undoNewest(page);
    await moved(0);
    await waitUntilFiled(page);
  });
});

/** Approves everything above the threshold of the button; gives the batch. `meanwhile` begins with the click. */
async function approveAllSure(page: Page, meanwhile?: () => Promise<void>): Promise<Batch> {
  await waitUntilDecided(page);
  await page.getByTestId('place-proposals').click();
  const last = (await newestBatch(page))?.id ?? 0;
  await page.getByTestId('approve-sure').click();
  await meanwhile?.();
  const batch = await waitFor(async () => {
    const newest = await newestBatch(page);
    return newest && newest.id > last && newest.action === 'approve' && newest;
  });
  await page
    .getByTestId('notice-act')
    .filter({ hasText: batch.count.toLocaleString('en') })
    .waitFor();
  return batch;
}

async function newestBatch(page: Page): Promise<Batch | undefined> {
  return (await askWindow(page, 'activity.list', { limit: 1 })).batches[0];
}

/** The newest approval has a receipt for each mail, all of them carried out. */
async function expectReceipts(page: Page, count: number): Promise<void> {
  await waitUntilFiled(page);
  const batch = await newestBatch(page);
  expect(batch).toMatchObject({ action: 'approve', count, pending: 0, failed: 0, undone: 0 });
  const { total, receipts } = await askWindow(page, 'activity.receipts', {
    batchId: batch!.id,
    limit: 500,
  });
  expect(total).toBe(count);
  expect(new Set(receipts.map(({ state }) => state))).toEqual(new Set(['done']));
}

async function undoNewest(page: Page): Promise<void> {
  await page.getByTestId('place-activity').click();
  await page.getByTestId('batch-row').first().click();
  await page.getByTestId('undo-batch').click();
}
