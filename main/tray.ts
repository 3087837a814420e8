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

/** Keeps the tray showing what waits, and carries out what is chosen from its menu. */
export function runTray(around: {
  tray: ShellTray;
  engine: EngineClient;
  preferences: Preferences;
  show: (place: 'proposals') => void;
  leave: () => void;
  logger: Logger;
}): void {
  const { tray, engine, preferences, logger } = around;
  let status: Status | null = null;
  let glance: Glance = { revision: -1, groups: [], mailboxes: [] };
  let asking: NodeJS.Timeout | null = null;

  const draw = (): void => {
    tray.update(
      trayState(textsIn(preferences.language()), status, glance, {
        open: () => around.show('proposals'),
        quit: around.leave,
        approve: (group) => void approve(group),
        pause: () => void engine.call('accounts.pauseAll', {}),
        resume: () => void engine.call('accounts.resumeAll', {}),
      }),
    );
  };

  async function look(): Promise<void> {
    const [groups, mailboxes] = await Promise.all([
      engine.call('suggestions.groups', {}),
      engine.call('mailboxes.list', {}),
    ]);
    if (!groups.ok || !mailboxes.ok) return;
    glance = {
      revision: groups.value.revision,
      groups: groups.value.groups satisfies Group[],
      mailboxes: mailboxes.value satisfies Mailbox[],
    };
    draw();
  }

  async function approve(group: Group): Promise<void> {
    const filter = { groupKey: group.key, target: group.target, asOf: glance.revision };
    const reply = await engine.call('suggestions.approve', { selection: { filter } });
    if (!reply.ok) logger.warn({ code: reply.problem.code }, 'a group was not approved from the tray');
  }

  function follow(next: Status): void {
    status = next;
    draw();
    if (next.revision === glance.revision || asking !== null) return;
    asking = setTimeout(() => {
      asking = null;
      void look();
    }, GROUPS_EVERY_MS);
  }

  engine.onEvent((event) => {
    if (event.name === 'status.changed') follow(event.payload);
  });
  engine.onStatus(({ state }) => {
    if (state !== 'ready') return;
    void engine.call('status.get', {}).then((reply) => {
      if (reply.ok) follow(reply.value);
    });
  });
  preferences.onChange(draw);
  tray.onActivate(() => around.show('proposals'));
  draw();
}
