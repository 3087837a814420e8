import type { StoreApi } from 'zustand';
import type { Group } from '../../../contract/suggestions.ts';
import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { MarkCommand } from '../../lib/acts/marking.ts';
import type { Services } from '../../lib/services.tsx';
import { selectMeant, type GroupsState } from './groups-slice.ts';
import { selectMeantMails, type GroupMails, type MailActs } from './mails-slice.ts';

/** Asks for a folder and sends whole groups there. */
export async function moveGroups(
  groups: readonly Group[],
  store: StoreApi<GroupsState>,
  services: Services,
): Promise<void> {
  const first = groups[0];
  if (first === undefined) return;
  const sameTarget = groups.every((group) => group.target === first.target);
  const folder = await services.askFolder({
    account: first.accountId,
    count: groups.reduce((sum, group) => sum + group.count, 0),
    without: sameTarget ? first.target : null,
  });
  if (folder !== null) await store.getState().approve(groups, folder);
}

/** Asks for a moment and puts the decision on whole groups off until then. */
export async function snoozeGroups(
  groups: readonly Group[],
  store: StoreApi<GroupsState>,
  services: Services,
): Promise<void> {
  if (groups.length === 0) return;
  const until = await services.askUntil(groups.reduce((sum, group) => sum + group.count, 0));
  if (until !== null) await store.getState().snooze(groups, until);
}

/** Asks for a moment and puts the decision on the meant mails off until then. */
export async function snoozeMails(
  mails: StoreApi<GroupMails>,
  acts: MailActs,
  services: Services,
): Promise<void> {
  const rows = selectMeantMails(mails.getState());
  if (rows.length === 0) return;
  const until = await services.askUntil(rows.length);
  if (until !== null) await acts.snooze(rows, until);
}

/** Asks for a folder and sends the meant mails there. */
export async function moveMails(
  mails: StoreApi<GroupMails>,
  acts: MailActs,
  services: Services,
): Promise<void> {
  const rows = selectMeantMails(mails.getState());
  const first = rows[0];
  if (first === undefined) return;
  const folder = await services.askFolder({
    account: first.accountId,
    count: rows.length,
    without: first.target,
  });
  if (folder !== null) await acts.approve(rows, folder);
}

/**
 * Keys of the triage view. They act on groups until the person goes into one (Enter); then on its mails, until they come
 * back (Escape).
 */
export function triageCommands(
  groups: StoreApi<GroupsState>,
  mails: StoreApi<GroupMails>,
  acts: MailActs,
  services: Services,
): PlaceCommands {
  const inside = () => mails.getState().marks.cursor !== null;
  /** Single mails are meant; all of a group are meant as the group that they are. */
  const single = () => inside() && !mails.getState().all;
  const meant = () => selectMeant(groups.getState());
  const leaveMails = () => {
    mails.getState().unmark();
  };
  const mark = (command: MarkCommand) => {
    if (single()) void acts.mark(command, selectMeantMails(mails.getState()));
  };
  return {
    meant: () => (single() ? selectMeantMails(mails.getState()).length : meant().length),
    step: (by, extend) => (inside() ? mails.getState().step(by, extend) : groups.getState().step(by, extend)),
    open() {
      const state = mails.getState();
      if (inside()) state.read(state.marks.cursor);
      else if (groups.getState().marks.cursor !== null) state.step(1, false);
    },
    back() {
      const state = mails.getState();
      if (state.reading !== null) state.read(null);
      else if (state.all || state.marks.selected.size > 0) state.unpick();
      else if (inside()) leaveMails();
      else if (groups.getState().marks.selected.size > 0) groups.getState().unpick();
      else groups.getState().leave();
    },
    approve() {
      if (single()) void acts.approve(selectMeantMails(mails.getState()));
      else void groups.getState().approve(meant());
    },
    dismiss() {
      if (single()) void acts.dismiss(selectMeantMails(mails.getState()));
      else void groups.getState().dismiss(meant());
    },
    move() {
      if (single()) void moveMails(mails, acts, services);
      else void moveGroups(meant(), groups, services);
    },
    snooze() {
      if (single()) void snoozeMails(mails, acts, services);
      else void snoozeGroups(meant(), groups, services);
    },
    selectAll: () => (inside() ? mails.getState().pickAll() : groups.getState().pickAll()),
    select: () => (inside() ? mails.getState().toggle() : groups.getState().toggle()),
    read: () => mark('read'),
    star: () => mark('star'),
    archive: () => mark('archive'),
    trash: () => mark('trash'),
  };
}
