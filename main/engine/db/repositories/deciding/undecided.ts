import { z } from 'zod';
import { messageId, type MailboxId, type MessageId } from '../../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../../contract/mail.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const row = z.object({ id: messageId, features: z.string() });

/** A mail that nothing is proposed for; `body` is empty. */
export interface UndecidedMail {
  readonly id: MessageId;
  readonly mail: MailFeatures;
}

/** The newest mails of an inbox that have no proposal and are not on their way. */
export function listUndecided(db: ReadableDb, inbox: MailboxId, limit: number): UndecidedMail[] {
  const rows = statement<[number, number]>(
    db,
    `SELECT m.id, m.features FROM places l JOIN messages m ON m.id = l.message_id
     WHERE l.mailbox_id = ? AND l.moving = 0 AND m.unreadable IS NULL
       AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.message_id = m.id AND p.state = 'pending')
     GROUP BY m.id ORDER BY l.date DESC, m.id DESC LIMIT ?`,
  ).all(inbox, limit);
  // Written by insertMessage from a MailFeatures, whole; only the body is kept apart.
  return rows.map((each) => {
    const { id, features } = row.parse(each);
    return { id, mail: { ...(JSON.parse(features) as Omit<MailFeatures, 'body'>), body: '' } };
  });
}
