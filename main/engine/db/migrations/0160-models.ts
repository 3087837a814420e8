import type { Migration } from './index.ts';

/** Models that were downloaded, are being downloaded, or were named by their path. */
export const models: Migration = {
  version: 160,
  name: 'models',
  sql: `
CREATE TABLE models (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('catalogue', 'url', 'file')),
  source TEXT,                        -- the URL or path of what is no entry of the catalogue
  state TEXT NOT NULL CHECK (state IN ('downloading', 'paused', 'failed', 'ready')),
  problem TEXT,                       -- JSON: Problem, of what failed
  total INTEGER,                      -- bytes, once a server has told
  sha256 TEXT,                        -- as the server told it
  validator TEXT,                     -- entity tag of what was received (RFC 9110, 13.1.5)
  checked TEXT NOT NULL DEFAULT 'none' CHECK (checked IN ('catalogue', 'server', 'none')),
  about TEXT,                         -- JSON: what the file's header tells
  ms_per_mail REAL,                   -- measured on this computer
  measured_at INTEGER,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
