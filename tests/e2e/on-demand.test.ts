import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentencePattern } from '../../models/grammars.ts';
import { makeModel } from '../../models/maker/index.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { mailsOnDisk, movesBetween, type Move, type Whereabouts } from './support/whereabouts.ts';
import { askWindow, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

/** A person has a folder suggested for what has none, with and without a model, and has a proposal explained. */
describe.each(shells)('on demand, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let page: Page;
  let maildir: string;
  let before: Whereabouts;
  const folder = temporaryFolder();
  const tiny = join(folder.path, 'tiny.gguf');

  beforeAll(async () => {
    await makeModel({ shape: 'tiny', path: tiny });
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
    });
    page = app.page;
    maildir = (await waitUntilDecided(page)).location;
    before = mailsOnDisk(maildir);
    // Only what the person asks for is to be written.
    await askWindow(page, 'asking.setLimits', { enabled: false });
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  function moved(count: number): Promise<Move[]> {
    return waitFor(() => {
      const moves = movesBetween(before, mailsOnDisk(maildir));
      expect(moves).toHaveLength(count);
      return moves;
    });
  }

  async function chooseTiny(): Promise<void> {
    const { id } = await askWindow(page, 'models.addFile', { path: tiny });
    await askWindow(page, 'models.choose', { id });
  }

  async function readFirst(): Promise<void> {
    await groupRows(page).first().click();
    await page.getByTestId('mail-row').first().click();
    await page.getByTestId('proposal-card').waitFor();
  }

  test('without a model, nothing offers to explain', async () => {
    await readFirst();
    expect(await page.getByTestId('explain').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('a proposal is explained in one sentence, marked as the words of the model', async () => {
    await chooseTiny();
    await readFirst();
    await page.getByTestId('explain').click();
    const explanation = page.getByTestId('explanation');
    await waitFor(async () => (await explanation.getAttribute('data-done')) === 'true', { timeout: 90_000 });
    expect(await explanation.locator('blockquote').innerText()).toMatch(sentencePattern);
    expect(await explanation.innerText()).toMatch(/language model’s words/);
    expect(await seriousProblems(app)).toEqual([]);
    // Another mail is another question.
    await page.keyboard.press('j');
    await page.getByTestId('explain').waitFor();
    expect(await explanation.count()).toBe(0);
    await askWindow(page, 'models.choose', { id: null });
    await page.keyboard.press('Escape');
  });

  test('a pile gets the name that the person likes; its folder is made and filled, and emptied by one undo', async () => {
    await dismissAll(page);
    await page.getByTestId('suggest-folders').click();
    const piles = page.getByTestId('pile');
    await piles.first().waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    const pile = piles.first();
    const button = pile.getByTestId('pile-approve');
    const count = Number(/file (\d+)/.exec((await button.getAttribute('aria-label')) ?? '')?.[1]);
    expect(count).toBeGreaterThanOrEqual(5);
    const drafted = await pile.getByTestId('pile-name').inputValue();
    expect(drafted).not.toBe('');
    const shown = await piles.count();

    // A name that is taken is refused, and the pile stays.
    await pile.getByTestId('pile-name').fill('Factures');
    await button.click();
    await pile.getByRole('alert').waitFor();

    await pile.getByTestId('pile-name').fill('Mon nouveau dossier');
    await button.click();
    const moves = await moved(count);
    expect(new Set(moves.map(({ to }) => to))).toEqual(new Set(['Mon nouveau dossier']));
    await waitFor(async () => (await piles.count()) === shown - 1);
    await page.getByTestId('new-folders').getByRole('heading').click();
    await page.keyboard.press('u');
    await moved(0);
    await waitUntilFiled(page);
    await page.keyboard.press('Escape');
    await page.getByTestId('waiting-count').waitFor();
  });

  test('with a model, piles are named by it and say so', async () => {
    await page.getByTestId('place-proposals').click();
    await chooseTiny();
    await dismissAll(page);
    await page.getByTestId('suggest-folders').click();
    await page.getByTestId('pile-by-model').first().waitFor();
    await page.getByTestId('pile').first().locator('button[aria-pressed]').first().click();
    await page.getByTestId('reader').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('new-folders').count()).toBe(1);
  });
});

/** The demo leaves little undecided: what the person does not want where it was proposed has no folder yet. */
async function dismissAll(page: Page): Promise<void> {
  await waitFor(
    async () => {
      const { waiting, deciding, revision } = await askWindow(page, 'status.get', {});
      if (deciding) return false;
      if (waiting === 0) return true;
      await askWindow(page, 'suggestions.dismiss', { selection: { filter: { asOf: revision } } });
      return false;
    },
    { every: 200 },
  );
}
