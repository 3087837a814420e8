import { z } from 'zod';
import { mailboxId, type AccountId, type MailboxId, type MessageId } from '../../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { transaction, type WritableDb } from '../../db/handles.ts';
import type { JobRow } from '../../db/repositories/acts/jobs.ts';
import { findMailboxPath } from '../../db/repositories/mail/mailbox-paths.ts';
import {
  addPlace,
  placesIn,
  removePlace,
  showPlace,
  type KnownPlace,
} from '../../db/repositories/mail/moving.ts';
import {
  failReceipt,
  finishReceipt,
  listPendingMoves,
  setMovingOfJob,
  setReceiptsOfJob,
  type MoveRow,
} from '../../db/repositories/acts/receipts.ts';
import type { MailSource } from '../../sources/port.ts';
import { finishInterrupted } from './interrupted-move.ts';
import { done, outcomeOf, type JobHandler, type Outcome } from '../outcome.ts';

const payload = z.object({ from: mailboxId, to: mailboxId });

export interface MoveMessagesDeps {
  readonly db: WritableDb;
  /** The account's source, or why it cannot be had (secret missing …). */
  readonly sourceOf: (account: AccountId) => Reply<MailSource>;
}

/**
 * Moves the mails of one job's receipts from one mailbox to another of the same account. Safe to run twice: a mail that
 * already is in its target counts as moved (RFC 6851; COPYUID of RFC 4315 gives the new UIDs). UIDs are trusted only
 * under the UIDVALIDITY they were recorded with; otherwise the mail is found again by its Message-ID.
 */
export function moveMessages(deps: MoveMessagesDeps): JobHandler<typeof payload> {
  const { db } = deps;
  return {
    kind: 'move-messages',
    payload,

    async run(job, { from, to }, signal): Promise<Outcome> {
      const moves = listPendingMoves(db, job.id);
      if (moves.length === 0 || job.accountId === null) return done;
      const source = deps.sourceOf(job.accountId);
      if (!source.ok) return outcomeOf(source.problem);
      const [fromPath, toPath] = [findMailboxPath(db, from), findMailboxPath(db, to)];
      if (fromPath === null || toPath === null) return outcomeOf({ code: 'folder-missing' });
      const paths = { from: fromPath, to: toPath };

      const located = await locate(db, source.value, { path: paths.from, mailbox: from, moves }, signal);
      if (!located.ok) return outcomeOf(located.problem);
      const present = located.value;
      if (job.attempts > 1 || job.problem !== null) {
        const settled = await settleCopies(db, source.value, { from, to, paths, moves, present }, signal);
        if (!settled.ok) return outcomeOf(settled.problem);
      }
      if (present.size > 0) {
        const uids = [...present.values()].map((place) => place.uid);
        const moved = await source.value.move(paths.from, uids, paths.to, signal);
        if (!moved.ok) return outcomeOf(moved.problem);
        const { uidvalidity } = moved.value;
        transaction(db, () => {
          for (const move of moves) {
            const place = present.get(move.receiptId);
            if (!place || !moved.value.moved.has(place.uid)) continue;
            const uid = moved.value.moved.get(place.uid) ?? null;
            const arrived = uid !== null && uidvalidity !== null ? { uidvalidity, uid } : null;
            recordMove(db, move, { from, to, place, arrived });
          }
        });
      }
      const rest = listPendingMoves(db, job.id);
      return rest.length === 0
        ? done
        : settle(db, source.value, { path: paths.to, from, to, moves: rest }, signal);
    },

    abandon(job: JobRow) {
      setMovingOfJob(db, job.id, false);
      setReceiptsOfJob(db, job.id, 'pending', 'failed');
    },

    revive(job: JobRow) {
      setReceiptsOfJob(db, job.id, 'failed', 'pending');
      setMovingOfJob(db, job.id, true);
    },
  };
}

/** Where the mails are now, by receipt: the recorded UID while UIDVALIDITY stands, else by Message-ID. */
async function locate(
  db: WritableDb,
  source: MailSource,
  where: { path: string; mailbox: MailboxId; moves: readonly MoveRow[] },
  signal: AbortSignal,
): Promise<Reply<Map<number, KnownPlace>>> {
  const state = await source.state(where.path, signal);
  if (!state.ok) return state.problem.code === 'folder-missing' ? succeed(new Map()) : state;
  const { uidvalidity } = state.value;
  const found = new Map<number, KnownPlace>();
  const lost: MoveRow[] = [];
  const recorded = new Set(where.moves.map(({ fromUid }) => fromUid));
  for (const move of where.moves) {
    const known = placesIn(db, move.messageId, where.mailbox).filter(
      (place) => place.uidvalidity === uidvalidity,
    );
    // The UID of the receipt is out of date when the mail left and came back since: then it is known under another one.
    const place =
      known.find((candidate) => candidate.uid === move.fromUid) ??
      known.find((candidate) => !recorded.has(candidate.uid)) ??
      (move.fromUidvalidity === uidvalidity && move.fromUid !== null
        ? { uidvalidity, uid: move.fromUid }
        : known[0]);
    if (place) found.set(move.receiptId, place);
    else lost.push(move);
  }
  const ids = lost.flatMap((move) => move.messageIdField ?? []);
  if (ids.length === 0) return succeed(found);
  const again = await source.findByMessageId(where.path, ids, signal);
  if (!again.ok) return again;
  for (const move of lost) {
    const uid = move.messageIdField === null ? undefined : again.value.get(move.messageIdField)?.[0];
    if (uid !== undefined) found.set(move.receiptId, { uidvalidity, uid });
  }
  return succeed(found);
}

/** An earlier attempt may have been cut off after the mails were copied: those are not moved again. */
async function settleCopies(
  db: WritableDb,
  source: MailSource,
  what: {
    from: MailboxId;
    to: MailboxId;
    paths: { from: string; to: string };
    moves: readonly MoveRow[];
    present: Map<number, KnownPlace>;
  },
  signal: AbortSignal,
): Promise<Reply<void>> {
  const { from, to, paths, moves, present } = what;
  const still = moves.flatMap(({ receiptId, messageIdField: messageId }) => {
    const uid = present.get(receiptId)?.uid;
    return uid === undefined ? [] : [{ receiptId, uid, messageId }];
  });
  if (still.length === 0) return succeed(undefined);
  const state = await source.state(paths.to, signal);
  if (!state.ok) return state;
  const finished = await finishInterrupted(source, paths, still, signal);
  if (!finished.ok) return finished;
  const { uidvalidity } = state.value;
  transaction(db, () => {
    for (const move of moves) {
      const uid = finished.value.get(move.receiptId);
      if (uid === undefined) continue;
      const place = present.get(move.receiptId) ?? null;
      present.delete(move.receiptId);
      recordMove(db, move, { from, to, place, arrived: { uidvalidity, uid } });
    }
  });
  return succeed(undefined);
}

/** Mails that were not where they should be: moved already (before a crash), or gone by another client's hand. */
async function settle(
  db: WritableDb,
  source: MailSource,
  where: { path: string; from: MailboxId; to: MailboxId; moves: readonly MoveRow[] },
  signal: AbortSignal,
): Promise<Outcome> {
  const state = await source.state(where.path, signal);
  if (!state.ok) return outcomeOf(state.problem);
  const ids = where.moves.flatMap((move) => move.messageIdField ?? []);
  const there = ids.length > 0 ? await source.findByMessageId(where.path, ids, signal) : fail('not-found');
  if (!there.ok && ids.length > 0) return outcomeOf(there.problem);
  transaction(db, () => {
    for (const move of where.moves) {
      const uid =
        there.ok && move.messageIdField !== null ? there.value.get(move.messageIdField)?.at(-1) : undefined;
      const known = placesIn(db, move.messageId, where.to)[0];
      const arrived = uid === undefined ? known : { uidvalidity: state.value.uidvalidity, uid };
      const place = recordedPlace(db, move.messageId, where.from, move);
      if (arrived) recordMove(db, move, { from: where.from, to: where.to, place, arrived });
      else {
        failReceipt(db, move.receiptId);
        if (place) showPlace(db, where.from, place);
      }
    }
  });
  return done;
}

function recordedPlace(
  db: WritableDb,
  message: MessageId,
  mailbox: MailboxId,
  move: MoveRow,
): KnownPlace | null {
  const places = placesIn(db, message, mailbox);
  return places.find((place) => place.uid === move.fromUid) ?? places[0] ?? null;
}

function recordMove(
  db: WritableDb,
  move: MoveRow,
  what: { from: MailboxId; to: MailboxId; place: KnownPlace | null; arrived: KnownPlace | null },
): void {
  const flags = what.place ? removePlace(db, what.from, what.place) : '';
  if (what.arrived) addPlace(db, move.messageId, what.to, what.arrived, flags);
  finishReceipt(db, move.receiptId, what.arrived ?? { uidvalidity: null, uid: null });
}
