import type { MailboxId } from '../../../contract/ids.ts';

/** Folders of the classifier that are asked about; with fewer filed mails than this it knows nothing of a folder. */
const SHORT_LIST = 6;
const FEW_MAILS = 3;

/** Folders worth asking about: what the classifier thinks of first, and those it has seen too little of. */
export function shortListOf(
  learned: ReadonlyMap<MailboxId, number>,
  folders: Iterable<MailboxId>,
  filed: ReadonlyMap<MailboxId, number>,
): ReadonlySet<MailboxId> {
  const best = [...learned].sort(([, a], [, b]) => b - a).slice(0, SHORT_LIST);
  const unknown = [...folders].filter((mailbox) => (filed.get(mailbox) ?? 0) < FEW_MAILS);
  return new Set([...best.map(([mailbox]) => mailbox), ...unknown]);
}
