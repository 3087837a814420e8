import type { TFunction } from 'i18next';
import type { Mailbox } from '../../../contract/mailboxes.ts';

/** What a mailbox is called: special ones in the person's language, their own folders as they named them. */
export function mailboxName(mailbox: Mailbox | undefined, t: TFunction): string {
  if (mailbox === undefined) return '';
  return mailbox.role === 'folder' ? mailbox.name : t(`mailbox.role.${mailbox.role}`);
}
