import type { Migration } from './index.ts';

/** What the list of proposals asks, in one index: no mail has to be looked up to know whom a group is from and how sure it is. */
export const listing: Migration = {
  version: 290,
  name: 'listing',
  sql: `
ALTER TABLE proposals ADD COLUMN sender TEXT NOT NULL DEFAULT '';
UPDATE proposals SET sender = coalesce((SELECT m.from_address FROM messages m WHERE m.id = proposals.message_id), '');
CREATE INDEX proposals_listed
  ON proposals (account_id, target_mailbox, group_key, date, sender, stage, probability, message_id)
  WHERE state = 'pending' AND snoozed_until IS NULL;
`,
};
