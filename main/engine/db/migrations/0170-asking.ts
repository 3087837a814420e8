import type { Migration } from './index.ts';

/** What the language model is asked, and what it said. */
export const asking: Migration = {
  version: 170,
  name: 'asking',
  sql: `
CREATE TABLE opinions (
  message_id INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  group_key TEXT NOT NULL,            -- of its cause: one answer may do for all of a group
  date INTEGER NOT NULL,              -- of the message: the newest is asked about first
  state TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'failed')),
  learned TEXT NOT NULL,              -- JSON: what the classifier thought then, [[mailbox, chance], …]
  chances TEXT,                       -- JSON: what the model thinks
  model TEXT,                         -- fingerprint of the model that was asked
  shared INTEGER NOT NULL DEFAULT 0,  -- 1: taken over from others of its group
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX opinions_by_state ON opinions (state, date DESC);
CREATE INDEX opinions_by_group ON opinions (account_id, group_key);

CREATE TABLE folder_notes (
  mailbox_id INTEGER PRIMARY KEY REFERENCES mailboxes ON DELETE CASCADE,
  description TEXT,                   -- what the person says of it; null: nothing
  examples TEXT NOT NULL,             -- JSON: what was seen in it, for the model
  mails INTEGER NOT NULL,             -- how many lay in it then
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE fits (
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  model TEXT NOT NULL,
  state TEXT NOT NULL,                -- JSON: FitState
  PRIMARY KEY (account_id, model)
) STRICT, WITHOUT ROWID;

-- What the model cost, by day of this computer's time zone.
CREATE TABLE asking_days (
  day TEXT PRIMARY KEY,
  calls INTEGER NOT NULL,
  mails INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
