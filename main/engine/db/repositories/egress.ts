import type { EgressPurpose } from '../../../../contract/privacy.ts';
import type { Traffic } from '../../platform/traffic.ts';
import { storageTrouble } from '../../platform/storage-trouble.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

/** Notes that a host was contacted, and why: the list "what left this computer". */
export function recordEgress(
  db: WritableDb,
  contact: { host: string; port: number; purpose: EgressPurpose; at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO egress (host, port, purpose, first_at, last_at, connections) VALUES (:host, :port, :purpose, :at, :at, 1)
     ON CONFLICT (host, port, purpose) DO UPDATE SET last_at = excluded.last_at, connections = connections + 1`,
  ).run(contact);
}

/** The same, for a contact that must not fail for want of room on the disk: it then goes uncounted. */
export function recordWhereRoom(db: WritableDb, contact: Parameters<typeof recordEgress>[1]): void {
  whereRoom(() => recordEgress(db, contact));
}

/**
 * Adds what went to a host and came from it to the row of a contact that was noted. Goes uncounted where there is no room, and
 * once the database is closed: a connection may end after the engine did.
 */
export function recordTraffic(db: WritableDb, traffic: Traffic & { readonly purpose: EgressPurpose }): void {
  if (!db.open) return;
  whereRoom(() =>
    statement<[object]>(
      db,
      `UPDATE egress SET sent = iif(:sent IS NULL, sent, coalesce(sent, 0) + :sent),
         received = iif(:received IS NULL, received, coalesce(received, 0) + :received)
       WHERE host = :host AND port = :port AND purpose = :purpose`,
    ).run(traffic),
  );
}

function whereRoom(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (storageTrouble(error) !== 'disk-full') throw error;
  }
}

/** The contacts with one host for one purpose, whatever the port. */
export interface EgressSum {
  readonly host: string;
  readonly purpose: string;
  readonly ports: number[];
  readonly firstAt: number;
  readonly lastAt: number;
  readonly connections: number;
  /** Bytes; null where nobody told. */
  readonly sent: number | null;
  readonly received: number | null;
}

/** Contacts by host and purpose, the last one first; those of `since` or later, and after a row of an earlier page. */
export function listEgress(
  db: ReadableDb,
  page: {
    readonly after?: Pick<EgressSum, 'lastAt' | 'host' | 'purpose'> | null;
    readonly since?: number;
    readonly limit: number;
  },
): EgressSum[] {
  const rows = statement<[object], Omit<EgressSum, 'ports'> & { ports: string }>(
    db,
    `SELECT host, purpose, group_concat(port) AS ports, min(first_at) AS firstAt, max(last_at) AS lastAt,
            sum(connections) AS connections, sum(sent) AS sent, sum(received) AS received
     FROM egress GROUP BY host, purpose
     HAVING max(last_at) >= :since AND (:lastAt IS NULL OR (-max(last_at), host, purpose) > (-:lastAt, :host, :purpose))
     ORDER BY max(last_at) DESC, host, purpose LIMIT :limit`,
  ).all({
    since: page.since ?? 0,
    lastAt: page.after?.lastAt ?? null,
    host: page.after?.host ?? null,
    purpose: page.after?.purpose ?? null,
    limit: page.limit,
  });
  return rows.map(({ ports, ...row }) => ({
    ...row,
    ports: ports
      .split(',')
      .map(Number)
      .sort((a, b) => a - b),
  }));
}

/** How many rows there are to list. */
export function countEgress(db: ReadableDb): number {
  const found = statement<[], { count: number }>(
    db,
    'SELECT count(*) AS count FROM (SELECT 1 FROM egress GROUP BY host, purpose)',
  ).get();
  return found?.count ?? 0;
}
