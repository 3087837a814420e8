import type { MessageId } from '../../../contract/ids.ts';
import type { ReadableDb } from '../db/handles.ts';
import { isOwnMove, type PlaceKey } from '../db/repositories/mail/places.ts';
import type { PersonMove } from './context.ts';

/**
 * Puts together what a run sees apart: a mail that vanished from one mailbox and appeared in another was moved. Our own
 * moves have receipts; the others were made by the person, who may be learned from.
 */
export class MoveTracker {
  readonly #vanished = new Map<MessageId, { from: PlaceKey; to: PlaceKey | null }>();
  readonly #appeared = new Map<MessageId, PlaceKey>();

  /** `copy` is a place that the mail got later than the one it lost. */
  vanished(message: MessageId, from: PlaceKey, copy: PlaceKey | null): void {
    this.#vanished.set(message, { from, to: copy });
  }

  appeared(message: MessageId, place: PlaceKey): void {
    this.#appeared.set(message, place);
  }

  /** Mails that vanished and were not seen anywhere else yet. */
  get unexplained(): number {
    let count = 0;
    for (const [message, { to }] of this.#vanished) if (!to && !this.#appeared.has(message)) count += 1;
    return count;
  }

  /** Gives the moves of other programs that are complete, each once. */
  take(db: ReadableDb): PersonMove[] {
    const moves: PersonMove[] = [];
    for (const [message, { from, to: copy }] of this.#vanished) {
      const to = this.#appeared.get(message) ?? copy;
      if (!to) continue;
      this.#vanished.delete(message);
      if (to.mailbox === from.mailbox || isOwnMove(db, { message, from, to })) continue;
      moves.push({ messageId: message, from: from.mailbox, to: to.mailbox });
    }
    return moves;
  }
}
