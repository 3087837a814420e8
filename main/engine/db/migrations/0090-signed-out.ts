import type { Migration } from './index.ts';

/** Accounts that the person signed out of, whose mail stays on this computer. */
export const signedOut: Migration = {
  version: 90,
  name: 'signed-out',
  sql: `
ALTER TABLE accounts ADD COLUMN signed_out INTEGER NOT NULL DEFAULT 0; -- 1: the server is never contacted, and there is no secret
`,
};
