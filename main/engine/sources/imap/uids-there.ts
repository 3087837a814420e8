import type { Session } from './connection.ts';
import { toUidSet } from './uid-set.ts';

/**
 * Which of these UIDs the selected mailbox holds. A server tells of new mail at its leisure (RFC 3501 §5.2), and to a session that
 * was not told the mail is not there: before one is given up, the server is given the occasion (NOOP, §6.1.2).
 */
export async function uidsThere(session: Session, uids: readonly number[]): Promise<ReadonlySet<number>> {
  const there = await search(session, uids);
  if (uids.every((uid) => there.has(uid))) return there;
  await session.client.noop();
  return search(session, uids);
}

async function search(session: Session, uids: readonly number[]): Promise<ReadonlySet<number>> {
  const found = await session.client.search({ uid: toUidSet(uids) }, { uid: true });
  if (!Array.isArray(found)) throw session.refusal();
  const wanted = new Set(uids);
  return new Set(found.filter((uid) => wanted.has(uid)));
}
