import { assertNever } from '../../contract/assert-never.ts';
import { activityCommands } from '../features/activity/index.ts';
import { backtestCommands } from '../features/backtest/index.ts';
import { dashboardCommands } from '../features/dashboard/index.ts';
import { messageListCommands, searchCommands } from '../features/mailbox/index.ts';
import { newFoldersCommands } from '../features/new-folders/index.ts';
import { rulesCommands } from '../features/rules/index.ts';
import { triageCommands } from '../features/triage/index.ts';
import type { PlaceCommands } from '../lib/acts/commands.ts';
import type { OpenMessage } from '../../contract/messages.ts';
import { messageReaderActs } from './reader-acts.ts';
import type { Stores } from './stores.ts';

/** What keys mean where the person is; acts that the place itself does not know mean the open mail. */
export function createPlaceCommands(stores: Stores): () => PlaceCommands {
  const { session, groups, groupMails, mailActs, messages, services } = stores;
  const triage = triageCommands(groups, groupMails, mailActs, services);
  const list = messageListCommands(messages, services);
  const found = searchCommands(stores.search, messages, services);
  const rules = rulesCommands(stores.rules);
  const replayed = backtestCommands(stores.backtest);
  const done = activityCommands(stores.activity);
  const seen = dashboardCommands(stores.dashboard);
  const suggested = newFoldersCommands(stores.newFolders, () =>
    session.getState().go({ place: 'proposals' }),
  );
  const reading = readingCommands(stores);

  function ofPlace(): PlaceCommands {
    const { place } = session.getState().view;
    switch (place) {
      case 'proposals':
        return triage;
      case 'mailbox':
        return list;
      case 'search':
        return found;
      case 'activity':
        return done;
      case 'rules':
        return rules;
      case 'backtest':
        return replayed;
      case 'dashboard':
        return seen;
      case 'new-folders':
        return suggested;
      default:
        return assertNever(place);
    }
  }
  // The reader takes its offer back when it leaves the screen.
  return () => (stores.reader.getState().stepThread === null ? ofPlace() : { ...reading, ...ofPlace() });
}

function readingCommands(stores: Stores): PlaceCommands {
  const acts = messageReaderActs(stores, stores.messages);
  const withMail = (act: (mail: OpenMessage) => void) => () => {
    const { id, mail } = stores.reader.getState();
    if (mail !== null && mail.id === id) act(mail);
  };
  return {
    approve: withMail((mail) => acts.approve(mail)),
    dismiss: withMail((mail) => acts.dismiss(mail)),
    move: withMail((mail) => acts.move(mail)),
    read: withMail((mail) => acts.mark('read', mail)),
    star: withMail((mail) => acts.mark('star', mail)),
    archive: withMail((mail) => acts.mark('archive', mail)),
    trash: withMail((mail) => acts.mark('trash', mail)),
  };
}
