import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { folderOf, startSendersServer, type SendersServer } from './support/senders-server.ts';
import { shells } from './support/shells.ts';
import { askWindow, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

const SENDERS = 8;
const WAITING = 6;

/** What a person lives through with a server: it learns, refuses, goes away, comes back, and wants another password. */
describe.each(shells)('with a mail server, in %s', (shell) => {
  let screen: VirtualScreen;
  let server: SendersServer;
  let app: RunningApp;
  let page: Page;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    server = await startSendersServer({ senders: SENDERS, filed: 5, waiting: WAITING });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'en',
    });
    page = app.page;
    await page.getByTestId('first-run').waitFor();
    const imap = server.dovecot.settings(server.user);
    await askWindow(page, 'accounts.addImap', {
      name: 'Home',
      address: 'camille@mail.example',
      imap,
      password,
    });
    await waitUntilDecided(page);
  });
  afterAll(async () => {
    await app.stop();
    await server.dovecot.stop();
    await screen.stop();
    folder.remove();
  });

  const status = () => askWindow(page, 'status.get', {});
  const accountIs = (state: string) => waitFor(async () => (await status()).accounts[0]?.status === state);
  const rowOf = (topic: string) => groupRows(page).filter({ hasText: topic }).first();
  const proposals = async () => (await askWindow(page, 'suggestions.list', { limit: 500 })).rows;
  const pathOf = async (id: number) =>
    (await askWindow(page, 'mailboxes.list', {})).find((mailbox) => mailbox.id === id)?.path;

  test('mail filed elsewhere teaches: the next one of that sender is proposed there', async () => {
    const [from, to] = [folderOf(0), folderOf(1)];
    const before = { from: await server.inFolder(from), to: await server.inFolder(to) };
    await rowOf('rose0').click();
    await page.keyboard.press('m');
    const field = page.getByRole('combobox');
    await field.fill(to);
    await page.getByRole('option', { name: to, exact: true, selected: true }).waitFor();
    await field.press('Enter');
    await field.waitFor({ state: 'detached' });
    await waitFor(async () => (await server.inFolder(to)) === before.to + WAITING);
    expect(await server.inFolder(from)).toBe(before.from);
    await waitUntilFiled(page);
    const subject = await server.deliver(0);
    const mail = await waitFor(async () => (await proposals()).find((row) => row.subject === subject));
    expect(await pathOf(mail.target)).toBe(to);
    await waitFor(async () => (await rowOf('rose0').count()) === 1);
  });

  test('a folder that the server will not make is refused in a sentence, and the question stays', async () => {
    const parent = join(server.dovecot.maildir(server.user), folderOf(2));
    chmodSync(parent, 0o555);
    try {
      await rowOf('tigre0').click();
      await page.keyboard.press('m');
      const field = page.getByRole('combobox');
      await field.fill(`${folderOf(2)}/Nouveau`);
      await field.press('Shift+Enter');
      const told = page.getByRole('dialog').getByRole('alert');
      await told.waitFor();
      const said = await told.innerText();
      expect(said).toContain(texts.problem['server-refused']);
      expect(said).toContain(texts.picker.notMade);
      expect(said).not.toContain('secs');
      expect(await seriousProblems(app)).toEqual([]);
      await field.press('Escape');
      await field.waitFor({ state: 'detached' });
    } finally {
      chmodSync(parent, 0o700);
    }
  });

  test('what the server refuses to move comes back with its reason, and is moved when it is tried again', async () => {
    const closed = join(server.dovecot.maildir(server.user), folderOf(1));
    const allow = (mode: number) => {
      for (const part of ['cur', 'new', 'tmp']) chmodSync(join(closed, part), mode);
    };
    const whole = await server.inInbox();
    const { waiting } = await status();
    allow(0o555);
    await rowOf('tigre0').getByTestId('approve-group').click();
    await waitFor(async () => (await status()).waiting === waiting - WAITING);
    await lastAttempt(join(folder.path, 'data', 'casier.db'));
    await page.getByRole('button', { name: texts.status.failed_one.replace('{{number}}', '1') }).click();
    const failed = page.getByTestId('failed-jobs');
    await failed.getByText(texts.problem['server-refused'], { exact: true }).waitFor();
    expect(await failed.innerText()).toContain(
      texts.activity.failedCount_other.replace('{{number}}', String(WAITING)),
    );
    expect(await server.inInbox()).toBe(whole);
    await page.getByTestId('place-mailbox-inbox').click();
    await page.getByTestId('mail-row').filter({ hasText: 'tigre0' }).first().waitFor();
    await page.getByTestId('place-activity').click();
    allow(0o700);
    await failed.getByRole('button', { name: texts.action.retry }).click();
    await failed.waitFor({ state: 'detached' });
    await waitUntilFiled(page);
    expect(await server.inInbox()).toBe(whole - WAITING);
  });

  test('a server that is gone is told of, what is approved waits, and goes its way when it is back', async () => {
    await page.getByTestId('place-proposals').click();
    const whole = await server.inInbox();
    await server.dovecot.kill();
    await accountIs('offline');
    const line = texts.status.trouble.replace('{{name}}', 'Home');
    await page.getByText(line.replace('{{state}}', texts.account.status.offline)).waitFor();
    await rowOf('lampe0').getByTestId('approve-group').click();
    await waitFor(async () => (await page.getByTestId('queue').innerText()).startsWith(`${WAITING} `));
    await server.dovecot.resume();
    await accountIs('live');
    await waitUntilFiled(page);
    expect(await server.inInbox()).toBe(whole - WAITING);
  });

  test('a password that was changed on the server is asked for, and with the new one all goes on', async () => {
    const file = join(server.dovecot.folder, 'dovecot.conf');
    await server.dovecot.kill();
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(`args = password=${password}`, 'args = password=changed'),
    );
    await server.dovecot.resume();
    await accountIs('sign-in-needed');
    const line = texts.status.trouble.replace('{{name}}', 'Home');
    await page.getByText(line.replace('{{state}}', texts.account.status['sign-in-needed'])).waitFor();
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: texts.settings.tab.accounts }).click();
    await page.getByRole('alert').getByText(texts.problem['wrong-password']).waitFor();
    await page.getByRole('button', { name: texts.accounts.menu.replace('{{name}}', 'Home') }).click();
    await page.getByTestId('edit-account').click();
    await page
      .getByTestId('account-edit')
      .getByLabel(texts.accounts.newPassword, { exact: true })
      .fill('changed');
    await page.getByTestId('save-account').click();
    await accountIs('live');
    const subject = await server.deliver(3);
    await waitFor(async () => (await proposals()).some((row) => row.subject === subject));
  });
});

/** Waits until the newest job has failed once, and takes its other attempts but one away: they would last half a minute. */
async function lastAttempt(path: string): Promise<void> {
  const db = new Database(path);
  try {
    const take = db.prepare(
      `UPDATE jobs SET attempts = 5 WHERE id = (SELECT max(id) FROM jobs) AND state = 'queued' AND attempts BETWEEN 1 AND 4`,
    );
    await waitFor(() => take.run().changes === 1);
  } finally {
    db.close();
  }
}
