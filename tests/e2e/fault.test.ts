import { closeSync, existsSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow, groupRows, waitUntilDecided } from './support/window.ts';

const PAGE = 4096;

describe.each(shells)('data that cannot be used, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  const folder = temporaryFolder();
  const database = join(folder.path, 'data', 'casier.db');
  const start = (): Promise<RunningApp> =>
    startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
      language: 'fr',
    });

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    app = await start();
    await waitUntilDecided(app.page);
    await app.stop();
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  test('data of a newer version are left alone, and the window says what to do', async () => {
    const version = setVersion(990);
    app = await start();
    const fault = app.page.getByTestId('engine-fault');
    await fault.waitFor();
    expect(await fault.getAttribute('data-fault')).toBe('database-newer');
    expect(await fault.innerText()).toContain('plus récente');
    expect(await fault.getByRole('button').count()).toBe(0);
    await app.stop();
    expect(setVersion(version)).toBe(990);
  });

  test('a damaged database is built anew with one click, and the mail is there again', async () => {
    spoil('message_index_data');
    spoil('places');
    app = await start();
    const { page } = app;
    await page.getByTestId('rebuild').click();
    await page.getByTestId('notice-info').waitFor();
    await waitUntilDecided(page);
    await waitFor(async () => (await groupRows(page).count()) > 3);
    expect((await askWindow(page, 'accounts.list', {})).map(({ status }) => status)).toEqual(['live']);
    const kept = readdirSync(join(folder.path, 'data')).filter((name) => name.startsWith('damaged-'));
    expect(kept).toHaveLength(1);
    expect(existsSync(join(folder.path, 'data', kept[0] ?? '', 'casier.db'))).toBe(true);
  });

  /** Sets the version of the schema and gives the one before. */
  function setVersion(version: number): number {
    const db = new Database(database);
    const before = Number(db.pragma('user_version', { simple: true }));
    db.pragma(`user_version = ${version}`);
    db.close();
    return before;
  }

  /** Fills the first page of a table with noise. */
  function spoil(table: string): void {
    const db = new Database(database);
    const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
    db.close();
    const file = openSync(database, 'r+');
    writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (root - 1) * PAGE);
    closeSync(file);
  }
});
