import type { BatchId } from '../contract/ids.ts';
import type { Mailbox } from '../contract/mailboxes.ts';
import type { Status } from '../contract/status.ts';
import type { Group } from '../contract/suggestions.ts';
import type { TrayMenuItem, TrayState } from './shell/port.ts';
import type { Texts } from './texts.ts';

const GROUPS_MAX = 3;
const CAUSE_LENGTH_MAX = 40;

/** The proposals as they were when the menu was last drawn. */
export interface Glance {
  /** Approving goes no further than this revision: nothing is filed that the menu did not count. */
  readonly revision: number;
  readonly groups: readonly Group[];
  readonly mailboxes: readonly Mailbox[];
  /** The person's last act that can be taken back, and how many mails it is of. */
  readonly lastAct: { readonly batch: BatchId; readonly count: number } | null;
}

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
  readonly approve: (group: Group) => void;
  readonly undo: (batch: BatchId) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly goOffline: (offline: boolean) => void;
}

/** What the tray shows: how many proposals wait, the largest groups to approve at once, pause or resume, and the way out. */
export function trayState(
  texts: Texts,
  status: Status | null,
  glance: Glance,
  actions: TrayActions,
): TrayState {
  const offline = status?.offline === true;
  const waiting = status?.waiting ?? 0;
  const accounts = (status?.accounts ?? []).filter((account) => account.status !== 'signed-out');
  const paused = accounts.length > 0 && accounts.every((account) => account.status === 'paused');
  return {
    badge: waiting,
    tooltip: texts.waiting(waiting),
    menu: [
      [item(texts.open, actions.open)],
      [
        { ...item(texts.waiting(waiting), actions.open), enabled: false },
        ...glance.groups.slice(0, GROUPS_MAX).map((group) => {
          const folder = glance.mailboxes.find((mailbox) => mailbox.id === group.target)?.name ?? '';
          const label = texts.approve(group.count, shorten(group.cause.label), folder);
          return item(label, () => actions.approve(group));
        }),
      ],
      glance.lastAct === null ? [] : [undoItem(texts, glance.lastAct, actions)],
      accounts.length === 0
        ? []
        : [
            paused ? item(texts.resumeAll, actions.resume) : item(texts.pauseAll, actions.pause),
            offline
              ? item(texts.goOnline, () => actions.goOffline(false))
              : item(texts.goOffline, () => actions.goOffline(true)),
          ],
      [item(texts.quit, actions.quit)],
    ],
  };
}

function undoItem(
  texts: Texts,
  { batch, count }: NonNullable<Glance['lastAct']>,
  actions: TrayActions,
): TrayMenuItem {
  return item(texts.undoLast(count), () => actions.undo(batch));
}

function item(label: string, run: () => void): TrayMenuItem {
  return { label, enabled: true, run };
}

function shorten(text: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  if (characters.length <= CAUSE_LENGTH_MAX) return text;
  return `${characters.slice(0, CAUSE_LENGTH_MAX - 1).join('')}…`;
}
