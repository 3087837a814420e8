import { z } from 'zod';
import { statement, type ReadableDb } from '../../handles.ts';

/** How many mails each address has sent; by the index alone, so also quick in a large mailbox. */
export function countSenders(db: ReadableDb): { address: string; count: number }[] {
  const rows = statement<[]>(
    db,
    `SELECT from_address AS address, count(*) AS count FROM messages INDEXED BY messages_by_sender
     GROUP BY from_address`,
  ).all();
  return z.array(z.object({ address: z.string(), count: z.number() })).parse(rows);
}
