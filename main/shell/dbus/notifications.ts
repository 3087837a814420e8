import dbus from 'dbus-next';
import type { Logger } from '../../engine/platform/logger.ts';
import type { NotificationRequest } from '../port.ts';
import type { SessionBus } from './session-bus.ts';

const SERVICE = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

/** The key of a click on the notification itself. */
const DEFAULT = 'default';

export interface Notifications {
  show(request: NotificationRequest): Promise<void>;
}

/** Notifications by the Desktop Notifications Specification 1.2. */
export async function openNotifications(
  bus: SessionBus,
  options: { iconPath: string; logger: Logger },
): Promise<Notifications> {
  const shown = new Map<number, NotificationRequest>();
  await bus.onSignal(SERVICE.interface, 'ActionInvoked', ({ body: [id, key] }) => {
    if (typeof id !== 'number' || typeof key !== 'string') return;
    // A click can arrive in one read with the answer that names the notification: let that be taken in first.
    setImmediate(() => {
      const request = shown.get(id);
      if (key === DEFAULT) request?.onClick();
      else request?.actions[Number(key)]?.run();
    });
  });
  await bus.onSignal(SERVICE.interface, 'NotificationClosed', ({ body: [id] }) => {
    if (typeof id === 'number') setImmediate(() => shown.delete(id));
  });

  async function show(request: NotificationRequest): Promise<void> {
    const [id] = await bus.call({
      ...SERVICE,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [
        'Casier',
        0,
        options.iconPath,
        request.title,
        escapeMarkup(request.body),
        // Keys and labels by turns; the key "default" is a click on the notification itself.
        [DEFAULT, '', ...request.actions.flatMap(({ label }, position) => [String(position), label])],
        {
          'desktop-entry': new dbus.Variant('s', 'casier'),
          category: new dbus.Variant('s', 'email.arrived'),
        },
        -1,
      ],
    });
    if (typeof id === 'number') shown.set(id, request);
  }
  return {
    show: (request) =>
      show(request).catch((error: unknown) => options.logger.info({ err: error }, 'no notification shown')),
  };
}

/** The body of a notification may carry markup; ours never does, and a sender's name must not. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
