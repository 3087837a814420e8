import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { z } from 'zod';

/**
 * What must be known of a database to erase all that belongs to it, without opening it for work: the highest id that an
 * account ever had, and a setting. Null when it cannot be read, for whatever reason: it may be damaged.
 */
export function peekAt(path: string, setting: string): { accounts: number; setting: unknown } | null {
  if (!existsSync(path)) return null;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true });
    const accounts = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'accounts'").pluck().get();
    const value = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(setting);
    return {
      accounts: z.number().catch(0).parse(accounts),
      setting: typeof value === 'string' ? (JSON.parse(value) as unknown) : null,
    };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
