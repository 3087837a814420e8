import type { StoreApi } from 'zustand';
import type { MailboxId } from '../../../contract/ids.ts';
import type { MessageRow } from '../../../contract/messages.ts';
import type { Client } from '../../lib/bridge.ts';
import { createMailList, meantMails, type MailListState } from '../../lib/lists/mail-list.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

export type MessageList = MailListState<MessageRow>;

export const messageListStore = createStoreHook<MessageList>('message list');
export const useMessageList = messageListStore.use;

export const keyOfMessage = (row: MessageRow): number => row.id;

/** The mails of one mailbox, or those that a search found. */
export function createMessageList(): StoreApi<MessageList> {
  return createMailList<MessageRow>(keyOfMessage);
}

/** Lists a mailbox, newest first. */
export function showMailbox(
  list: StoreApi<MessageList>,
  client: Client,
  mailboxId: MailboxId,
): Promise<void> {
  return list
    .getState()
    .show(`mailbox/${mailboxId}`, (offset, limit) =>
      client.call('messages.list', { mailboxId, offset, limit }),
    );
}

/** The mails an action means, as far as they are here. */
export function selectMeantMessages(state: MessageList): MessageRow[] {
  return meantMails(state, keyOfMessage);
}

/** The mail in the reading pane. */
export function selectOpenMessage(state: MessageList): MessageRow | null {
  if (state.reading === null) return null;
  for (const row of state.pages.rows.values()) if (row.id === state.reading) return row;
  return null;
}
