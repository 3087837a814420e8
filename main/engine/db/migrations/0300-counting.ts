import type { Migration } from './index.ts';

/**
 * Counting in indexes alone. SQLite takes an index for covering only when it has every column that a query names, also those
 * that the index is restricted by; without them the 20,000 rows behind 20,000 entries are read to count them.
 */
export const counting: Migration = {
  version: 300,
  name: 'counting',
  sql: `
    DROP INDEX proposals_listed;
    CREATE INDEX proposals_listed ON proposals
      (account_id, target_mailbox, group_key, date, sender, stage, probability, message_id, state, snoozed_until)
      WHERE state = 'pending' AND snoozed_until IS NULL;
    CREATE INDEX places_unread_in ON places (mailbox_id, moving, seen) WHERE seen = 0;
  `,
};
