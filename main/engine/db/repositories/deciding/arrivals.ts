import { z } from 'zod';
import type { MessageId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb } from '../../handles.ts';

const row = z.object({ sender: z.string(), folder: z.string(), delimiter: z.string() });

/** Of mails that just arrived, those with a proposal: how many, from whom (at most 3 names) and for which folders (3). */
export function describeArrivals(
  db: ReadableDb,
  ids: readonly MessageId[],
): { count: number; senders: string[]; folders: string[] } {
  const rows = z.array(row).parse(
    statement<[string]>(
      db,
      `SELECT iif(m.from_name = '', m.from_address, m.from_name) AS sender, b.path AS folder, b.delimiter
       FROM proposals p JOIN messages m ON m.id = p.message_id JOIN mailboxes b ON b.id = p.target_mailbox
       WHERE p.state = 'pending' AND p.message_id IN (SELECT value FROM json_each(?)) ORDER BY p.date DESC`,
    ).all(JSON.stringify(ids)),
  );
  const names = rows.map(({ folder, delimiter }) => folder.split(delimiter).at(-1) ?? folder);
  return {
    count: rows.length,
    senders: [...new Set(rows.map(({ sender }) => sender))].slice(0, 3),
    folders: [...new Set(names)].slice(0, 3),
  };
}
