import type { Migration } from './index.ts';

/** Mail that the classifier is not to learn from, at the person's word. */
export const forgotten: Migration = {
  version: 150,
  name: 'forgotten',
  sql: `
CREATE TABLE forgotten (
  message_id INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes ON DELETE CASCADE,  -- where it was: filed elsewhere, it teaches again
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX forgotten_by_mailbox ON forgotten (mailbox_id);
`,
};
