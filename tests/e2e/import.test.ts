import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';

const mails = (folder: string, count: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `From - Tue Nov 17 10:20:45 2026\nX-Mozilla-Status: 0001\nFrom: ${folder} <${folder.toLowerCase()}@example.org>\n` +
      `Subject: ${folder} ${at}\nMessage-ID: <${folder}-${at}@example.org>\nDate: Tue, 17 Nov 2026 10:20:45 +0100\n\nHello\n\n`,
  ).join('');

describe.each(shells)('bringing in mbox files, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();
  const profile = join(folder.path, 'profil');

  beforeAll(async () => {
    mkdirSync(join(profile, 'Inbox.sbd'), { recursive: true });
    writeFileSync(join(profile, 'Inbox'), mails('Nouvelles', 30));
    writeFileSync(join(profile, 'Inbox.sbd', 'Factures'), mails('Factures', 1200));
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'fr',
    });
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('first run shows what is in a profile, copies it and opens the window with it', async () => {
    const { page } = app;
    await page.getByTestId('add-mbox').click();
    await page.getByTestId('import-path').fill(join(folder.path, 'nowhere'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByTestId('import-path').fill(profile);
    await page.keyboard.press('Enter');
    const preview = page.getByTestId('import-preview');
    await preview.waitFor();
    expect(await preview.innerText()).toContain('Boîte de réception');
    expect(await preview.innerText()).toMatch(/1.230 messages/);
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByTestId('import-start').click();
    await page
      .getByTestId('status-import')
      .filter({ hasText: /1.230 messages repris/ })
      .waitFor();
    await page.getByTestId('status-import').click();
    await page.getByTestId('status-import').waitFor({ state: 'detached' });
    await page.getByText('Factures').first().waitFor();
  });
});
