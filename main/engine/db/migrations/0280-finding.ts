import type { Migration } from './index.ts';

/** What search asks beside words: who a mail went to, its marks, its folder, its size. */
export const finding: Migration = {
  version: 280,
  name: 'finding',
  sql: `
-- Contentless like message_index, for mail that is asked by whom it went to. rowid is messages.id.
CREATE VIRTUAL TABLE recipient_index USING fts5(
  recipients, copies,
  content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO recipient_index (rowid, recipients, copies)
  SELECT id,
    (SELECT coalesce(group_concat(coalesce(json_extract(value, '$.name'), '') || ' '
       || coalesce(json_extract(value, '$.address'), ''), char(10)), '') FROM json_each(features, '$.to')),
    (SELECT coalesce(group_concat(coalesce(json_extract(value, '$.name'), '') || ' '
       || coalesce(json_extract(value, '$.address'), ''), char(10)), '') FROM json_each(features, '$.cc'))
  FROM messages WHERE json_valid(features) AND features_version > 0;

-- The mail before the mark: whoever looks a mail up in its mailbox must not read the mailbox.
CREATE INDEX places_in ON places (mailbox_id, message_id, moving);
CREATE INDEX places_unread ON places (message_id) WHERE seen = 0;
CREATE INDEX places_starred ON places (message_id) WHERE flagged = 1;
CREATE INDEX messages_with_attachments ON messages (id) WHERE has_attachments = 1;
CREATE INDEX messages_of_vips ON messages (id) WHERE vip = 1;
CREATE INDEX messages_by_size ON messages (size);
CREATE INDEX messages_by_list ON messages (list_id) WHERE list_id IS NOT NULL;
`,
};
