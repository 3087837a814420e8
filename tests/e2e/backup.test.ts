import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { groupRows, waitUntilDecided } from './support/window.ts';

describe.each(shells)('backups, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({ shell, display: screen.display, dataDir: data, args: ['--demo'] });
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
});
