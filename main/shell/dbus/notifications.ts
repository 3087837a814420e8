import type { Logger } from '../../engine/platform/logger.ts';
import type { NotificationRequest } from '../port.ts';
import type { SessionBus } from './session-bus.ts';

const SERVICE = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

export interface Notifications {
  show(request: NotificationRequest): void;
}

/** Notifications by the Desktop Notifications Specification 1.2; a click and the button do the same. */
export async function openNotifications(
  bus: SessionBus,
  options: { iconPath: string; logger: Logger },
): Promise<Notifications> {
  const clicks = new Map<number, () => void>();
  await bus.onSignal(SERVICE.interface, 'ActionInvoked', ({ body: [id] }) => {
    // A click can arrive in one read with the answer that names the notification: let that be taken in first.
    if (typeof id === 'number') setImmediate(() => clicks.get(id)?.());
  });
  await bus.onSignal(SERVICE.interface, 'NotificationClosed', ({ body: [id] }) => {
    if (typeof id === 'number') setImmediate(() => clicks.delete(id));
  });

  async function show(request: NotificationRequest): Promise<void> {
    const actions = ['default', request.action, 'show', request.action];
    const [id] = await bus.call({
      ...SERVICE,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: ['Casier', 0, options.iconPath, request.title, escapeMarkup(request.body), actions, {}, -1],
    });
    if (typeof id === 'number') clicks.set(id, request.onClick);
  }
  return {
    show: (request) => {
      show(request).catch((error: unknown) => options.logger.info({ err: error }, 'no notification shown'));
    },
  };
}

/** The body of a notification may carry markup; ours never does, and a sender's name must not. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
