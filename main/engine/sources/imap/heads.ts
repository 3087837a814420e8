import { succeed, type Reply } from '../../../../contract/problem.ts';
import type { RawMail } from '../port.ts';
import type { ImapConnection } from './connection.ts';
import { isUidValidityChange } from './problem.ts';
import { toRawMail } from './raw-mail.ts';
import { inChunks, toUidSet } from './uid-set.ts';

const CHUNK = 500;
/** What identity is made from: see mime/identity.ts. */
export const identityFields = ['message-id', 'date', 'from', 'sender', 'to', 'cc', 'subject'];

/** Fetches the header fields that tell whether a mail is known, some hundreds of mails at a time. */
export async function* fetchHeads(
  connection: ImapConnection,
  path: string,
  uids: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<Reply<RawMail>> {
  for (const chunk of inChunks(uids, CHUNK)) {
    const reply = await connection.use(signal, async ({ client, select }) => {
      await select(path, { readOnly: true });
      const query = { uid: true, flags: true, internalDate: true, size: true, headers: identityFields };
      const mails: RawMail[] = [];
      for await (const { headers, ...answer } of client.fetch(toUidSet(chunk), query, { uid: true })) {
        const mail = headers && toRawMail({ ...answer, source: headers });
        if (mail) mails.push(mail);
      }
      return mails;
    });
    // A mail that the server chokes on is found when it is fetched: until then, it and its neighbours count as not known.
    if (!reply.ok && reply.problem.code === 'server-refused' && !isUidValidityChange(reply.problem)) continue;
    if (!reply.ok) {
      yield reply;
      return;
    }
    for (const mail of reply.value) yield succeed(mail);
  }
}
