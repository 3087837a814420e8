import type { Migration } from './index.ts';

/**
 * Merges the full-text index more seldom, with more to merge: a first sync writes it in hundreds of small parts, each of which
 * was written again up to four times (https://www.sqlite.org/fts5.html#the_automerge_configuration_option).
 */
export const indexMerges: Migration = {
  version: 100,
  name: 'index-merges',
  sql: `INSERT INTO message_index (message_index, rank) VALUES ('automerge', 16);`,
};
