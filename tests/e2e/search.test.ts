import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { mailsOnDisk, movesBetween, type Whereabouts } from './support/whereabouts.ts';
import { askWindow, waitUntilDecided, waitUntilFiled } from './support/window.ts';

/** Types as a person does, and waits until what is on screen answers it. */
async function search(page: Page, query: string): Promise<void> {
  const field = page.getByTestId('search-input');
  await field.fill('');
  await field.pressSequentially(query);
  await answered(page, query);
}

async function answered(page: Page, query: string): Promise<void> {
  const results = page.getByTestId('search-results');
  await waitFor(async () => (await results.getAttribute('data-answered'))?.trim() === query.trim());
}

const total = async (page: Page, query: string): Promise<number> =>
  (await askWindow(page, 'messages.search', { query })).total;

describe.each(shells)('search, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let maildir: string;
  let before: Whereabouts;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
    });
    maildir = (await waitUntilDecided(app.page)).location;
    before = mailsOnDisk(maildir);
  });
  beforeEach(async () => {
    await waitUntilDecided(app.page);
    await app.page.getByTestId('place-search').click();
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('finds as one types and marks what was found in sender, subject and text', async () => {
    const { page } = app;
    await search(page, 'factu');
    const found = await total(page, 'factu');
    expect(found).toBeGreaterThan(3);
    await waitFor(async () => (await page.getByRole('grid').getAttribute('aria-rowcount')) === String(found));
    const marks = page.getByTestId('mail-row').locator('mark');
    await marks.first().waitFor();
    for (const text of await marks.allInnerTexts()) expect(text.toLowerCase()).toMatch(/^factu/);
    // Every row lets one see why it was found, be it by the text around a word deep in the mail.
    await waitFor(async () => {
      const rows = page.getByTestId('mail-row');
      expect(await rows.filter({ has: page.locator('mark') }).count()).toBe(await rows.count());
      return true;
    });
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('understands operators of both languages, and offers them', async () => {
    const { page } = app;
    const unread = await total(page, 'is:unread in:inbox');
    expect(unread).toBeGreaterThan(0);
    expect(await total(page, 'est:non-lu dans:inbox')).toBe(unread);
    const mailboxes = await askWindow(page, 'mailboxes.list', {});
    expect(unread).toBe(mailboxes.find(({ role }) => role === 'inbox')?.unread);

    const field = page.getByTestId('search-input');
    await field.fill('');
    await field.pressSequentially('is:unr');
    const offered = page.getByTestId('search-suggestions').getByRole('option');
    await waitFor(async () => /^is:unread/.test((await offered.first().innerText()).trim()));
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await field.press('ArrowDown');
    await waitFor(async () => (await field.getAttribute('aria-activedescendant')) !== null);
    await field.press('Enter');
    await waitFor(async () => (await field.inputValue()) === 'is:unread ');
    await answered(page, 'is:unread');
    await field.pressSequentially('in');
    await waitFor(async () => /^in:/.test((await offered.first().innerText()).trim()));
    await field.press('Tab');
    await waitFor(async () => (await field.inputValue()) === 'is:unread in:');
    expect(await seriousProblems(app)).toEqual([]);
    await field.press('Escape');
    await page.getByTestId('search-suggestions').waitFor({ state: 'hidden' });
  });

  test('says what it does not understand, and what to leave out when nothing is found', async () => {
    const { page } = app;
    await search(page, 'colour:red facture');
    await page.getByTestId('search-hints').filter({ hasText: 'colour:' }).waitFor();
    const nowhere = 'facture in:Junk subject:facture';
    const elsewhere = await total(page, 'facture subject:facture');
    await search(page, nowhere);
    expect(await total(page, nowhere)).toBe(0);
    expect(elsewhere).toBeGreaterThan(0);
    await page.getByTestId('search-looser').first().click();
    await answered(page, 'facture subject:facture');
    await waitFor(async () => (await page.getByTestId('mail-row').count()) > 0);
  });

  test('acts on all that was found, and takes it back with one key', async () => {
    const { page } = app;
    const query = 'in:inbox is:unread';
    const found = await total(page, query);
    expect(found).toBeGreaterThan(20);
    await search(page, query);
    await page.getByTestId('search-input').press('Escape');
    await page.getByTestId('search-input').press('Escape');
    await page.getByTestId('pick-everything').click();
    await page.getByTestId('mark-archive').click();
    const moves = await waitFor(() => {
      const now = movesBetween(before, mailsOnDisk(maildir));
      expect(now).toHaveLength(found);
      return now;
    });
    expect(new Set(moves.map(({ to }) => to)).size).toBe(1);
    await waitFor(async () => (await total(page, query)) === 0);
    await page.getByTestId('mail-row').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('u');
    await waitFor(() => {
      expect(movesBetween(before, mailsOnDisk(maildir))).toEqual([]);
      return true;
    });
    await waitUntilFiled(page);
  });

  test('approves those of the found mails that have a proposal, where each was proposed to go', async () => {
    const { page } = app;
    const query = 'is:proposed facture';
    await search(page, query);
    const { rows, total: found } = await askWindow(page, 'messages.search', { query });
    expect(found).toBeGreaterThan(1);
    const opened = await Promise.all(rows.map(({ id }) => askWindow(page, 'messages.open', { id })));
    expect(opened.every(({ proposal }) => proposal !== null)).toBe(true);
    await page.getByTestId('search-input').press('Escape');
    await page.getByTestId('search-input').press('Escape');
    await page.getByTestId('pick-everything').click();
    await page.keyboard.press('e');
    const moves = await waitFor(() => {
      const now = movesBetween(before, mailsOnDisk(maildir));
      expect(now).toHaveLength(found);
      return now;
    });
    expect(moves.every(({ from }) => from === 'INBOX')).toBe(true);
    await page.keyboard.press('u');
    await waitFor(() => {
      expect(movesBetween(before, mailsOnDisk(maildir))).toEqual([]);
      return true;
    });
    await waitUntilFiled(page);
  });
});
