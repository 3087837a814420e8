import { inChunks, toUidSet } from './uid-set.ts';
import type { Session } from './connection.ts';
import { uidsThere } from './uids-there.ts';

/** Mails a command. */
const CHUNK = 500;

/**
 * Sets and takes away flags, and gives the UIDs of these that are in the mailbox. STORE answers OK for UIDs that are not there
 * (RFC 3501 §6.4.8), so they are searched for before.
 */
export async function setFlags(
  session: Session,
  path: string,
  uids: readonly number[],
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<ReadonlySet<number>> {
  await session.select(path, { readOnly: false });
  const { client } = session;
  const there = new Set<number>();
  for (const part of inChunks(uids, CHUNK)) {
    for (const uid of await uidsThere(session, part)) there.add(uid);
    const chunk = toUidSet(part);
    const silent = { uid: true, silent: true };
    if (add.length > 0 && !(await client.messageFlagsAdd(chunk, [...add], silent))) throw session.refusal();
    if (remove.length > 0 && !(await client.messageFlagsRemove(chunk, [...remove], silent))) {
      throw session.refusal();
    }
  }
  return there;
}
