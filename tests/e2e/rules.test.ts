import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProposalRow } from '../../contract/suggestions.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

const NAME = 'Mine first';
const FOLDER = 'Amis';

describe.each(shells)('the rules, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let dataDir: string;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    dataDir = join(folder.path, 'data');
    app = await startApp({
      shell,
      display: screen.display,
      dataDir,
      args: ['--demo'],
      language: 'fr',
    });
    await waitUntilDecided(app.page);
    await app.page.getByTestId('place-rules').click();
    await app.page.getByTestId('rule-form').waitFor();
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  const rows = (page: Page) => page.getByTestId('rule-row');
  const yaml = (page: Page) => page.getByTestId('yaml-editor').locator('.cm-content');
  const keptRules = () => readFileSync(join(dataDir, 'rules.yaml'), 'utf8');

  /** The sender with most mails that no conversation binds to a folder: that would go before every rule. */
  async function senderToAskFor(page: Page): Promise<{ word: string; mails: ProposalRow[] }> {
    const { rows: all } = await askWindow(page, 'suggestions.list', { limit: 500 });
    const free = all.filter(({ evidence }) => evidence.every(({ kind }) => kind !== 'thread'));
    const addresses = Map.groupBy(free, ({ sender }) => sender.address);
    const [found] = [...addresses].toSorted(([, a], [, b]) => b.length - a.length);
    if (found === undefined) throw new Error('nothing is proposed');
    return { word: found[0], mails: found[1] };
  }

  test('has nothing that keeps somebody out', async () => {
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('a rule made with the form stands in the text, is tried on the mail, and decides once it is saved', async () => {
    const { page } = app;
    const { word, mails } = await senderToAskFor(page);
    const before = await rows(page).count();
    await page.getByTestId('rule-add').click();
    await page.getByTestId('rule-name').fill(NAME);
    await page.getByTestId('condition-words').fill(word);
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('rules-save').isDisabled()).toBe(true);
    await page.getByTestId('rule-move').fill(FOLDER);
    await page.keyboard.press('Enter');
    await waitFor(async () => (await yaml(page).innerText()).includes(`- name: ${NAME}`));
    expect(await yaml(page).innerText()).toContain(`move: ${FOLDER}`);
    expect(await rows(page).count()).toBe(before + 1);

    await waitFor(async () => {
      const said = await page.getByTestId('trial-words').innerText();
      return Number(/\d+/.exec(said)?.[0] ?? 0) >= mails.length;
    });
    await page.getByTestId('trial-show').click();
    await page.getByTestId('trial-mail').first().click();
    await page.getByTestId('reader').getByRole('button', { name: 'Retour' }).click();
    await page.getByTestId('trial-show').click();

    await page.getByTestId('rules-save').click();
    await waitFor(() => keptRules().includes(NAME));
    await waitFor(async () => {
      const { rows: now } = await askWindow(page, 'suggestions.list', { limit: 500 });
      const mine = now.filter(({ messageId }) => mails.some((mail) => mail.messageId === messageId));
      return (
        mine.length === mails.length &&
        mine.every(({ evidence }) => evidence.some((fact) => fact.kind === 'rule' && fact.rule === NAME))
      );
    });
  });

  test('goes first when it is moved up by keys', async () => {
    const { page } = app;
    const last = (await rows(page).count()) - 1;
    await rows(page).nth(last).click();
    for (let step = last; step > 0; step -= 1) {
      await page.keyboard.press('Alt+ArrowUp');
      await waitFor(async () =>
        (
          await rows(page)
            .nth(step - 1)
            .innerText()
        ).includes(NAME),
      );
    }
    expect(await page.getByTestId('rules-state').innerText()).toBe('Pas encore enregistré');
    await page.getByTestId('rules-discard').click();
    await waitFor(async () => (await rows(page).nth(last).innerText()).includes(NAME));
  });

  test('what is wrong with the text is told with its place, in French, and nothing of it is lost', async () => {
    const { page } = app;
    const kept = keptRules();
    await yaml(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('- nam: [x');
    const problem = page.getByTestId('rule-problem').first();
    await problem.waitFor();
    const lines = kept.split('\n').length;
    await waitFor(async () => /^Ligne \d+, colonne \d+/.test(await problem.innerText()));
    const [, line] = /^Ligne (\d+)/.exec(await problem.innerText()) ?? [];
    expect(Math.abs(Number(line) - lines)).toBeLessThanOrEqual(1);
    expect(await page.getByTestId('rules-save').isDisabled()).toBe(true);
    expect(await rows(page).count()).toBeGreaterThan(1);
    expect(await seriousProblems(app)).toEqual([]);
    // Leaving the screen loses nothing either.
    await page.getByTestId('place-activity').click();
    await page.getByTestId('place-rules').click();
    await page.getByTestId('rules-state').waitFor();
    await waitFor(async () => (await problem.innerText()).startsWith('Ligne'));
    await yaml(page).click();
    await page.keyboard.press('Control+End');
    await waitFor(async () => (await yaml(page).innerText()).includes('- nam: [x'));
    expect(keptRules()).toBe(kept);
    await page.getByTestId('rules-discard').click();
    await problem.waitFor({ state: 'detached' });
  });

  test('an offer is taken with one click, and is kept at once', async () => {
    const { page } = app;
    const offer = page.getByTestId('rule-offer').first();
    const words = await offer.innerText();
    expect(words).toMatch(/Vous avez classé \d+ messages sur \d+/);
    const before = await rows(page).count();
    const kept = keptRules();
    await offer.getByTestId('offer-accept').click();
    await waitFor(async () => (await rows(page).count()) === before + 1);
    await waitFor(() => keptRules().length > kept.length);
    expect(await page.getByTestId('rules-state').innerText()).toBe('Enregistré');
    const next = page.getByTestId('rule-offer').first();
    const refused = await next.innerText();
    await next.getByTestId('offer-refuse').click();
    await waitFor(async () => (await next.innerText()) !== refused);
    expect(await rows(page).count()).toBe(before + 1);
  });

  test('filters of Thunderbird are looked at, then added; all of them leave as Sieve', async () => {
    const { page } = app;
    const before = await rows(page).count();
    await page.getByTestId('rules-import-file').setInputFiles({
      name: 'msgFilterRules.dat',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(
        [
          'version="9"',
          'name="Trains"',
          'enabled="yes"',
          'type="17"',
          'action="Move to folder"',
          'actionValue="imap://moi@mail.example/Voyages"',
          'condition="OR (from,contains,sncf)"',
          'name="Transferts"',
          'enabled="yes"',
          'type="17"',
          'action="Forward"',
          'actionValue="autre@example.org"',
          'condition="AND (from,contains,chef)"',
        ].join('\n'),
      ),
    });
    const sheet = page.getByTestId('exchange-sheet');
    await sheet.waitFor();
    expect(await sheet.innerText()).toContain('Une règle lue dans msgFilterRules.dat');
    expect(await page.getByTestId('exchange-note').first().innerText()).toContain('Transferts');
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByTestId('exchange-add').click();
    await waitFor(async () => (await rows(page).count()) === before + 1);
    await page.getByTestId('rules-menu').click();
    await page.getByTestId('rules-export').click();
    await page.getByTestId('exchange-save').click();
    const said = await page.getByTestId('notice-saved').innerText();
    const [path] = /\/\S*casier[^/]*\.sieve/.exec(said) ?? [];
    expect(path).toBeDefined();
    expect(readFileSync(path!, 'utf8')).toContain('fileinto');
    rmSync(path!);
    await page.getByTestId('rules-discard').click();
    await waitFor(async () => (await rows(page).count()) === before);
  });

  test('what was removed can be had back', async () => {
    const { page } = app;
    const before = await rows(page).count();
    const last = rows(page).nth(before - 1);
    const words = await last.innerText();
    await last.click();
    await page.keyboard.press('Delete');
    await waitFor(async () => (await rows(page).count()) === before - 1);
    await page.getByTestId('rule-removed').getByRole('button').click();
    await waitFor(async () => (await rows(page).count()) === before);
    await waitFor(
      async () =>
        (await rows(page)
          .nth(before - 1)
          .innerText()) === words,
    );
  });
});
