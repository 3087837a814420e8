import { z } from 'zod';
import { importCounts, type ImportCounts } from '../../../../contract/imports.ts';
import { accountId, type AccountId } from '../../../../contract/ids.ts';
import { problem } from '../../../../contract/problem.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

const importFile = z.object({
  path: z.string(),
  folder: z.string(),
  size: z.number(),
  mtime: z.number(),
  /** Bytes of it that are done with. */
  read: z.number(),
});
export type ImportFile = z.infer<typeof importFile>;

const importRow = z.object({
  id: z.number(),
  source: z.string(),
  name: z.string(),
  accountId: accountId.nullable(),
  folder: z.string(),
  files: z.preprocess(parsed, z.array(importFile)),
  counts: z.preprocess(parsed, importCounts),
  state: z.enum(['running', 'done', 'failed']),
  problem: z.preprocess(parsed, problem.nullable()),
});
/** An import of mbox files, as far as it is. */
export type ImportRow = z.infer<typeof importRow>;

const NONE: ImportCounts = { mails: 0, known: 0, deleted: 0, cut: 0 };

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** The import that is under way or was last; null when there is none to speak of. */
export function findImport(db: ReadableDb): ImportRow | null {
  const sql = `SELECT id, source, name, account_id AS accountId, folder, files, counts, state, problem FROM imports
    ORDER BY id DESC LIMIT 1`;
  const row = statement<[]>(db, sql).get();
  return row === undefined ? null : importRow.parse(row);
}

/** Begins an import in the place of earlier ones. */
export function insertImport(
  db: WritableDb,
  made: {
    readonly source: string;
    readonly name: string;
    readonly accountId: AccountId | null;
    readonly folder: string;
    readonly files: readonly ImportFile[];
    readonly at: number;
  },
): ImportRow {
  deleteImports(db);
  const { source, name, folder, files, at } = made;
  const sql = `INSERT INTO imports (source, name, account_id, folder, files, counts, state, at)
    VALUES (?, ?, ?, ?, ?, ?, 'running', ?)`;
  statement<[string, string, number | null, string, string, string, number]>(db, sql).run(
    source,
    name,
    made.accountId,
    folder,
    JSON.stringify(files),
    JSON.stringify(NONE),
    at,
  );
  const row = findImport(db);
  if (row === null) throw new Error('the import that was just written is not there');
  return row;
}

/** Writes how far an import is. */
export function saveImport(db: WritableDb, row: ImportRow): void {
  const sql = 'UPDATE imports SET account_id = ?, files = ?, counts = ?, state = ?, problem = ? WHERE id = ?';
  statement<[number | null, string, string, string, string | null, number]>(db, sql).run(
    row.accountId,
    JSON.stringify(row.files),
    JSON.stringify(row.counts),
    row.state,
    row.problem && JSON.stringify(row.problem),
    row.id,
  );
}

/** Forgets all imports; what they brought stays. */
export function deleteImports(db: WritableDb): void {
  statement<[]>(db, 'DELETE FROM imports').run();
}
