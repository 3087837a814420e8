import type { Group } from '../../../contract/suggestions.ts';
import { nameOf } from '../../lib/words/people.ts';

/**
 * What to call a group, and the first sender to name under it, or null when the title says it already. A list with one
 * sender is known to people by that sender's name, not by its identifier.
 */
export function groupNames(group: Group): { title: string; who: string | null } {
  const { kind, label } = group.cause;
  const first = group.senders[0];
  const sender = first === undefined ? '' : nameOf(first.address);
  if (group.senderCount === 1 && sender !== '') {
    if (kind === 'list') return { title: sender, who: label === sender ? null : label };
    if (sender === label) return { title: label, who: null };
  }
  return { title: label, who: kind === 'sender' || sender === '' ? null : sender };
}
