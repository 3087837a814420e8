import type { Wanted } from '../contract/app.ts';
import type { BatchId } from '../contract/ids.ts';
import type { Mailbox } from '../contract/mailboxes.ts';
import type { Status } from '../contract/status.ts';
import type { Group } from '../contract/suggestions.ts';
import type { EngineClient } from './engine/client.ts';
import type { Logger } from './engine/platform/logger.ts';
import type { Preferences } from './preferences.ts';
import type { ShellTray } from './shell/port.ts';
import { textsIn } from './texts.ts';
import { trayState, type Glance } from './tray-state.ts';

/** Groups are asked for at most this often; the count follows every status. */
const GROUPS_EVERY_MS = 2_000;
/** An act that can be undone is looked for among so many of the last. */
const ACTS_MAX = 20;

/** Keeps the tray showing what waits, and carries out what is chosen from its menu. */
export function runTray(around: {
  tray: ShellTray;
  engine: EngineClient;
  preferences: Preferences;
  show: (what: Wanted) => void;
  leave: () => void;
  logger: Logger;
}): void {
  const { tray, engine, preferences, logger } = around;
  let status: Status | null = null;
  let glance: Glance = { revision: -1, groups: [], mailboxes: [], lastAct: null };
  let asking: NodeJS.Timeout | null = null;

  const draw = (): void => {
    tray.update(
      trayState(textsIn(preferences.language()), status, glance, {
        open: () => around.show({ place: 'proposals' }),
        quit: around.leave,
        approve: (group) => void approve(group),
        undo: (batch) => void undo(batch),
        pause: () => void engine.call('accounts.pauseAll', {}),
        resume: () => void engine.call('accounts.resumeAll', {}),
        goOffline: (offline) => void engine.call('settings.set', { offline }),
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

  async function approve(group: Group): Promise<void> {
    const filter = { groupKey: group.key, target: group.target, asOf: glance.revision };
    const reply = await engine.call('suggestions.approve', { selection: { filter } });
    if (!reply.ok) logger.warn({ code: reply.problem.code }, 'a group was not approved from the tray');
  }

  async function undo(batch: BatchId): Promise<void> {
    const reply = await engine.call('activity.undoBatch', { batchId: batch });
    if (!reply.ok) logger.warn({ code: reply.problem.code }, 'an act was not undone from the tray');
  }

  function follow(next: Status): void {
    status = next;
    draw();
    if (next.revision !== glance.revision) lookSoon();
  }

  function lookSoon(): void {
    asking ??= setTimeout(() => {
      asking = null;
      void look();
    }, GROUPS_EVERY_MS);
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
