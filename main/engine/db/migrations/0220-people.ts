import type { Migration } from './index.ts';

/** Who writes, who of them is a VIP, and what the person is still to be told of. */
export const people: Migration = {
  version: 220,
  name: 'people',
  sql: `
CREATE TABLE people (
  address TEXT PRIMARY KEY,           -- in lower case
  name TEXT NOT NULL,                 -- as their newest mail spells it
  last_at INTEGER NOT NULL,           -- of their newest mail; 0: none is known
  vip INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX people_by_time ON people (last_at DESC);
CREATE INDEX vips ON people (address) WHERE vip = 1;
-- SQLite takes the other columns of a bare max() from the row that has it.
INSERT INTO people (address, name, last_at)
  SELECT from_address, from_name, max(date) FROM messages WHERE from_address <> '' GROUP BY from_address;

CREATE TABLE announcements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'sum', 'digest', 'demoted')),
  at INTEGER NOT NULL
) STRICT;
-- What happened and was not told of yet; a row goes once its announcement was shown.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER REFERENCES messages ON DELETE CASCADE,
  mailbox_id INTEGER REFERENCES mailboxes ON DELETE CASCADE,  -- a folder that asks again
  at INTEGER NOT NULL,
  announcement INTEGER REFERENCES announcements ON DELETE CASCADE,
  CHECK ((message_id IS NULL) <> (mailbox_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX notices_by_message ON notices (message_id) WHERE message_id IS NOT NULL;
CREATE UNIQUE INDEX notices_by_mailbox ON notices (mailbox_id) WHERE mailbox_id IS NOT NULL;
CREATE INDEX notices_by_announcement ON notices (announcement);

-- "Off" of the one switch there was is nobody and no digest now.
INSERT OR IGNORE INTO settings (name, value)
  SELECT 'notify', '{"tell":"nobody","digest":"off","digestHour":9,"quiet":false,"quietFrom":1320,"quietUntil":420,"quietWeekends":false,"discreet":false}'
  FROM settings WHERE name = 'notifications' AND value = 'false';
DELETE FROM settings WHERE name = 'notifications';
`,
};
