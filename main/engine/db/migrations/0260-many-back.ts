import type { Migration } from './index.ts';

/** What is needed to take back a day, a rule or a stage, and to put a decision off. */
export const manyBack: Migration = {
  version: 260,
  name: 'many-back',
  sql: `
-- The rule that decided: always the first fact of the evidence.
ALTER TABLE receipts ADD COLUMN rule TEXT GENERATED ALWAYS AS (json_extract(evidence, '$[0].rule')) VIRTUAL;

-- Null: the proposal is in the list. Else it comes back at that time; snooze names the act that put it off.
ALTER TABLE proposals ADD COLUMN snoozed_until INTEGER;
ALTER TABLE proposals ADD COLUMN snooze INTEGER;
CREATE INDEX proposals_snoozed ON proposals (snoozed_until) WHERE snoozed_until IS NOT NULL;
`,
};
