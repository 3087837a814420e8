import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, groupRows, waitUntilDecided } from './support/window.ts';

describe.each(shells)('backups, export and erasing, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    const environment = { XDG_CONFIG_HOME: folder.path, HOME: folder.path };
    app = await startApp({ shell, display: screen.display, dataDir: data, environment });
    await app.page.getByTestId('try-demo').click();
    await waitUntilDecided(app.page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('a passphrase is enough for a copy, and the copy is put back while the window stays', async () => {
    const { page } = app;
    await waitFor(async () => (await groupRows(page).count()) > 3);
    const before = await page.getByTestId('waiting-count').innerText();
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Backup' }).click();
    await page.getByTestId('backup-passphrase').fill('four words are better');
    await page.getByTestId('backup-again').fill('four words are better');
    await page.getByTestId('backup-start').click();
    await page.getByTestId('backup-now').click();
    await page
      .getByTestId('backup-last')
      .filter({ hasText: /Last backup/ })
      .waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    expect(readdirSync(join(data, 'backups'))).toHaveLength(1);

    await page.getByTestId('restore-open').click();
    await page.getByTestId('restore-passphrase').fill('not the right words');
    await page.getByTestId('restore').click();
    await page.getByRole('alert').filter({ hasText: 'passphrase' }).waitFor();
    await page.getByTestId('restore-passphrase').fill('');
    await page.getByTestId('restore').click();
    await page.getByTestId('restored').filter({ hasText: '1 account' }).waitFor();
    expect(readdirSync(data).some((name) => name.startsWith('before-restoring-'))).toBe(true);
    await page.keyboard.press('Escape');
    await waitFor(async () => (await page.getByTestId('waiting-count').innerText()) === before);
  });

  test('everything is exported into a folder that other programs can read', async () => {
    const { page } = app;
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Backup' }).click();
    await page.getByTestId('export').click();
    await page
      .getByTestId('exported')
      .filter({ hasText: /casier-export-/ })
      .waitFor();
    const [made] = readdirSync(join(folder.path, 'Downloads'));
    const rows = readFileSync(join(folder.path, 'Downloads', made!, 'mails.csv'), 'utf8').split('\r\n');
    const [account] = await askWindow(page, 'accounts.list', {});
    expect(rows.length - 2).toBe(account!.messages);
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('everything is erased after a word was typed: the window is at the first run, the backup and the mail are there', async () => {
    const { page } = app;
    await page.getByTestId('erase-open').click();
    await page.getByTestId('erase-word').fill('maybe');
    expect(await page.getByTestId('erase').isDisabled()).toBe(true);
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByTestId('erase-word').fill('erase');
    // At the end the window opens anew, so that nothing is left in it either.
    const opened = page.waitForEvent('load');
    await page.evaluate(`new MutationObserver(() => {
      for (const screen of ['erasing', 'first-run'])
        if (document.querySelector('[data-testid="' + screen + '"]')) sessionStorage.setItem(screen, 'seen');
    }).observe(document.body, { childList: true, subtree: true })`);
    await page.getByTestId('erase').click();
    await opened;
    // Until then it says so, and shows nothing else.
    expect(await page.evaluate<string[]>('Object.keys(sessionStorage)')).toEqual(['erasing']);
    await page.getByTestId('try-demo').waitFor();
    expect(await askWindow(page, 'accounts.list', {})).toEqual([]);
    const left = readdirSync(data);
    for (const name of ['demo-mailbox', 'secrets.json', 'secrets.key', 'erasing.json'])
      expect(left).not.toContain(name);
    expect(left.some((name) => name.startsWith('before-restoring-'))).toBe(false);
    expect(readdirSync(join(data, 'backups'))).toHaveLength(1);
    // It is ready for a new beginning.
    await page.getByTestId('try-demo').click();
    await waitUntilDecided(page);
  });
});
