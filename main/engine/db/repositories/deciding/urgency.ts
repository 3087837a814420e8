import type { MessageId } from '../../../../../contract/ids.ts';
import type { RulePriority } from '../../../../../contract/rules.ts';
import { statement, type WritableDb } from '../../handles.ts';

/** Whether a rule gives a message `m` a high priority: 1 or 0. */
export const isUrgent = `(m.priority IS 'high')`;

/** Keeps what the person's rules say of a mail's urgency. */
export function writeUrgency(
  db: WritableDb,
  message: MessageId,
  urgency: { readonly priority: RulePriority | null; readonly vip: boolean },
): void {
  statement<[object]>(
    db,
    'UPDATE messages SET priority = :priority, vip = :vip WHERE id = :message AND (priority IS NOT :priority OR vip <> :vip)',
  ).run({ message, priority: urgency.priority, vip: Number(urgency.vip) });
}
