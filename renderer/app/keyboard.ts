import { assertNever } from '../../contract/assert-never.ts';
import { activityCommands } from '../features/activity/index.ts';
import { backtestCommands } from '../features/backtest/index.ts';
import { dashboardCommands } from '../features/dashboard/index.ts';
import { messageListCommands, searchCommands } from '../features/mailbox/index.ts';
import { newFoldersCommands } from '../features/new-folders/index.ts';
import { selectAside } from '../features/reader/index.ts';
import { rulesCommands } from '../features/rules/index.ts';
import { triageCommands } from '../features/triage/index.ts';
import { commandOf, type Command, type PlaceCommands } from '../lib/acts/commands.ts';
import { actOnAside } from './aside-acts.ts';
import type { Stores } from './stores.ts';

/** Elements that need their keys for themselves. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';
const OWN_ENTER = 'button, a, [role="button"], [role="radio"]';

/** Keys act on the place on screen; gives a function that stops it. */
export function followKeys(stores: Stores): () => void {
  const { session, groups, groupMails, mailActs, messages, services } = stores;
  const triage = triageCommands(groups, groupMails, mailActs, services);
  const list = messageListCommands(messages, services);
  const found = searchCommands(stores.search, messages, services);
  const rules = rulesCommands(stores.rules);
  const replayed = backtestCommands(stores.backtest);
  const done = activityCommands(stores.activity);
  const seen = dashboardCommands(stores.dashboard);

  function placeCommands(): PlaceCommands {
    const { view } = session.getState();
    switch (view.place) {
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
        return newFoldersCommands(stores.newFolders, () => session.getState().go({ place: 'proposals' }));
      default:
        return assertNever(view);
    }
  }

  function run(command: Command): void {
    const place = placeCommands();
    switch (command.do) {
      case 'step':
        return place.step?.(command.by, command.extend);
      case 'undo':
        return void services.filing.undoLast();
      case 'search':
        return session.getState().go({ place: 'search' });
      case 'help':
        return session.getState().openSheet('help');
      case 'open':
      case 'back':
      case 'select':
      case 'selectAll':
        return place[command.do]?.();
      case 'approve':
      case 'dismiss':
      case 'snooze':
      case 'move':
      case 'read':
      case 'star':
      case 'archive':
      case 'trash': {
        const aside = selectAside(stores.reader.getState());
        if (aside === undefined) place[command.do]?.();
        else if (place[command.do] !== undefined) actOnAside(stores, command.do, aside);
        return;
      }
      default:
        return assertNever(command);
    }
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const within = (selector: string) => (target?.closest(selector) ?? null) !== null;
    if (within(OWN_KEYS) || document.querySelector('[role="dialog"]') !== null) return;
    if (event.key === 'Enter' && within(OWN_ENTER)) return;
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    run(command);
  }

  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
