import { assertNever } from '../../contract/assert-never.ts';
import type { Wanted } from '../../contract/app.ts';
import type { EventPayload } from '../../contract/index.ts';
import type { MessageId } from '../../contract/ids.ts';
import { showMailbox } from '../features/mailbox/index.ts';
import type { Stores } from './stores.ts';

/** Shows what the tray or a notification asks for, whatever was on screen. */
export async function showWanted(stores: Stores, wanted: Wanted): Promise<void> {
  const { session } = stores;
  session.getState().openSheet(null);
  switch (wanted.place) {
    case 'proposals':
    case 'activity':
      session.getState().go({ place: wanted.place });
      return;
    case 'mail':
      return showMail(stores, wanted.id);
    default:
      return assertNever(wanted);
  }
}

/** Opens a mail where it lies now: it may have been filed since it was told of. */
async function showMail({ session, messages, reader, services }: Stores, id: MessageId): Promise<void> {
  await reader.getState().open(id);
  const { mail, problem } = reader.getState();
  if (mail?.id !== id) {
    if (problem !== null) services.tell({ kind: 'problem', problem });
    return;
  }
  session.getState().go({ place: 'mailbox', id: mail.mailboxId });
  await showMailbox(messages, services.client, mail.mailboxId);
  messages.getState().click(id, { shift: false, ctrl: false });
  messages.getState().read(id);
}

/** Somebody became a VIP, or is none any more: the open mail and the lists on screen say so. */
export function showVip(
  { reader, messages, groups, groupMails }: Stores,
  { address, vip }: EventPayload<'people.changed'>,
): void {
  const { mail } = reader.getState();
  if (mail?.from.address === address) reader.setState({ mail: { ...mail, senderVip: vip } });
  void messages.getState().refresh();
  void groups.getState().refresh();
  void groupMails.getState().refresh();
}
