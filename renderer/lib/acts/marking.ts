import { assertNever } from '../../../contract/assert-never.ts';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';

/** What can be done with mails besides filing them, as a key or a button asks for it. */
export type MarkCommand = 'read' | 'star' | 'archive' | 'trash';

/** What is done: marks turn, so the command alone does not tell. */
export type Mark = 'read' | 'unread' | 'flag' | 'unflag' | 'archive' | 'trash';

/** Mails of one mailbox. */
export interface MailsIn {
  readonly mailboxId: MailboxId;
  readonly messages: readonly MessageId[];
}

/** Turns marks: when all mails carry one it is taken away, else set on all. Where rows do not tell of stars, one is set. */
export function markOf(
  command: MarkCommand,
  rows: readonly { readonly seen: boolean; readonly flagged?: boolean }[],
): Mark {
  switch (command) {
    case 'read':
      return rows.every(({ seen }) => seen) ? 'unread' : 'read';
    case 'star':
      return rows.every(({ flagged }) => flagged === true) ? 'unflag' : 'flag';
    case 'archive':
    case 'trash':
      return command;
    default:
      return assertNever(command);
  }
}

/** Mails, by the mailbox they are in. */
export function byMailbox(
  mails: readonly { readonly id: MessageId; readonly mailboxId: MailboxId }[],
): MailsIn[] {
  const groups = Map.groupBy(mails, ({ mailboxId }) => mailboxId);
  return [...groups].map(([mailboxId, members]) => ({ mailboxId, messages: members.map(({ id }) => id) }));
}
