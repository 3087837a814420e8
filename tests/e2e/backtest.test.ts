import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/commands.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

const words = {
  en: {
    palette: 'Go to',
    tryIt: 'Try on a mail',
    place: 'Back-test',
    kept: /promise was (?:kept|not quite kept)/,
    rubbish: 'does not look like a mail',
  },
  fr: {
    palette: 'Aller à',
    tryIt: 'Essayer sur un message',
    place: 'Relecture',
    kept: /promesse (?:est|n’est pas tout à fait) tenue/,
    rubbish: 'ne ressemble pas à un message',
  },
} as const;

describe.each(shells)('back-test and trying a mail, in %s', (shell) => {
  describe.each(['en', 'fr'] as const)('on a desktop in %s', (language) => {
    let screen: VirtualScreen;
    let app: RunningApp;
    const folder = temporaryFolder();
    const say = words[language];
    const scratch = mkdtempSync(join(tmpdir(), 'casier-eml-'));

    beforeAll(async () => {
      screen = await startScreen({ width: 1280, height: 800 });
      app = await startApp({
        shell,
        display: screen.display,
        dataDir: join(folder.path, 'data'),
        args: ['--demo'],
        language,
      });
      await waitUntilDecided(app.page);
    });
    afterAll(async () => {
      await app.stop();
      await screen.stop();
      folder.remove();
      rmSync(scratch, { recursive: true });
    });

    test('replays the folders and shows figures, folders and mistakes', async () => {
      const { page } = app;
      await page.getByTestId('place-backtest').click();
      await page.getByRole('heading', { level: 1, name: say.place }).waitFor();
      await page.getByTestId('backtest-start').click();
      await page.getByTestId('backtest-result').waitFor();
      const [account] = (await askWindow(page, 'status.get', {})).accounts;
      const { result } = await askWindow(page, 'backtest.get', { accountId: account!.id });
      expect(result!.judged).toBeGreaterThan(100);
      expect(await page.getByTestId('backtest-title').innerText()).toContain(String(result!.judged));
      expect(await page.getByTestId('backtest-result').innerText()).toMatch(say.kept);
      const rows = page.getByTestId('backtest-folders').locator('tbody tr');
      expect(await rows.count()).toBe(result!.perFolder.length);
      expect(await seriousProblems(app)).toEqual([]);
    });

    test('puts the folders in the order that is asked for', async () => {
      const { page } = app;
      const names = () =>
        page.getByTestId('backtest-folders').locator('tbody tr td:first-child').allInnerTexts();
      await page.getByTestId('sort-folder').click();
      const upwards = await names();
      expect(upwards).toEqual(upwards.toSorted((a, b) => a.localeCompare(b, language)));
      await page.getByTestId('sort-folder').click();
      expect(await names()).toEqual(upwards.toReversed());
    });

    test('opens a mistake beside the list, and goes back to the figures', async () => {
      const { page } = app;
      const mistakes = page.getByTestId('backtest-mistake');
      if ((await mistakes.count()) === 0) throw new Error('the demo mailbox has no mistakes to look at');
      await mistakes.first().click();
      await page.getByTestId('reader').waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('backtest-result').waitFor();
    });

    test('tells what each stage says of a mail that is pasted, and why', async () => {
      const { page } = app;
      const current = join(root, 'dist/resources/demo-mailbox/Banque/cur');
      const source = readFileSync(join(current, readdirSync(current)[0]!), 'utf8');
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(say.palette).fill(say.tryIt);
      await page.getByRole('button', { name: say.tryIt }).last().click();
      await page.getByTestId('try-it-source').fill(source);
      await page.getByTestId('try-it-ask').click();
      await page.getByTestId('try-it-answer').waitFor();
      expect(await page.getByTestId('try-it-verdict').innerText()).toContain('Banque');
      expect(await page.getByTestId('try-it-learned').innerText()).toMatch(/Banque[^]*\n.{20}/);
      expect(await page.getByTestId('try-it-memory').innerText()).toContain('Banque');
      expect(await seriousProblems(app)).toEqual([]);
    });

    test('has a clear sentence for rubbish, and takes a file', async () => {
      const { page } = app;
      await page.getByTestId('try-it-source').fill('rubbish, nothing else\n\n0101');
      await page.getByTestId('try-it-ask').click();
      expect(await page.getByTestId('try-it-trouble').innerText()).toContain(say.rubbish);
      const path = join(scratch, 'facture.eml');
      writeFileSync(path, 'From: Zoé <zoe@nulle-part.example>\r\nSubject: Xyzzy\r\n\r\nPlugh.\r\n');
      await page.getByTestId('try-it').locator('input[type="file"]').setInputFiles(path);
      await waitFor(async () =>
        (await page.getByTestId('try-it-answer').innerText()).includes('zoe@nulle-part.example'),
      );
      await page.getByTestId('try-it-clear').click();
      expect(await page.getByTestId('try-it-source').inputValue()).toBe('');
      await page.keyboard.press('Escape');
    });
  });
});
