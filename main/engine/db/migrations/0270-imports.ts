import type { Migration } from './index.ts';

/** Mail that is being brought in from mbox files: where it goes on after a restart. */
export const imports: Migration = {
  version: 270,
  name: 'imports',
  sql: `
CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,               -- path of the file or folder that was chosen
  name TEXT NOT NULL,                 -- of the account to be made
  account_id INTEGER,                 -- of the account that mails are added to; null: one is made at the end
  folder TEXT NOT NULL,               -- within the data folder
  files TEXT NOT NULL,                -- JSON: ImportFile[], with how far each was read
  counts TEXT NOT NULL,               -- JSON: ImportCounts
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  problem TEXT,                       -- JSON: Problem
  at INTEGER NOT NULL
) STRICT;
`,
};
