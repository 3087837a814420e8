import type { Migration } from './index.ts';

/** How much went to each host and came from it, where the transport tells. */
export const egressBytes: Migration = {
  version: 310,
  name: 'egress-bytes',
  sql: `
ALTER TABLE egress ADD COLUMN sent INTEGER;      -- bytes; null: not known
ALTER TABLE egress ADD COLUMN received INTEGER;
`,
};
