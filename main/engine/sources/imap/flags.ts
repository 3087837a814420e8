import { inChunks, toUidSet } from './uid-set.ts';
import type { Session } from './connection.ts';

/** Mails a command. */
const CHUNK = 500;

/**
 * Sets and takes away flags, and gives the UIDs of these that are in the mailbox. STORE answers OK for UIDs that are not there
 * (RFC 3501 §6.4.8), so they are searched for afterwards.
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
  for (const chunk of inChunks(uids, CHUNK).map(toUidSet)) {
    const silent = { uid: true, silent: true };
    if (add.length > 0 && !(await client.messageFlagsAdd(chunk, [...add], silent))) throw session.refusal();
    if (remove.length > 0 && !(await client.messageFlagsRemove(chunk, [...remove], silent))) {
      throw session.refusal();
    }
    const found = await client.search({ uid: chunk }, { uid: true });
    if (found === false || found === undefined) throw session.refusal();
    for (const uid of found) there.add(uid);
  }
  return there;
}
