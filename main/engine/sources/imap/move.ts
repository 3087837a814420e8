import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import type { MoveOutcome } from '../port.ts';
import type { ImapConnection, Session } from './connection.ts';
import { uidsThere } from './uids-there.ts';
import { inChunks, toUidSet } from './uid-set.ts';

/** Mails a command: keeps command lines short and one failure small. */
const CHUNK = 500;

/**
 * Moves mails with UID MOVE (RFC 6851); without it by COPY, \Deleted and UID EXPUNGE of just these (RFC 4315). A bare
 * EXPUNGE would take away mails that another program marked: where there is no UIDPLUS the mark alone is left.
 */
export async function moveMails(
  connection: ImapConnection,
  path: string,
  uids: readonly number[],
  target: string,
  signal: AbortSignal,
): Promise<Reply<MoveOutcome>> {
  const moved = new Map<number, number | null>();
  const missing: number[] = [];
  let uidvalidity: number | null = null;
  for (const chunk of inChunks(uids, CHUNK)) {
    const reply = await connection.use(signal, (session) => moveChunk(session, path, chunk, target));
    if (!reply.ok) {
      // What was moved before the failure must not be lost: the caller asks again for the rest.
      if (moved.size > 0) return succeed({ uidvalidity, moved, missing });
      return reply.problem.code === 'folder-missing'
        ? fail('folder-missing', reply.problem.detail ?? target)
        : reply;
    }
    uidvalidity = reply.value.uidvalidity ?? uidvalidity;
    for (const [from, to] of reply.value.moved) moved.set(from, to);
    missing.push(...reply.value.missing);
  }
  return succeed({ uidvalidity, moved, missing });
}

async function moveChunk(
  session: Session,
  path: string,
  uids: readonly number[],
  target: string,
): Promise<MoveOutcome> {
  await session.select(path, { readOnly: false });
  const there = await uidsThere(session, uids);
  const present = uids.filter((uid) => there.has(uid));
  const gone = uids.filter((uid) => !there.has(uid));
  if (present.length === 0) return { uidvalidity: null, moved: new Map(), missing: gone };

  const answer = await moveOrCopy(session, toUidSet(present), target);
  const newUids = answer.uidMap;
  if (newUids === undefined) {
    return { uidvalidity: null, moved: new Map(present.map((uid) => [uid, null])), missing: gone };
  }
  // Another program may have taken a mail away between the search and the move.
  const lost = present.filter((uid) => !newUids.has(uid));
  return {
    uidvalidity: answer.uidValidity === undefined ? null : Number(answer.uidValidity),
    moved: newUids,
    missing: [...gone, ...lost],
  };
}

async function moveOrCopy(session: Session, set: string, target: string) {
  const { client } = session;
  if (client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS')) {
    const answer = await client.messageMove(set, target, { uid: true });
    if (!answer) throw session.refusal();
    return answer;
  }
  const answer = await client.messageCopy(set, target, { uid: true });
  if (!answer) throw session.refusal();
  if (!(await client.messageFlagsAdd(set, ['\\Deleted'], { uid: true }))) throw session.refusal();
  return answer;
}

/** Marks mails as deleted, and expunges just these where the server can (RFC 4315). */
export async function removeCopies(session: Session, path: string, uids: readonly number[]): Promise<void> {
  const { client } = session;
  await session.select(path, { readOnly: false });
  for (const set of inChunks(uids, CHUNK).map(toUidSet)) {
    const done = client.capabilities.has('UIDPLUS')
      ? await client.messageDelete(set, { uid: true })
      : await client.messageFlagsAdd(set, ['\\Deleted'], { uid: true });
    if (!done) throw session.refusal();
  }
}
