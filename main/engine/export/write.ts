import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Exported } from '../../../contract/leaving.ts';
import type { ReadableDb } from '../db/handles.ts';
import { schemaVersion } from '../db/open.ts';
import { countExported, exportTables, pageExported, type ExportTable } from '../db/repositories/exporting.ts';
import { readSettings } from '../db/repositories/settings.ts';
import { csvLine } from './csv.ts';

/** Rows read at a time: a few milliseconds. */
const PAGE = 200;
/** Settings that say nothing of what the person wants. */
const INNER = new Set(['proposals.revision']);

export interface ExportTask {
  readonly db: ReadableDb;
  /** The rules in force, as text. */
  readonly rules: string;
  readonly version: string;
  /** The folder below which the new one is made. */
  readonly folder: string;
  readonly at: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Writes everything into a new folder, a page of a table at a time, so that the engine does other things in between; what
 * changes meanwhile is in it or not. Written under another name and renamed when it is whole: cut off, nothing is left but
 * a folder that ends in `.part`, which the next one takes away.
 */
export async function writeExport(task: ExportTask): Promise<Exported> {
  const { db, version, at, signal } = task;
  const path = freeName(task.folder, at);
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  try {
    const total = exportTables.reduce((sum, table) => sum + countExported(db, table), 0);
    const files: { name: string; rows: number | null; bytes: number }[] = [];
    let done = 0;
    for (const table of exportTables) {
      const name = `${table.name}.csv`;
      const before = done;
      await writeTable(db, table, join(part, name), signal, (rows) => {
        done += rows;
        task.onProgress(done, Math.max(total, done));
      });
      files.push({ name, rows: done - before, bytes: (await stat(join(part, name))).size });
    }
    const settings = `${JSON.stringify(settingsOf(db), null, 2)}\n`;
    for (const [name, text] of [
      ['settings.json', settings],
      ['rules.yaml', task.rules],
    ] as const) {
      await writeFile(join(part, name), text, { mode: 0o600 });
      files.push({ name, rows: null, bytes: Buffer.byteLength(text) });
    }
    const about = {
      program: 'Casier',
      version,
      schema: schemaVersion(db),
      at: new Date(at).toISOString(),
      files,
    };
    await writeFile(join(part, 'about.json'), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 });
    signal.throwIfAborted();
    await rename(part, path);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { path, files: files.length + 1, rows: done, bytes };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function writeTable(
  db: ReadableDb,
  table: ExportTable,
  path: string,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.write(csvLine(Object.keys(table.columns)));
    let after: number | string | null = table.first;
    while (after !== null) {
      signal.throwIfAborted();
      const { rows, last } = pageExported(db, table, { after, limit: PAGE });
      if (rows.length > 0) await file.write(rows.map(csvLine).join(''));
      onRows(rows.length);
      after = rows.length < PAGE ? null : last;
      await nextTurn();
    }
  } finally {
    await file.close();
  }
}

function settingsOf(db: ReadableDb): Record<string, unknown> {
  return Object.fromEntries(Object.entries(readSettings(db)).filter(([name]) => !INNER.has(name)));
}

/** By the day; with a number when there is one already. */
function freeName(folder: string, at: number): string {
  const day = new Date(at).toISOString().slice(0, 10);
  for (let number = 1; ; number += 1) {
    const path = join(folder, `casier-export-${day}${number === 1 ? '' : `-${number}`}`);
    if (!existsSync(path)) return path;
  }
}
