import type { Migration } from './index.ts';

/**
 * Where the classifier learned that mails belong, in a narrow table of its own: a mark in `messages` rewrote a page a mail.
 * `learned_state.learned` becomes −1 while more was learned than is kept; a state that its marks do not bear out goes.
 */
export const learnedHomes: Migration = {
  version: 50,
  name: 'learned-homes',
  sql: `
CREATE TABLE learned_homes (
  message_id INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL
) STRICT;
INSERT INTO learned_homes (message_id, mailbox_id)
  SELECT id, learned_mailbox FROM messages WHERE learned_mailbox IS NOT NULL;
DELETE FROM learned_state WHERE learned <> (
  SELECT count(*) FROM learned_homes h JOIN messages m ON m.id = h.message_id
  WHERE m.account_id = learned_state.account_id);
ALTER TABLE messages DROP COLUMN learned_mailbox;
`,
};
