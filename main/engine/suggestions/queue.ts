import type { MessageId } from '../../../contract/ids.ts';

/** Mails of a queue that are taken up together. */
export const CHUNK = 200;

/** Takes the ids that came first out of a queue, `CHUNK` at most. */
export function takeSome(queue: Set<MessageId>): MessageId[] {
  const some: MessageId[] = [];
  for (const id of queue) {
    if (some.length === CHUNK) break;
    some.push(id);
    queue.delete(id);
  }
  return some;
}
