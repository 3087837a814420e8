import { assertNever } from '../../../contract/assert-never.ts';
import type { BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { FoundAct } from '../../../contract/search.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { accountOfMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { proposalsOf } from '../db/repositories/mail/searching.ts';
import { approve, move, type Accepted } from '../suggestions/act.ts';
import { mark, putAway } from '../suggestions/mark.ts';

export interface ActRequest {
  /** The mails, by the mailbox that they are to be taken from or marked in. */
  readonly mails: ReadonlyMap<MailboxId, readonly MessageId[]>;
  readonly act: FoundAct;
  /** Proposals made after this are left alone. */
  readonly revision: number;
  readonly at: number;
}

/** What an act on found mails came to: a batch for each mailbox in which there was something to do. */
export interface ActedOn {
  readonly batches: readonly BatchId[];
  readonly accepted: number;
}

/**
 * Does one thing with mails of several mailboxes: all of it is written down, or none. The work itself is left to durable jobs, as
 * with every other act. Mails of other accounts than the folder's stay where they are.
 */
export function actOnFound(db: WritableDb, request: ActRequest): Reply<ActedOn> {
  const { mails, act, revision, at } = request;
  return transaction(db, () => {
    if (act === 'approve') {
      const ids = proposalsOf(db, [...mails.values()].flat(), revision);
      if (ids.length === 0) return succeed({ batches: [], accepted: 0 });
      const selection = { ids };
      return sum([approve(db, { selection, folder: null, actor: 'person', at })]);
    }
    if (typeof act === 'object') {
      const owner = accountOfMailbox(db, act.move);
      if (owner === null) return fail('folder-missing');
      const parts = [...mails].filter(([from]) => from !== act.move && accountOfMailbox(db, from) === owner);
      return sum(parts.map(([from, messages]) => move(db, { messages, from, to: act.move, at })));
    }
    return sum([...mails].map(([from, messages]) => markIn(db, act, { from, messages, at })));
  });
}

function markIn(
  db: WritableDb,
  act: Exclude<FoundAct, 'approve' | object>,
  { from, messages, at }: { from: MailboxId; messages: readonly MessageId[]; at: number },
): Reply<Accepted> {
  const flag = (add: readonly string[], remove: readonly string[]) =>
    mark(db, { messages, mailbox: from, change: { add, remove }, at });
  switch (act) {
    case 'read':
      return flag(['\\Seen'], []);
    case 'unread':
      return flag([], ['\\Seen']);
    case 'flag':
      return flag(['\\Flagged'], []);
    case 'unflag':
      return flag([], ['\\Flagged']);
    case 'archive':
    case 'trash':
      return putAway(db, { messages, from, act, at });
    default:
      return assertNever(act);
  }
}

function sum(replies: readonly Reply<Accepted>[]): Reply<ActedOn> {
  const batches: BatchId[] = [];
  let accepted = 0;
  for (const reply of replies) {
    if (!reply.ok) return reply;
    accepted += reply.value.accepted;
    if (reply.value.batch !== null) batches.push(reply.value.batch);
  }
  return succeed({ batches, accepted });
}
