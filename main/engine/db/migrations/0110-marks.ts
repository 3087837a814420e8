import type { Migration } from './index.ts';

/** Rules that mark mail, say what is urgent, and are offered. */
export const marks: Migration = {
  version: 110,
  name: 'marks',
  sql: `
ALTER TABLE proposals ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';  -- JSON: flags and keywords to set on approval
ALTER TABLE receipts ADD COLUMN beside INTEGER;                     -- a change of flags that belongs to this receipt's move
ALTER TABLE messages ADD COLUMN priority TEXT;                      -- what the rules say: high, normal, low; null: nothing
ALTER TABLE messages ADD COLUMN vip INTEGER NOT NULL DEFAULT 0;
CREATE INDEX receipts_beside ON receipts (beside) WHERE beside IS NOT NULL;
CREATE TABLE refused_offers (
  key TEXT PRIMARY KEY,               -- of a rule that was offered and refused: not offered again
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
