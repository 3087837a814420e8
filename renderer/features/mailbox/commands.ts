import type { StoreApi } from 'zustand';
import type { MessageRow } from '../../../contract/messages.ts';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import { byMailbox, markOf, type MarkCommand } from '../../lib/acts/marking.ts';
import type { Services } from '../../lib/services.tsx';
import { keyOfMessage, selectMeantMessages, type MessageList } from './mailbox-slice.ts';

/** Asks for a folder and moves mails there, one batch for each mailbox they are in (a search may find several). */
export async function moveMessages(
  rows: readonly MessageRow[],
  list: StoreApi<MessageList>,
  services: Services,
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const mine = rows.filter((row) => row.accountId === first.accountId);
  const oneMailbox = mine.every((row) => row.mailboxId === first.mailboxId);
  const folder = await services.askFolder({
    account: first.accountId,
    count: mine.length,
    without: oneMailbox ? first.mailboxId : null,
  });
  if (folder === null) return;
  list.getState().take(new Set(mine.map(keyOfMessage)));
  for (const [from, members] of Map.groupBy(mine, (row) => row.mailboxId)) {
    if (from !== folder)
      await services.filing.move(
        members.map((row) => row.id),
        from,
        folder,
      );
  }
  await list.getState().refresh();
}

/** Marks mails, or puts them away, one act for each mailbox they are in. The star and the read mark turn. */
export async function markMessages(
  command: MarkCommand,
  rows: readonly MessageRow[],
  list: StoreApi<MessageList>,
  services: Services,
): Promise<void> {
  if (rows.length === 0) return;
  const act = markOf(command, rows);
  if (act === 'archive' || act === 'trash') list.getState().take(new Set(rows.map(keyOfMessage)));
  await services.filing.mark(act, byMailbox(rows));
  await list.getState().refresh();
}

/** Files mails where it was proposed; those without a proposal stay. */
export async function approveMessages(
  rows: readonly MessageRow[],
  list: StoreApi<MessageList>,
  services: Services,
): Promise<void> {
  if (rows.length === 0) return;
  await services.filing.actOnFound({ messages: rows.map(({ id }) => id) }, 'approve');
  await list.getState().refresh();
}

/** Keys of the mailbox and search views. */
export function messageListCommands(list: StoreApi<MessageList>, services: Services): PlaceCommands {
  const mark = (command: MarkCommand) =>
    void markMessages(command, selectMeantMessages(list.getState()), list, services);
  return {
    meant: () => selectMeantMessages(list.getState()).length,
    step: (by, extend) => list.getState().step(by, extend),
    open: () => list.getState().read(list.getState().marks.cursor),
    back() {
      const { reading, read, marks, unpick } = list.getState();
      if (marks.selected.size > 0) unpick();
      else if (reading !== null) read(null);
    },
    approve: () => void approveMessages(selectMeantMessages(list.getState()), list, services),
    move: () => void moveMessages(selectMeantMessages(list.getState()), list, services),
    select: () => list.getState().toggle(),
    read: () => mark('read'),
    star: () => mark('star'),
    archive: () => mark('archive'),
    trash: () => mark('trash'),
  };
}
