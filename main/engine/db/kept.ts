import type { ReadableDb } from './handles.ts';
import { statement } from './handles.ts';

interface Kept {
  readonly changes: unknown;
  readonly value: unknown;
}
const kept = new WeakMap<ReadableDb, Map<string, Kept>>();

/** What `count` gave the last time, as long as nothing has been written over this connection since. `name` is unique to the question. */
export function keptWhileUnchanged<T>(db: ReadableDb, name: string, count: () => T): T {
  let answers = kept.get(db);
  if (!answers) kept.set(db, (answers = new Map<string, Kept>()));
  const changes = statement<[]>(db, 'SELECT total_changes()').pluck().get();
  const known = answers.get(name);
  if (known !== undefined && known.changes === changes) return known.value as T;
  const value = count();
  answers.set(name, { changes, value });
  return value;
}
