import type { EngineClient } from './engine/client.ts';
import type { Preferences } from './preferences.ts';
import type { NotificationRequest } from './shell/port.ts';
import { textsIn } from './texts.ts';

/** Tells of proposals that new mail brought, where the person wants it: how many, from whom, for which folders; never of what. */
export function announceArrivals(around: {
  notify: (request: NotificationRequest) => void;
  engine: EngineClient;
  preferences: Preferences;
  show: (place: 'proposals') => void;
}): void {
  const { engine, preferences } = around;
  engine.onEvent((event) => {
    if (event.name !== 'suggestions.arrived' || !preferences.notifications()) return;
    const texts = textsIn(preferences.language());
    around.notify({
      title: texts.arrivedTitle(event.payload.count),
      body: texts.arrivedBody(event.payload.senders, event.payload.folders),
      action: texts.show,
      onClick: () => around.show('proposals'),
    });
  });
}
