import type { Wanted } from '../contract/app.ts';
import type { BatchId } from '../contract/ids.ts';
import type { Mailbox } from '../contract/mailboxes.ts';
import type { Reply } from '../contract/problem.ts';
import type { Status } from '../contract/status.ts';
import type { Group } from '../contract/suggestions.ts';
import type { EngineClient } from './engine/client.ts';
import type { Logger } from './engine/platform/logger.ts';
import type { Preferences } from './preferences.ts';
import type { NotificationRequest, ShellTray } from './shell/port.ts';
import { textsIn } from './texts.ts';
import { trayState, type Glance } from './tray-state.ts';

/** Groups are asked for at most this often; the count follows every status. */
const GROUPS_EVERY_MS = 2_000;
/** An act that can be undone is looked for among so many of the last. */
const ACTS_MAX = 20;

/** Keeps the tray showing what waits, carries out what is chosen from its menu, and says so where that came to nothing. */
export function runTray(around: {
  tray: ShellTray;
  engine: EngineClient;
  preferences: Preferences;
  notify: (request: NotificationRequest) => Promise<void>;
  show: (what: Wanted) => void;
  leave: () => void;
  logger: Logger;
}): void {
  const { tray, engine, preferences, logger } = around;
  let status: Status | null = null;
  let glance: Glance = { revision: -1, groups: [], mailboxes: [], lastAct: null };
  let resting: NodeJS.Timeout | null = null;
  let again = false;

  const draw = (): void => {
    // What is chosen is about what was on the menu then, also where that has been drawn anew under the pointer.
    const { revision } = glance;
    tray.update(
      trayState(textsIn(preferences.language()), status, glance, {
        open: () => around.show({ place: 'proposals' }),
        quit: around.leave,
        approve: (group) => void approve(group, revision),
        undo: (batch) => void undo(batch),
        pause: () => void engine.call('accounts.pauseAll', {}).then(tellProblem),
        resume: () => void engine.call('accounts.resumeAll', {}).then(tellProblem),
        goOffline: (offline) => void engine.call('settings.set', { offline }).then(tellProblem),
      }),
    );
  };

  async function look(): Promise<void> {
    const [groups, mailboxes, activity] = await Promise.all([
      engine.call('suggestions.groups', {}),
      engine.call('mailboxes.list', {}),
      engine.call('activity.list', { limit: ACTS_MAX }),
    ]);
    if (!groups.ok || !mailboxes.ok || !activity.ok) return;
    const last = activity.value.batches.find(
      ({ actor, action, undone, count }) => actor === 'person' && action !== 'undo' && undone < count,
    );
    glance = {
      revision: groups.value.revision,
      groups: groups.value.groups satisfies Group[],
      mailboxes: mailboxes.value satisfies Mailbox[],
      lastAct: last ? { batch: last.id, count: last.count - last.undone } : null,
    };
    draw();
  }

  async function approve(group: Group, asOf: number): Promise<void> {
    const filter = { groupKey: group.key, target: group.target, asOf };
    const reply = await engine.call('suggestions.approve', { selection: { filter } });
    settle(reply, reply.ok && reply.value.accepted === 0);
  }

  async function undo(batch: BatchId): Promise<void> {
    const reply = await engine.call('activity.undoBatch', { batchId: batch });
    settle(reply, reply.ok && reply.value.accepted === 0);
  }

  /** Says why nothing came of what was chosen, and draws the menu as things are now. */
  function settle(reply: Reply<unknown>, stale: boolean): void {
    tellProblem(reply);
    const { nothingToDo, changedSinceMenu } = textsIn(preferences.language());
    if (stale) tell(nothingToDo, changedSinceMenu);
    void look();
  }

  function tellProblem(reply: Reply<unknown>): void {
    if (reply.ok) return;
    logger.warn({ code: reply.problem.code }, 'what was chosen from the tray was not done');
    const { notDone, engineDidNot } = textsIn(preferences.language());
    tell(notDone, engineDidNot);
  }

  function tell(title: string, body: string): void {
    const open = (): void => around.show({ place: 'proposals' });
    void around.notify({ title, body, actions: [], onClick: open });
  }

  function follow(next: Status): void {
    status = next;
    draw();
    if (next.revision !== glance.revision) lookSoon();
  }

  /** At once, and then not again for a while. */
  function lookSoon(): void {
    again = resting !== null;
    if (again) return;
    resting = setTimeout(() => {
      resting = null;
      if (again) lookSoon();
    }, GROUPS_EVERY_MS);
    void look();
  }

  engine.onEvent((event) => {
    if (event.name === 'status.changed') follow(event.payload);
    else if (event.name === 'activity.changed') lookSoon();
  });
  engine.onStatus(({ state }) => {
    if (state !== 'ready') return;
    void engine.call('status.get', {}).then((reply) => {
      if (reply.ok) follow(reply.value);
    });
  });
  preferences.onChange(draw);
  tray.onActivate(() => around.show({ place: 'proposals' }));
  draw();
}
