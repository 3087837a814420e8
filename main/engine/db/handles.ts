import type Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A database that may be read. Repositories that only read take this. */
export type ReadableDb = Database.Database & { readonly [readable]: true };

/** A database that may be written. Only the engine's composition root hands one out. */
export type WritableDb = ReadableDb & { readonly [writable]: true };

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Prepares a statement once per database. `Row` is what the caller parses or trusts from its own STRICT table. */
export function statement<Params extends unknown[] | object, Row = unknown>(
  db: ReadableDb,
  sql: string,
): Database.Statement<Params extends unknown[] ? Params : [Params], Row> {
  let statements = prepared.get(db);
  if (!statements) {
    statements = new Map<string, Database.Statement>();
    prepared.set(db, statements);
  }
  let found = statements.get(sql);
  if (!found) statements.set(sql, (found = db.prepare(sql)));
  return found as Database.Statement<Params extends unknown[] ? Params : [Params], Row>;
}

/** Runs `work` in one IMMEDIATE transaction (nested calls become savepoints); an exception rolls it back. */
export function transaction<T>(db: WritableDb, work: () => T): T {
  return db.transaction(work).immediate();
}
