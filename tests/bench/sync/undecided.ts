import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ReadableDb } from '../../../main/engine/db/handles.ts';
import { listAccounts } from '../../../main/engine/db/repositories/accounts.ts';
import { readFeatures } from '../../../main/engine/db/repositories/mail/features.ts';
import { listInbox } from '../../../main/engine/db/repositories/deciding/learning.ts';
import { listFolders } from '../../../main/engine/db/repositories/mail/mailbox-paths.ts';
import { findPending, neverAgain } from '../../../main/engine/db/repositories/deciding/proposals.ts';
import { askRules } from '../../../main/engine/deciding/rules/ask.ts';
import { RulesFile } from '../../../main/engine/rules/rules-file.ts';

const resourcesDir = join(import.meta.dirname, '../../../resources');

/**
 * How many mails of the inboxes a rule has an answer for and no proposal waits: asked of the database file from outside, while
 * the engine has it open.
 */
export function countUndecided(dataDir: string): number {
  const db = new Database(join(dataDir, 'casier.db'), { readonly: true }) as unknown as ReadableDb;
  try {
    const { rules } = new RulesFile({ dataDir, resourcesDir });
    let undecided = 0;
    for (const { id: account } of listAccounts(db)) {
      const folders = listFolders(db, account);
      for (const { id } of listInbox(db, account, null)) {
        if (findPending(db, id)) continue;
        const mail = readFeatures(db, id);
        if (mail && askRules(rules, mail, folders, neverAgain(db, id), Date.now()).answers.length > 0)
          undecided += 1;
      }
    }
    return undecided;
  } finally {
    db.close();
  }
}

/** Mails that the database has, and those of them in the full-text index. */
export function countStored(dataDir: string): { places: number; messages: number; indexed: number } {
  const db = new Database(join(dataDir, 'casier.db'), { readonly: true });
  try {
    const count = (sql: string): number => db.prepare(sql).pluck().get() as number;
    return {
      places: count('SELECT count(*) FROM places'),
      messages: count('SELECT count(*) FROM messages'),
      indexed: count('SELECT count(*) FROM message_index'),
    };
  } finally {
    db.close();
  }
}
