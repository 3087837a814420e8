import { storageTrouble } from '../../platform/storage-trouble.ts';
import { statement, type WritableDb } from '../handles.ts';

/** Notes that a host was contacted, and why: the list "what left this computer". */
export function recordEgress(
  db: WritableDb,
  contact: { host: string; port: number; purpose: string; at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO egress (host, port, purpose, first_at, last_at, connections) VALUES (:host, :port, :purpose, :at, :at, 1)
     ON CONFLICT (host, port, purpose) DO UPDATE SET last_at = excluded.last_at, connections = connections + 1`,
  ).run(contact);
}

/** The same, for a contact that must not fail for want of room on the disk: it then goes uncounted. */
export function recordWhereRoom(db: WritableDb, contact: Parameters<typeof recordEgress>[1]): void {
  try {
    recordEgress(db, contact);
  } catch (error) {
    if (storageTrouble(error) !== 'disk-full') throw error;
  }
}
