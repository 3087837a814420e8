import type { StoreApi } from 'zustand';
import type { MailboxId } from '../../contract/ids.ts';
import type { OpenMessage } from '../../contract/messages.ts';
import { markMessages, moveMessages, type MessageList } from '../features/mailbox/index.ts';
import type { ReaderActs } from '../features/reader/index.ts';
import type { MarkCommand } from '../lib/acts/marking.ts';
import { selectReading } from '../features/triage/index.ts';
import type { Stores } from './stores.ts';

/** Acts on a mail read from a group of proposals: the group's list goes on to the next mail. */
export function triageReaderActs(stores: Stores): ReaderActs {
  const { groupMails, mailActs, messages, reader, services } = stores;
  const rows = () => {
    const row = selectReading(groupMails.getState());
    return row === null ? [] : [row];
  };
  async function moveReading(mail: OpenMessage): Promise<void> {
    const held = rows();
    const folder = await services.askFolder({
      account: mail.accountId,
      count: 1,
      without: mail.proposal?.target ?? mail.mailboxId,
    });
    if (folder !== null) await mailActs.approve(held, folder);
  }
  async function mark(command: MarkCommand, mail: OpenMessage): Promise<void> {
    const held = rows();
    if (held.length === 0) await markMessages(command, [mail], messages, services);
    // The open mail tells of its star, which rows of proposals do not.
    else
      await mailActs.mark(
        command,
        held.map((row) => ({ ...row, flagged: mail.flagged })),
      );
  }
  return {
    approve: (_mail, folder) => void mailActs.approve(rows(), folder),
    dismiss: () => void mailActs.dismiss(rows()),
    move: (mail) => void moveReading(mail),
    mark(command, mail) {
      void mark(command, mail).then(() => reader.getState().refresh());
    },
  };
}

/** Acts on a mail read from a mailbox or a search. */
export function messageReaderActs(
  { services, reader, groups }: Stores,
  list: StoreApi<MessageList>,
): ReaderActs {
  async function settle(mail: OpenMessage, leaves: boolean, run: () => Promise<boolean>): Promise<void> {
    if (leaves) list.getState().take(new Set([mail.id]));
    await run();
    await Promise.all([list.getState().refresh(), reader.getState().refresh(), groups.getState().refresh()]);
  }
  return {
    approve(mail, folder?: MailboxId) {
      const { proposal } = mail;
      if (proposal === null) return;
      void settle(mail, true, () =>
        services.filing.approve({ ids: [proposal.id] }, { folder, shown: proposal.target }),
      );
    },
    dismiss(mail) {
      const { proposal } = mail;
      if (proposal === null) return;
      void settle(mail, false, () => services.filing.dismiss({ ids: [proposal.id] }));
    },
    move: (mail) => void moveMessages([mail], list, services),
    mark(command, mail) {
      void markMessages(command, [mail], list, services).then(() => reader.getState().refresh());
    },
  };
}
