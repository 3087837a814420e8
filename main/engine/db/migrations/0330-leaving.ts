import type { Migration } from './index.ts';

/**
 * Where pending proposals take mail from: after each look at an account all of them are compared with where the mails are. In
 * the table that is a read of 20,000 wide rows, for which every answer to the window waited.
 */
export const leaving: Migration = {
  version: 330,
  name: 'leaving',
  sql: `
    CREATE INDEX proposals_leaving ON proposals (from_mailbox, message_id, target_mailbox, state) WHERE state = 'pending';
  `,
};
