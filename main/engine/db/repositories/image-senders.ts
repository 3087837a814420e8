import { z } from 'zod';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

/** Whether the person wants the pictures of this sender always. */
export function imagesAllowedFrom(db: ReadableDb, address: string): boolean {
  return (
    statement<[string]>(db, 'SELECT 1 FROM image_senders WHERE address = ?').get(address.toLowerCase()) !==
    undefined
  );
}

/** Remembers a sender, or forgets one. */
export function allowImages(db: WritableDb, sender: { address: string; allowed: boolean; at: number }): void {
  const address = sender.address.toLowerCase();
  if (sender.allowed)
    statement<[string, number]>(
      db,
      'INSERT INTO image_senders (address, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ).run(address, sender.at);
  else statement<[string]>(db, 'DELETE FROM image_senders WHERE address = ?').run(address);
}

/** All senders that were remembered, newest first. */
export function listImageSenders(db: ReadableDb): { address: string; at: number }[] {
  const rows = statement<[]>(db, 'SELECT address, at FROM image_senders ORDER BY at DESC, address').all();
  return z.array(z.object({ address: z.string(), at: z.number() })).parse(rows);
}
