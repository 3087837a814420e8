import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

/** All settings that were ever set, as parsed JSON by name. The caller checks their types. */
export function readSettings(db: ReadableDb): Record<string, unknown> {
  const rows = statement<[], { name: string; value: string }>(db, 'SELECT name, value FROM settings').all();
  return Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
}

export function writeSetting(db: WritableDb, name: string, value: unknown): void {
  statement<[string, string]>(
    db,
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value));
}
