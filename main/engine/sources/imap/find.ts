import type { SearchObject } from 'imapflow';
import type { Session } from './connection.ts';
import { inChunks, toUidSet } from './uid-set.ts';

/** Message-IDs a SEARCH: each is a term of its own, and servers limit the length of a line. */
const CHUNK = 20;

/** UIDs of the mails with one of these Message-IDs (without angle brackets) in one mailbox. */
export async function findByMessageId(
  session: Session,
  path: string,
  messageIds: readonly string[],
): Promise<Map<string, number[]>> {
  const { client } = session;
  await session.select(path, { readOnly: false, fresh: true });
  const found = new Map<string, number[]>();
  for (const chunk of inChunks(messageIds, CHUNK)) {
    const terms: SearchObject[] = chunk.map((id) => ({ header: { 'message-id': id } }));
    const uids = await client.search(terms.length > 1 ? { or: terms } : (terms[0] ?? {}), { uid: true });
    if (!Array.isArray(uids)) throw session.refusal();
    if (uids.length === 0) continue;
    // SEARCH HEADER finds substrings (RFC 3501 §6.4.4): the field itself decides.
    const wanted = new Set(chunk);
    const query = { uid: true, headers: ['message-id'] };
    for await (const mail of client.fetch(toUidSet(uids), query, { uid: true })) {
      const id = /<([^<>]+)>/.exec(mail.headers?.toString('latin1') ?? '')?.[1]?.replace(/\s+/g, '');
      if (id !== undefined && wanted.has(id)) found.set(id, [...(found.get(id) ?? []), mail.uid]);
    }
  }
  return found;
}
