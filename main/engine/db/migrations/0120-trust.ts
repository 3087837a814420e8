import type { Migration } from './index.ts';

/** Trust: which folders may file by themselves, how sure that is, and what replaying the account's own mail said of them. */
export const trust: Migration = {
  version: 120,
  name: 'trust',
  sql: `
ALTER TABLE decisions ADD COLUMN actor TEXT NOT NULL DEFAULT 'person' CHECK (actor IN ('person', 'trust'));
CREATE INDEX decisions_by_proposed ON decisions (proposed_mailbox, at);
CREATE INDEX batches_of_trust ON batches (at) WHERE actor = 'trust';

-- No row: mail is proposed for the folder, as for any.
CREATE TABLE trust_folders (
  mailbox_id INTEGER PRIMARY KEY REFERENCES mailboxes ON DELETE CASCADE,
  level TEXT NOT NULL CHECK (level IN ('off', 'propose', 'file')),
  promise REAL NOT NULL CHECK (promise > 0 AND promise < 1),
  ceiling INTEGER CHECK (ceiling >= 0), -- mails a day; null: only the account's
  granted_at INTEGER,                 -- since when it files by itself
  granted_after INTEGER,              -- the last message known then: older ones are not its business
  threshold REAL,                     -- in force while it files by itself
  demotion TEXT                       -- JSON: why and when it lost that, see contract/trust.ts
) STRICT;

CREATE TABLE trust_accounts (
  account_id INTEGER PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  ceiling INTEGER CHECK (ceiling >= 0), -- mails a day that all folders together may file by themselves; null: the usual
  replayed_at INTEGER,
  replayed_learned INTEGER            -- mails the classifier knew then
) STRICT;

-- What would have been proposed for mails of the person's folders before they were learned, in time order.
CREATE TABLE trust_replayed (
  message_id INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE, -- the folder proposed
  probability REAL NOT NULL,
  correct INTEGER NOT NULL,
  at INTEGER NOT NULL                 -- date of the mail
) STRICT;
CREATE INDEX trust_replayed_by_folder ON trust_replayed (mailbox_id, at);
CREATE INDEX trust_replayed_by_account ON trust_replayed (account_id, at);
`,
};
