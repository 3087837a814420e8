import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeModel } from '../../models/maker/index.ts';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { ChatServer } from '../support/chat-server.ts';
import { password } from '../support/dovecot.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

/** A person sees what left their computer, goes offline and back, and lets a model on another computer help. */
describe.each(shells)('privacy, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let page: Page;
  let mail: MailServer;
  let proxy: TcpProxy;
  let chat: ChatServer;
  const folder = temporaryFolder();
  const status = () => askWindow(page, 'status.get', {});

  beforeAll(async () => {
    const tiny = join(folder.path, 'tiny.gguf');
    await makeModel({ shape: 'tiny', path: tiny });
    chat = await ChatServer.start(tiny);
    mail = await startMailServer(240);
    proxy = await TcpProxy.start(mail.dovecot.port);
    screen = await startScreen({ width: 1280, height: 800 });
    process.env['XDG_DOWNLOAD_DIR'] = folder.path;
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'en',
      idle: true,
    });
    page = app.page;
    await page.getByRole('button').first().waitFor();
    const imap = { ...mail.dovecot.settings(mail.user), port: proxy.port };
    await askWindow(page, 'accounts.addImap', { name: '', address: 'camille@mail.example', imap, password });
    await waitUntilDecided(page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    await proxy.stop();
    await mail.dovecot.stop();
    await chat.stop();
    delete process.env['XDG_DOWNLOAD_DIR'];
    folder.remove();
  });

  async function openTab(name: 'privacy' | 'model' | 'about'): Promise<void> {
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: texts.settings.tab[name], exact: true }).click();
    await page.getByTestId(name === 'model' ? 'endpoint-panel' : `${name}-panel`).waitFor();
  }

  test('the list names the mail server, and says in a sentence that nobody else was contacted', async () => {
    await openTab('privacy');
    expect(await page.getByTestId('privacy-week').innerText()).toBe(texts.privacy.week.nothing);
    const row = page.getByTestId('privacy-contacts').locator('tbody tr');
    expect(await row.count()).toBe(1);
    expect(await row.innerText()).toMatch(/127\.0\.0\.1\s+on this computer\s+Your mail\s/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(app), colorScheme).toEqual([]);
    }
    await page.getByTestId('privacy-export').click();
    // It is shown, and said to those who listen.
    const line = page.getByText(/casier-contacts.*\.csv/).first();
    await line.waitFor();
    const path = /(\/\S*casier-contacts\S*\.csv)/.exec(await line.innerText())?.[1] ?? '';
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(
      /^Who,What for,Since,Last,Times,Bytes sent,Bytes received\r\n127\.0\.0\.1,Your mail,.*,[1-9]\d*,[1-9]\d*\r\n/,
    );
  });

  test('offline, nobody reaches the server, and what is approved waits until one click in the status bar', async () => {
    await page.getByTestId('privacy-offline').click({ force: true });
    await page.getByTestId('status-offline').waitFor();
    await waitFor(() => proxy.open === 0);
    const before = proxy.connections;
    expect(await seriousProblems(app)).toEqual([]);
    await page.keyboard.press('Escape');
    const inbox = mail.mailsInInbox();
    const { rows } = await askWindow(page, 'suggestions.list', { limit: 3 });
    await askWindow(page, 'suggestions.approve', { selection: { ids: rows.map(({ id }) => id) } });
    await waitFor(async () => (await page.getByTestId('queue').innerText()).startsWith('3 '));
    expect(proxy.connections).toBe(before);
    expect(mail.mailsInInbox()).toBe(inbox);
    await page.getByTestId('go-online').click();
    await page.getByTestId('status-offline').waitFor({ state: 'detached' });
    await waitFor(async () => (await status()).jobs.mails === 0);
    expect(mail.mailsInInbox()).toBe(inbox - 3);
  });

  test('a model elsewhere is off until it is tried and switched on; what goes there is said before', async () => {
    await openTab('model');
    const enabled = page.getByTestId('endpoint-enabled');
    expect(await enabled.isDisabled()).toBe(true);
    await page.getByTestId('endpoint-url').fill('http://192.0.2.1:9');
    expect(await page.getByTestId('endpoint-leaves').innerText()).toContain(texts.endpoint.plain);
    await page.getByTestId('endpoint-test').click();
    await page.getByTestId('endpoint-panel').getByText(texts.problem['endpoint-insecure']).waitFor();
    await page.getByTestId('endpoint-url').fill(chat.url);
    expect(await page.getByTestId('endpoint-leaves').innerText()).toContain(texts.endpoint.stays);
    await page.getByTestId('endpoint-test').click();
    await page.getByTestId('endpoint-trial').waitFor();
    expect(await page.getByTestId('endpoint-trial').innerText()).toContain('127.0.0.1');
    expect(chat.asked).toHaveLength(1);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(app), colorScheme).toEqual([]);
    }
    expect(await askWindow(page, 'endpoint.get', {})).toMatchObject({ enabled: false, url: '' });
    await page.getByTestId('endpoint-key').fill('sesame');
    await enabled.click({ force: true });
    await waitFor(async () => (await askWindow(page, 'endpoint.get', {})).enabled);
    expect(await askWindow(page, 'endpoint.get', {})).toMatchObject({ url: chat.url, hasKey: true });
    await waitFor(() => chat.asked.at(-1)?.authorization === 'Bearer sesame');
    await enabled.click({ force: true });
    await waitFor(async () => !(await askWindow(page, 'endpoint.get', {})).enabled);
    await page.keyboard.press('Escape');
    await openTab('privacy');
    expect(await page.getByTestId('privacy-contacts').innerText()).toContain(
      texts.privacy.purpose['language-model'],
    );
  });

  test('the program tells what it is, and names all that is built in with its licence', async () => {
    await page.keyboard.press('Escape');
    await openTab('about');
    const panel = page.getByTestId('about-panel');
    expect(await panel.innerText()).toContain(join(folder.path, 'data'));
    await page.getByTestId('about-built-in').click();
    const packages = await page.getByTestId('about-packages').innerText();
    expect(packages).toMatch(/imapflow 2\.[^]*MIT/);
    expect(packages).toContain('@mantine/core');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(app), colorScheme).toEqual([]);
    }
  });
});
