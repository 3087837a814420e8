import type { Migration } from './index.ts';

/** Evidence that the person called wrong. */
export const doubts: Migration = {
  version: 140,
  name: 'doubts',
  sql: `
CREATE TABLE doubts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  evidence TEXT NOT NULL,             -- JSON: Evidence, as it was shown
  keys TEXT NOT NULL,                 -- JSON: DoubtKey[], what must not speak for the mailbox
  at INTEGER NOT NULL,
  UNIQUE (mailbox_id, keys)
) STRICT;
CREATE INDEX doubts_by_account ON doubts (account_id);
`,
};
