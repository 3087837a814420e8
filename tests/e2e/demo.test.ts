import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import {
  mailsOnDisk,
  movesBetween,
  starredOnDisk,
  type Move,
  type Whereabouts,
} from './support/whereabouts.ts';
import { countIn, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

describe.each(shells)('the demo mailbox, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let maildir: string;
  let before: Whereabouts;
  const folder = temporaryFolder();
  const start = (args: string[] = []): Promise<RunningApp> =>
    startApp({ shell, display: screen.display, dataDir: join(folder.path, 'data'), args });

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await start(['--demo']);
    const account = await waitUntilDecided(app.page);
    maildir = account.location;
    before = mailsOnDisk(maildir);
  });
  // What was undone in one test is decided anew before the next counts anything.
  beforeEach(() => waitUntilDecided(app.page));
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

  test('proposes groups at once', async () => {
    expect(before.size).toBeGreaterThanOrEqual(600);
    await waitFor(async () => (await groupRows(app.page).count()) > 3);
    expect(await app.page.getByTestId('waiting-count').innerText()).toMatch(/\d/);
  });

  test('one mail approved is one file moved; undone, it is back', async () => {
    const { page } = app;
    await groupRows(page).first().click();
    const row = page.getByTestId('mail-row').first();
    await row.hover();
    await row.getByTestId('approve-mail').click();
    const [move] = await moved(1);
    expect(move?.from).toBe('INBOX');
    expect(move?.to).toMatch(/./);
    await page.getByTestId('undo-last').click();
    await moved(0);
    await waitUntilFiled(page);
  });

  test('a whole group is approved with one click and undone with one key', async () => {
    const { page } = app;
    const row = groupRows(page).first();
    const count = await countIn(row);
    expect(count).toBeGreaterThan(1);
    await row.getByTestId('approve-group').click();
    const moves = await moved(count);
    expect(new Set(moves.map(({ to }) => to)).size).toBe(1);
    expect(moves.every(({ from }) => from === 'INBOX')).toBe(true);
    await page.keyboard.press('u');
    await moved(0);
    await waitUntilFiled(page);
  });

  test('a mail is starred and put away by keys, and keeps its star when that is undone', async () => {
    const { page } = app;
    await page.getByTestId('place-mailbox-inbox').click();
    await page.getByTestId('mail-row').first().waitFor();
    const starsBefore = starredOnDisk(maildir);
    // The first without a star, wherever it stands in the list.
    const rows = page.getByTestId('mail-row');
    let at = 0;
    while ((await rows.nth(at).getByTestId('star').count()) > 0) at += 1;
    for (let step = 0; step <= at; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('s');
    const starred = await waitFor(() => {
      const now = [...starredOnDisk(maildir)].filter((mail) => !starsBefore.has(mail));
      expect(now).toHaveLength(1);
      return now[0];
    });
    await page.keyboard.press('Delete');
    const [move] = await moved(1);
    expect(move?.mail).toBe(starred);
    await page.keyboard.press('u');
    await moved(0);
    expect(starredOnDisk(maildir)).toContain(starred);
    await page.keyboard.press('u');
    await waitFor(() => {
      expect(starredOnDisk(maildir)).toEqual(starsBefore);
      return true;
    });
    await waitUntilFiled(page);
    await page.getByTestId('place-proposals').click();
  });

  test('what was done stands in the activity, and is undone from there after a restart', async () => {
    const row = groupRows(app.page).first();
    const count = await countIn(row);
    await row.getByTestId('approve-group').click();
    await moved(count);
    await app.stop();
    app = await start();
    await app.page.getByTestId('place-activity').click();
    await app.page.getByTestId('batch-row').first().click();
    await app.page.getByTestId('undo-batch').click();
    await moved(0);
  });
});
