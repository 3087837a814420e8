import type { Migration } from './index.ts';

/** What the person allows an account, and whether they stopped its first sync. */
export const limits: Migration = {
  version: 60,
  name: 'limits',
  sql: `
ALTER TABLE accounts ADD COLUMN limits TEXT;                          -- JSON: AccountLimits; null: the usual ones
ALTER TABLE accounts ADD COLUMN import_stopped INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_unreadable ON messages (account_id) WHERE unreadable IS NOT NULL;
`,
};
