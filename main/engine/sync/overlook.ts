import { succeed, type Reply } from '../../../contract/problem.ts';
import { markMailboxGone, type MailboxRow } from '../db/repositories/mail/mailboxes.ts';
import { UIDVALIDITY_CHANGED } from '../sources/port.ts';
import type { SyncRun } from './context.ts';

/**
 * Lets a run go on when only one mailbox failed: one that was deleted meanwhile is marked so, one that the server will not
 * open is counted; both give null. Other failures are those of the account and end the run.
 */
export function overlook<T>(run: SyncRun, mailbox: MailboxRow, reply: Reply<T>): Reply<T | null> {
  if (reply.ok) return reply;
  switch (reply.problem.code) {
    case 'folder-missing':
      markMailboxGone(run.db, mailbox.id);
      return succeed(null);
    case 'server-refused':
      // Its UIDs are others now; the next run begins with what they are.
      if (reply.problem.detail === UIDVALIDITY_CHANGED) return succeed(null);
      run.report.refused.push({ mailbox: mailbox.path, problem: reply.problem });
      run.logger.warn({ account: run.accountId, mailbox: mailbox.id }, 'mailbox refused');
      return succeed(null);
    default:
      return reply;
  }
}
