import type { Migration } from './index.ts';

/** Senders whose pictures are always fetched, at the person's word; and the threads in order of time. */
export const imageSenders: Migration = {
  version: 240,
  name: 'image-senders',
  sql: `
CREATE TABLE image_senders (
  address TEXT PRIMARY KEY,           -- lower case
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Serves what messages_by_thread served, and gives the mails of a thread in order without sorting.
CREATE INDEX messages_by_thread_date ON messages (account_id, thread_id, date);
DROP INDEX messages_by_thread;
-- Who writes how often: domains are compared with those of frequent senders.
CREATE INDEX messages_by_sender ON messages (from_address);
`,
};
