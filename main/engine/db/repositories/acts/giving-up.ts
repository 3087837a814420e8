import type { JobId } from '../../../../../contract/ids.ts';
import { statement, type WritableDb } from '../../handles.ts';

/**
 * Marks in the temporary table `taken` what a dead job could not carry out, of mails that still are where they were to leave
 * (or be marked). What somebody moved on since has had its answer. Gives how many receipts there are.
 */
export function takeFailed(db: WritableDb, job: JobId): number {
  db.exec('CREATE TEMP TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY, unstarted INTEGER NOT NULL)');
  statement<[]>(db, 'DELETE FROM taken').run();
  return statement<[number]>(
    db,
    `INSERT INTO taken SELECT r.id, 1 FROM receipts r WHERE r.job_id = ? AND r.state = 'failed'
       AND EXISTS (SELECT 1 FROM places l
         WHERE l.message_id = r.message_id AND +l.mailbox_id = r.from_mailbox AND +l.moving = 0)`,
  ).run(job).changes;
}

/** What the marked receipts were to take back, and did not, stands as before: it can be taken back another time. */
export function standAgain(db: WritableDb): void {
  statement<[]>(
    db,
    `UPDATE receipts SET state = 'done' WHERE state = 'undone' AND id IN (
       SELECT r.reverses FROM taken t JOIN receipts r ON r.id = t.id WHERE r.reverses IS NOT NULL)`,
  ).run();
}

/**
 * What a folder wanted to file by itself and the server did not let in says nothing of how well the folder decides: an answer
 * without a probability is not counted. To be called after the proposals were restored.
 */
export function holdAgainstNobody(db: WritableDb): void {
  statement<[]>(
    db,
    `UPDATE decisions SET probability = NULL
     WHERE actor = 'trust' AND undone = 1 AND id IN (SELECT decision FROM behind)`,
  ).run();
}
