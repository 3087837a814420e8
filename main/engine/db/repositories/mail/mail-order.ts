import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

const touched = 'CREATE TEMP TABLE IF NOT EXISTS search_touched (id INTEGER PRIMARY KEY)';
const note = (column: string) => `INSERT OR IGNORE INTO search_touched VALUES (old.${column});`;

/** Has this connection note which mails disappear, leave a mailbox or are on their way: `takeTouched` gives them. */
export function watchMails(db: WritableDb): void {
  db.exec(`${touched};
    CREATE TEMP TRIGGER IF NOT EXISTS search_gone AFTER DELETE ON main.messages BEGIN ${note('id')} END;
    CREATE TEMP TRIGGER IF NOT EXISTS search_left AFTER DELETE ON main.places BEGIN ${note('message_id')} END;
    CREATE TEMP TRIGGER IF NOT EXISTS search_moving AFTER UPDATE OF moving ON main.places
      WHEN old.moving <> new.moving BEGIN ${note('message_id')} END;`);
}

/** The mails noted since the last time. */
export function takeTouched(db: WritableDb): number[] {
  const ids = statement<[], number>(db, 'SELECT id FROM search_touched').pluck().all();
  if (ids.length > 0) statement<[]>(db, 'DELETE FROM search_touched').run();
  return ids;
}

/** Whether anything was written over this connection, as a number that then differs. */
export function countChanges(db: ReadableDb): number {
  return Number(statement<[]>(db, 'SELECT total_changes()').pluck().get());
}

/**
 * Mail with a number above this one: number, date and account of each, one after the other; those with the lowest numbers when
 * there are more than `limit`. Of all, by an index alone.
 */
export function listDates(db: ReadableDb, above: number, limit = -1): readonly (readonly number[])[] {
  const sql = 'SELECT id, date, account_id FROM messages';
  const found =
    above === 0 && limit < 0
      ? statement<[]>(db, `${sql} INDEXED BY messages_by_date`).raw().all()
      : statement<[number, number]>(db, `${sql} WHERE id > ? ORDER BY id LIMIT ?`).raw().all(above, limit);
  return found as unknown as readonly (readonly number[])[];
}

/** The highest number that a mail has; 0 when there is none. */
export function highestMail(db: ReadableDb): number {
  return Number(statement<[]>(db, 'SELECT coalesce(max(id), 0) FROM messages').pluck().get());
}

/** Accounts, those that are signed out included. */
export function accountsOfMails(db: ReadableDb): number[] {
  return statement<[], number>(db, 'SELECT id FROM accounts').pluck().all();
}

/**
 * As `listDates`, of the mails of one account that follow (`date`, `id`) in the order of dates, with a fourth number: 1 when the
 * mail lies nowhere.
 */
export function listDatesFrom(
  db: ReadableDb,
  from: { account: number; date: number; id: number; limit: number },
): readonly (readonly number[])[] {
  const found = statement<[object]>(
    db,
    `SELECT id, date, account_id,
       NOT EXISTS (SELECT 1 FROM places p WHERE p.message_id = messages.id AND p.moving = 0)
     FROM messages INDEXED BY messages_by_date
     WHERE account_id = :account AND (date, id) > (:date, :id) ORDER BY date, id LIMIT :limit`,
  )
    .raw()
    .all(from);
  return found as unknown as readonly (readonly number[])[];
}

/** Of all mails, those that lie in no mailbox, or only where they are about to leave. */
export function listNowhere(db: ReadableDb): readonly number[] {
  return statement<[], number>(
    db,
    `SELECT id FROM messages INDEXED BY messages_by_date
     WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.message_id = messages.id AND p.moving = 0)`,
  )
    .pluck()
    .all();
}

/** Of these mails, those that lie nowhere. */
export function amongNowhere(db: ReadableDb, ids: readonly number[]): readonly number[] {
  return statement<[string], number>(
    db,
    `SELECT value FROM json_each(?)
     WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.message_id = value AND p.moving = 0)`,
  )
    .pluck()
    .all(JSON.stringify(ids));
}
