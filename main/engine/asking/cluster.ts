import type { MailboxId } from '../../../contract/ids.ts';

type Chances = ReadonlyMap<MailboxId, number>;

/** Mails of one cause, from which on an answer to two of them may do for all. */
const SHARED_FROM = 3;
/** How sure both answers must be. */
const SURE = 0.5;

/** An answer to a mail; `shared` when others were asked in its place. */
export interface Answered<Row> {
  readonly row: Row;
  readonly chances: Chances;
  readonly shared: boolean;
}

/**
 * Answers for mails of one cause (`rows`, newest first): asks about the first and, where they are enough, about the oldest. When the two
 * agree, what they say together does for all. Gives answers as they come; `ask` gives null where there is none.
 */
export async function* answerGroup<Row>(
  rows: readonly Row[],
  ask: (row: Row) => Promise<Chances | null>,
): AsyncGenerator<Answered<Row>[], void> {
  const [first, ...others] = rows;
  const answer = first === undefined ? null : await ask(first);
  if (first === undefined || !answer) return;
  yield [{ row: first, chances: answer, shared: false }];
  const second = rows.length >= SHARED_FROM ? others.pop() : undefined;
  const confirmed = second === undefined ? null : await ask(second);
  if (second === undefined || !confirmed) return;
  const chances = mean(answer, confirmed);
  const share = agree(answer, confirmed) ? others : [];
  yield [
    { row: second, chances: confirmed, shared: false },
    ...share.map((row) => ({ row, chances, shared: true })),
  ];
}

/** Whether two answers agree so far that the others of their group need not be asked about. */
export function agree(a: Chances, b: Chances): boolean {
  const [first, second] = [best(a), best(b)];
  return first.mailbox === second.mailbox && first.chance >= SURE && second.chance >= SURE;
}

/** What two answers say together. */
export function mean(a: Chances, b: Chances): Map<MailboxId, number> {
  const folders = new Set([...a.keys(), ...b.keys()]);
  return new Map(
    [...folders].map((mailbox) => [mailbox, ((a.get(mailbox) ?? 0) + (b.get(mailbox) ?? 0)) / 2]),
  );
}

/** The likeliest answer; null stands for "none of these". */
function best(chances: Chances): { mailbox: MailboxId | null; chance: number } {
  let none = 1;
  let found: { mailbox: MailboxId | null; chance: number } = { mailbox: null, chance: 0 };
  for (const [mailbox, chance] of chances) {
    none -= chance;
    if (chance > found.chance) found = { mailbox, chance };
  }
  return none > found.chance ? { mailbox: null, chance: none } : found;
}
