import { z } from 'zod';
import { statement, type ReadableDb } from '../handles.ts';

/** What SQLite says of its own file, and how much is in it. `integrity` is `ok` for a healthy one. */
export function inspectDatabase(db: ReadableDb): {
  integrity: string;
  sqlite: string;
  schemaVersion: number;
  messages: number;
} {
  const text = (value: unknown) => z.coerce.string().parse(value);
  return {
    integrity: text(db.pragma('quick_check(1)', { simple: true })),
    sqlite: text(statement<[]>(db, 'SELECT sqlite_version()').pluck().get()),
    schemaVersion: z.number().parse(db.pragma('user_version', { simple: true })),
    messages: z.number().parse(statement<[]>(db, 'SELECT count(*) FROM messages').pluck().get()),
  };
}
