import { assertNever } from '../../contract/assert-never.ts';
import type { OpenMessage } from '../../contract/messages.ts';
import type { CommandId } from '../lib/keys/commands.ts';
import { messageReaderActs } from './reader-acts.ts';
import type { Stores } from './stores.ts';

type Act = Extract<
  CommandId,
  'approve' | 'dismiss' | 'snooze' | 'move' | 'read' | 'star' | 'archive' | 'trash'
>;

/**
 * Does what a key asks to the mail of the thread that is in sight, which is not the one that the list opened; never to that
 * one. Does nothing while the mail is still to come (null), or while mails are picked in the list: what is meant is not plain then.
 */
export function actOnAside(stores: Stores, act: Act, mail: OpenMessage | null): void {
  const { session, groupMails, messages } = stores;
  const { marks } = (session.getState().view.place === 'proposals' ? groupMails : messages).getState();
  if (mail === null || marks.selected.size > 0) return;
  const acts = messageReaderActs(stores, messages);
  switch (act) {
    case 'approve':
    case 'dismiss':
    case 'move':
      return acts[act](mail);
    case 'read':
    case 'star':
      // Pressed twice it means there and back, however soon.
      stores.reader.setState({
        mail: act === 'read' ? { ...mail, seen: !mail.seen } : { ...mail, flagged: !mail.flagged },
      });
      return acts.mark(act, mail);
    case 'archive':
    case 'trash':
      return acts.mark(act, mail);
    case 'snooze':
      return void snoozeAside(stores, mail);
    default:
      return assertNever(act);
  }
}

/** Puts the decision on the mail off, where one waits. */
async function snoozeAside({ services, reader, groups }: Stores, mail: OpenMessage): Promise<void> {
  const { proposal } = mail;
  if (proposal === null) return;
  const until = await services.askUntil(1);
  if (until === null || !(await services.filing.snooze({ ids: [proposal.id] }, until))) return;
  await Promise.all([reader.getState().refresh(), groups.getState().refresh()]);
}
