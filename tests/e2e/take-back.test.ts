import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

/** Deciding, deciding later and taking back, by keys alone wherever there is one. */
describe.each(shells)('triage and activity, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
      language: 'en',
    });
    await waitUntilDecided(app.page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  const waiting = async () => (await askWindow(app.page, 'status.get', {})).waiting;
  /** What has the focus, by its test id. */
  const focused = () =>
    app.page.evaluate<string | null>('document.activeElement?.getAttribute("data-testid") ?? null');
  const onCursor = () =>
    app.page.evaluate<boolean>('document.activeElement?.getAttribute("data-cursor") === "true"');
  const newest = async () => (await askWindow(app.page, 'activity.list', { limit: 1 })).batches[0];
  const press = (...keys: string[]) =>
    keys.reduce<Promise<unknown>>(
      (before, key) => before.then(() => app.page.keyboard.press(key)),
      Promise.resolve(),
    );

  test('the focus goes to the next group when one leaves, again and again', async () => {
    const { page } = app;
    const before = await waiting();
    await press('j');
    await waitFor(async () => (await focused()) === 'group-row');
    for (let count = 0; count < 3; count += 1) {
      const left = await waiting();
      await press('e');
      await waitFor(async () => (await waiting()) < left);
      await waitFor(onCursor);
      expect(await focused()).toBe('group-row');
    }
    await press('u', 'u', 'u');
    await waitFor(async () => {
      const { batches } = await askWindow(page, 'activity.list', { limit: 6 });
      return batches.map(({ action }) => action).join() === 'undo,undo,undo,approve,approve,approve';
    });
    expect(before).toBeGreaterThan(0);
    await waitUntilFiled(page);
  });

  test('a decision put off leaves the list and comes back by undo, and by hand', async () => {
    const { page } = app;
    const before = await waiting();
    await press('z');
    await page.getByTestId('snooze-tomorrow').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await press('ArrowDown', 'Enter');
    await page.getByTestId('snoozed').waitFor();
    const left = await waiting();
    expect(left).toBeLessThan(before);
    await waitFor(onCursor);
    await press('u');
    await page.getByTestId('snoozed').waitFor({ state: 'detached' });
    expect(await waiting()).toBe(before);
    await press('z');
    await page.getByTestId('snooze-tomorrow').waitFor();
    await press('1');
    await page.getByTestId('snoozed').click();
    await page.getByTestId('snoozed-row').first().waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByTestId('wake-all').click();
    await waitFor(async () => (await waiting()) === before);
  });

  test('all of a filter is picked, and all of a group, whether it is on screen or not', async () => {
    const { page } = app;
    await page.getByTestId('filter-button').click();
    await page.getByTestId('filter-sure').click();
    const shown = await waitFor(async () => {
      const { groups } = await askWindow(page, 'suggestions.groups', { minProbability: 0.95 });
      const total = groups.reduce((sum, { count }) => sum + count, 0);
      const label = await page.getByTestId('approve-shown').innerText();
      return label.includes(String(total)) && total;
    });
    await groupRows(page).first().click();
    await press('Control+a');
    const approve = page.getByTestId('approve-selection');
    await waitFor(async () => (await approve.innerText()).includes(String(shown)));
    await approve.click();
    await page
      .getByTestId('notice-act')
      .filter({ hasText: String(shown) })
      .waitFor();
    await waitUntilFiled(page);
    expect(await newest()).toMatchObject({ action: 'approve', count: shown });
    await press('u');
    await waitFor(async () => (await newest())?.action === 'undo');
    expect(await newest()).toMatchObject({ count: shown });
    await waitUntilFiled(page);
    await page.getByTestId('filter-button').click();

    await groupRows(page).first().click();
    await page.getByTestId('mail-row').first().waitFor();
    await press('Enter', 'Control+a');
    const bar = page.getByRole('toolbar', { name: texts.selection.actions });
    const count = Number.parseInt(await bar.innerText(), 10);
    expect(count).toBeGreaterThan(1);
    await press('e');
    await waitFor(async () => (await newest())?.action === 'approve');
    expect(await newest()).toMatchObject({ count });
    await press('u');
    await waitFor(async () => (await newest())?.action === 'undo');
    expect(await newest()).toMatchObject({ count });
    await waitUntilFiled(page);
  });

  test('a folder in a folder is made while choosing, by keys', async () => {
    const { page } = app;
    await groupRows(page).first().click();
    await press('m');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('Projets/Été 2027');
    await press('Shift+Enter');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await waitUntilFiled(page);
    await waitFor(onCursor);
    const boxes = await askWindow(page, 'mailboxes.list', {});
    expect(boxes.map(({ path }) => path)).toContain('Projets/Été 2027');
    // Lately used ones come first, and accents do not matter.
    await press('m');
    await page.getByRole('combobox').waitFor();
    expect(await page.getByRole('option').first().innerText()).toContain('Été 2027');
    await page.keyboard.type('ete 20');
    expect(await page.getByRole('option').first().innerText()).toContain('Été 2027');
    await press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await press('u');
    await waitUntilFiled(page);
  });

  test('a day is taken back whole after a question, and done again', async () => {
    const { page } = app;
    const before = await waiting();
    await page.getByTestId('approve-sure').click();
    await waitFor(async () => (await waiting()) < before - 200);
    await waitUntilFiled(page);
    await page.getByTestId('place-activity').click();
    await page.getByTestId('batch-row').first().waitFor();
    await press('j', 'j');
    await waitFor(async () => (await focused()) === 'batch-row');
    await page.getByTestId('day-menu').first().click();
    await page.getByTestId('undo-day').click();
    await page.getByTestId('sure').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await press('Enter');
    await waitFor(async () => (await newest())?.action === 'undo');
    await waitUntilFiled(page);
    const taken = await newest();
    expect(taken?.count).toBeGreaterThan(200);
    const { since, until } = (await askWindow(page, 'activity.days', {}))[0]!;
    expect(await askWindow(page, 'activity.count', { filter: { since, until } })).toMatchObject({ undo: 0 });
    await page.getByTestId('filter-stage').click();
    await page.getByRole('menuitem', { name: texts.filter.stages.learned }).click();
    await page.getByTestId('redo-filtered').click();
    await waitFor(async () => (await newest())?.action === 'redo');
    await page.getByTestId('undo-filtered').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await waitUntilFiled(page);
  });
});
