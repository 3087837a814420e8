import type { Migration } from './index.ts';

/** The first schema: accounts and mail, what was decided, what was done, what is still to do. */
export const start: Migration = {
  version: 10,
  name: 'start',
  sql: `
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('imap', 'maildir')),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  settings TEXT NOT NULL,             -- JSON: ImapSettings, or {path}
  demo INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  last_sync_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE mailboxes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  path TEXT NOT NULL,                 -- as the source spells it
  delimiter TEXT NOT NULL DEFAULT '/',
  role TEXT NOT NULL,
  uidvalidity INTEGER,                -- null until first opened
  uidnext INTEGER,
  highestmodseq TEXT,                 -- 63 bits: kept as text
  window_days INTEGER,                -- last window that is complete; 0 means everything
  gone INTEGER NOT NULL DEFAULT 0,    -- deleted on the server; kept for the receipts that name it
  UNIQUE (account_id, path)
) STRICT;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  identity TEXT NOT NULL,             -- see mime/identity.ts: same mail in several mailboxes, one row
  message_id TEXT,                    -- the header field, without angle brackets
  thread_id TEXT NOT NULL,            -- identity of the oldest known mail of the thread
  date INTEGER NOT NULL,
  size INTEGER NOT NULL,
  from_name TEXT NOT NULL,
  from_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  preview TEXT NOT NULL,
  list_id TEXT,
  has_attachments INTEGER NOT NULL DEFAULT 0,
  features TEXT NOT NULL,             -- JSON: MailFeatures without body
  features_version INTEGER NOT NULL,
  unreadable TEXT,                    -- why it could not be parsed
  learned_mailbox INTEGER,            -- where the classifier has learned that it belongs
  UNIQUE (account_id, identity)
) STRICT;
CREATE INDEX messages_by_thread ON messages (account_id, thread_id);
CREATE INDEX messages_by_message_id ON messages (account_id, message_id);
CREATE INDEX messages_by_date ON messages (account_id, date);

CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  uidvalidity INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  flags TEXT NOT NULL DEFAULT '',     -- space separated, sorted
  seen INTEGER NOT NULL DEFAULT 0,
  flagged INTEGER NOT NULL DEFAULT 0,
  date INTEGER NOT NULL,              -- of the message: lists are ordered by it
  moving INTEGER NOT NULL DEFAULT 0,  -- 1 while a job is to take it away: hidden from lists
  UNIQUE (mailbox_id, uidvalidity, uid)
) STRICT;
CREATE INDEX places_by_message ON places (message_id);
CREATE INDEX places_by_date ON places (mailbox_id, moving, date DESC);

CREATE TABLE bodies (
  message_id INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  text BLOB NOT NULL                  -- UTF-8, deflated when long: see repositories/bodies.ts
) STRICT;

CREATE TABLE attachments (
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  position INTEGER NOT NULL,
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;

-- Contentless: the text lives in bodies once. rowid is messages.id. A prefix index for two letters: longer ones are found as
-- fast without one (2 ms in 100,000 mails), and it would cost a third more to write.
CREATE VIRTUAL TABLE message_index USING fts5(
  sender, subject, body, attachments,
  content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2'
);

CREATE TABLE proposals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  from_mailbox INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  target_mailbox INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  probability REAL NOT NULL,
  stage TEXT NOT NULL,
  evidence TEXT NOT NULL,             -- JSON: Evidence[]
  alternatives TEXT NOT NULL,         -- JSON
  group_key TEXT NOT NULL,
  cause TEXT NOT NULL,                -- JSON: Cause
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'dismissed', 'withdrawn')),
  revision INTEGER NOT NULL,
  date INTEGER NOT NULL,              -- of the message
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_pending_proposal ON proposals (message_id) WHERE state = 'pending';
CREATE INDEX proposals_by_group ON proposals (state, account_id, target_mailbox, group_key);
CREATE INDEX proposals_by_message ON proposals (message_id);

-- What the person decided: the log the classifier learns from, and the list of what is never proposed again.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('approved', 'corrected', 'dismissed', 'moved', 'moved-by-person', 'moved-back')),
  proposed_mailbox INTEGER,
  mailbox_id INTEGER,                 -- where it belongs in the person's view; null: not in proposed_mailbox
  stage TEXT,
  probability REAL,
  proposal_id INTEGER,
  undone INTEGER NOT NULL DEFAULT 0,  -- the person took it back: it teaches nothing
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_proposal ON decisions (proposal_id);
CREATE INDEX decisions_by_message ON decisions (message_id);
CREATE INDEX decisions_by_time ON decisions (account_id, at);

CREATE TABLE batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('approve', 'move', 'undo', 'redo', 'dismiss')),
  actor TEXT NOT NULL CHECK (actor IN ('person', 'trust')),
  reverses INTEGER REFERENCES batches ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  from_mailbox INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  to_mailbox INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
  from_uidvalidity INTEGER,
  from_uid INTEGER,
  to_uidvalidity INTEGER,
  to_uid INTEGER,
  proposal_id INTEGER,
  stage TEXT,
  probability REAL,
  evidence TEXT NOT NULL DEFAULT '[]',
  reverses INTEGER,                   -- the receipt that this one takes back
  job_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'undone')),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX receipts_by_batch ON receipts (batch_id, id);
CREATE INDEX receipts_by_job ON receipts (job_id);
CREATE INDEX receipts_by_message ON receipts (message_id);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER REFERENCES accounts ON DELETE CASCADE,
  batch_id INTEGER REFERENCES batches ON DELETE CASCADE,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,              -- JSON, parsed by the handler
  priority INTEGER NOT NULL,          -- 0 interactive, 1 recent, 2 backlog
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'blocked', 'done', 'dead', 'discarded')),
  run_after INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  problem TEXT,                       -- JSON: Problem
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX jobs_to_run ON jobs (state, priority, run_after);

CREATE TABLE learned_state (
  account_id INTEGER PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  version INTEGER NOT NULL,
  learned INTEGER NOT NULL,           -- mails learned so far
  model BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

-- What left this computer: every host contacted and why.
CREATE TABLE egress (
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  connections INTEGER NOT NULL,
  PRIMARY KEY (host, port, purpose)
) STRICT, WITHOUT ROWID;
`,
};
