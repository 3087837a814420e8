import type { EngineClient } from './engine/client.ts';
import type { Preferences } from './preferences.ts';
import type { NotificationRequest } from './shell/port.ts';
import { textsIn } from './texts.ts';

/**
 * Tells of proposals that new mail brought, where the person wants it: how many, from whom, for which folders; never of what.
 * And of folders that stopped to file by themselves.
 */
export function announceArrivals(around: {
  notify: (request: NotificationRequest) => void;
  engine: EngineClient;
  preferences: Preferences;
  show: (place: 'proposals' | 'activity') => void;
}): void {
  const { engine, preferences } = around;
  engine.onEvent((event) => {
    if (!preferences.notifications()) return;
    const texts = textsIn(preferences.language());
    if (event.name === 'trust.demoted') {
      const { folder, right, answers } = event.payload;
      around.notify({
        title: texts.demotedTitle(folder),
        body: texts.demotedBody(right, answers),
        action: texts.show,
        onClick: () => around.show('activity'),
      });
    }
    if (event.name !== 'suggestions.arrived') return;
    around.notify({
      title: texts.arrivedTitle(event.payload.count),
      body: texts.arrivedBody(event.payload.senders, event.payload.folders),
      action: texts.show,
      onClick: () => around.show('proposals'),
    });
  });
}
