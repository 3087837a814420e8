import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { lockFolder } from '../../../../main/engine/platform/folder-lock.ts';
import { enginePid } from '../processes.ts';
import { askWindow } from '../window.ts';
import type { Scene } from './scene.ts';

const PAGE = 4096;
/** No Casier will ever be so new. */
const FUTURE = 99_990;

/** Waits until the window is nothing but this. */
async function showsFault(page: Page, fault: string): Promise<void> {
  await page.locator(`[data-testid="engine-fault"][data-fault="${fault}"]`).waitFor();
}

async function inDatabase<T>(page: Page, use: (db: Database.Database, path: string) => T): Promise<T> {
  const { dataDir } = await askWindow(page, 'app.info', {});
  const path = join(dataDir, 'casier.db');
  const db = new Database(path);
  try {
    return use(db, path);
  } finally {
    db.close();
  }
}

/** Asks for the engine again; what comes of that is on the screen. */
async function startAgain(page: Page): Promise<void> {
  await page.evaluate(`casier.invoke('app.startEngine', { rebuild: false })`);
}

/** The engine cannot work. After these nothing else can be looked at: they come last, in this order. */
export const faultScenes = {
  'fault-newer': {
    once: true,
    async open({ page, program }) {
      const version = await inDatabase(page, (db) => {
        const before = Number(db.pragma('user_version', { simple: true }));
        db.pragma(`user_version = ${FUTURE}`);
        return before;
      });
      process.kill(enginePid(program), 'SIGKILL');
      await showsFault(page, 'database-newer');
      await inDatabase(page, (db) => db.pragma(`user_version = ${version}`));
    },
  },
  'fault-in-use': {
    once: true,
    async open({ page }) {
      const { dataDir } = await askWindow(page, 'app.info', {});
      const release = lockFolder(dataDir);
      await startAgain(page);
      await showsFault(page, 'in-use');
      release();
    },
  },
  'fault-damaged': {
    once: true,
    async open({ page }) {
      await inDatabase(page, (db, path) => {
        const sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'places'";
        const first = Number(db.prepare(sql).pluck().get());
        // What is still in the log would be read in place of the page.
        db.pragma('wal_checkpoint(TRUNCATE)');
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (first - 1) * PAGE);
        closeSync(file);
      });
      await startAgain(page);
      await showsFault(page, 'database-corrupt');
    },
  },
} as const satisfies Record<string, Scene>;
