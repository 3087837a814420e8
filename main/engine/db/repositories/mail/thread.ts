import { z } from 'zod';
import type { MessageId } from '../../../../../contract/ids.ts';
import type { MessageRow } from '../../../../../contract/messages.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { columns, listRow, toRow } from './reading.ts';

const THREAD = `FROM messages m, (SELECT account_id, thread_id, date, id FROM messages WHERE id = :id) o
  WHERE m.account_id = o.account_id AND m.thread_id = o.thread_id
    AND EXISTS (SELECT 1 FROM places p WHERE p.message_id = m.id)`;

/** How many mails the thread of this one has that are in some mailbox; 1 for a mail that is nowhere any more. */
export function countThread(db: ReadableDb, id: MessageId): number {
  const count = statement<[object]>(db, `SELECT count(*) ${THREAD}`).pluck().get({ id });
  return Math.max(1, z.number().parse(count));
}

/** One page of the thread that a mail is of, oldest first; null when the mail is unknown. A mail in several mailboxes is one row. */
export function readThread(
  db: ReadableDb,
  query: { id: MessageId; offset: number; limit: number },
): { total: number; position: number; rows: MessageRow[] } | null {
  const known = statement<[number]>(db, 'SELECT 1 FROM messages WHERE id = ?').get(query.id);
  if (known === undefined) return null;
  const before = statement<[object]>(db, `SELECT count(*) ${THREAD} AND (m.date, m.id) < (o.date, o.id)`)
    .pluck()
    .get({ id: query.id });
  const rows = statement<[object]>(
    db,
    `SELECT ${columns} FROM (SELECT m.id, m.date ${THREAD} ORDER BY m.date, m.id LIMIT :limit OFFSET :offset) h
       JOIN messages m ON m.id = h.id
       JOIN places l ON l.id = (SELECT min(id) FROM places WHERE message_id = m.id)
     ORDER BY h.date, h.id`,
  ).all(query);
  return {
    total: countThread(db, query.id),
    position: z.number().parse(before),
    rows: z.array(listRow).parse(rows).map(toRow),
  };
}
