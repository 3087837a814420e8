import type { MailboxId } from '../../../contract/ids.ts';

/** Mails of one cause, from which on an answer to two of them may do for all. */
export const SHARED_FROM = 3;
/** How sure both answers must be. */
const SURE = 0.5;

/** Whether two answers agree so far that the others of their group need not be asked about. */
export function agree(a: ReadonlyMap<MailboxId, number>, b: ReadonlyMap<MailboxId, number>): boolean {
  const [first, second] = [best(a), best(b)];
  return first.mailbox === second.mailbox && first.chance >= SURE && second.chance >= SURE;
}

/** What two answers say together. */
export function mean(
  a: ReadonlyMap<MailboxId, number>,
  b: ReadonlyMap<MailboxId, number>,
): Map<MailboxId, number> {
  const folders = new Set([...a.keys(), ...b.keys()]);
  return new Map(
    [...folders].map((mailbox) => [mailbox, ((a.get(mailbox) ?? 0) + (b.get(mailbox) ?? 0)) / 2]),
  );
}

/** The likeliest answer; null stands for "none of these". */
function best(chances: ReadonlyMap<MailboxId, number>): { mailbox: MailboxId | null; chance: number } {
  let none = 1;
  let found: { mailbox: MailboxId | null; chance: number } = { mailbox: null, chance: 0 };
  for (const [mailbox, chance] of chances) {
    none -= chance;
    if (chance > found.chance) found = { mailbox, chance };
  }
  return none > found.chance ? { mailbox: null, chance: none } : found;
}
