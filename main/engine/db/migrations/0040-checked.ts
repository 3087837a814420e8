import type { Migration } from './index.ts';

/** When every UID and flag of a mailbox was last compared with the server: what a server fails to tell is found out then. */
export const checked: Migration = {
  version: 40,
  name: 'checked',
  sql: 'ALTER TABLE mailboxes ADD COLUMN checked_at INTEGER;',
};
