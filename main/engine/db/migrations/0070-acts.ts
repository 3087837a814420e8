import type { Migration } from './index.ts';

/** Acts other than filing: flags, archive, trash; and jobs that wait for another. */
export const acts: Migration = {
  version: 70,
  name: 'acts',
  sql: `
ALTER TABLE batches ADD COLUMN act TEXT;            -- what was done, where "action" does not say it: see contract/activity.ts
ALTER TABLE receipts ADD COLUMN flags_added TEXT;   -- space separated: those the mail did not have; null: a move
ALTER TABLE receipts ADD COLUMN flags_removed TEXT; -- those it had
ALTER TABLE jobs ADD COLUMN after_job INTEGER;      -- runs only when that one is done
CREATE INDEX receipts_pending ON receipts (message_id) WHERE state = 'pending';
`,
};
