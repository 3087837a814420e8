import dbus from 'dbus-next';
import type { Logger } from '../../engine/platform/logger.ts';
import type { ShellTray, TrayState } from '../port.ts';
import { DbusMenu } from './menu.ts';
import type { SessionBus } from './session-bus.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM_PATH = '/StatusNotifierItem';
const MENU_PATH = '/MenuBar';

const { Interface } = dbus.interface;

/** The icon in the panel, by the StatusNotifierItem specification. */
class StatusNotifierItem extends Interface {
  readonly Category = 'Communications';
  readonly Id = 'casier';
  readonly Status = 'Active';
  readonly WindowId = 0;
  readonly ItemIsMenu = false;
  readonly Menu = MENU_PATH;
  readonly IconThemePath: string;
  Title = 'Casier';
  IconName = 'casier-tray';
  ToolTip: [icon: string, pixmaps: unknown[], title: string, text: string] = ['', [], 'Casier', ''];
  readonly #activate: () => void;

  constructor(iconsDir: string, activate: () => void) {
    super('org.kde.StatusNotifierItem');
    this.IconThemePath = iconsDir;
    this.#activate = activate;
  }

  show({ tooltip, badge }: TrayState): void {
    this.Title = badge > 0 ? `Casier (${badge})` : 'Casier';
    this.IconName = badge > 0 ? 'casier-tray-waiting' : 'casier-tray';
    this.ToolTip = ['', [], this.Title, tooltip];
    this.NewTitle();
    this.NewIcon();
    this.NewToolTip();
  }

  Activate(_x: number, _y: number): void {
    this.#activate();
  }

  SecondaryActivate(_x: number, _y: number): void {
    this.#activate();
  }

  ContextMenu(_x: number, _y: number): void {
    // Hosts that draw the menu themselves do not call this; the others have no menu to show.
    this.#activate();
  }

  NewTitle(): void {
    // Calling it sends the signal.
  }

  NewIcon(): void {
    // Calling it sends the signal.
  }

  NewToolTip(): void {
    // Calling it sends the signal.
  }
}

StatusNotifierItem.configureMembers({
  properties: {
    Category: { signature: 's', access: 'read' },
    Id: { signature: 's', access: 'read' },
    Title: { signature: 's', access: 'read' },
    Status: { signature: 's', access: 'read' },
    WindowId: { signature: 'i', access: 'read' },
    IconName: { signature: 's', access: 'read' },
    IconThemePath: { signature: 's', access: 'read' },
    ToolTip: { signature: '(sa(iiay)ss)', access: 'read' },
    ItemIsMenu: { signature: 'b', access: 'read' },
    Menu: { signature: 'o', access: 'read' },
  },
  methods: {
    Activate: { inSignature: 'ii', outSignature: '' },
    SecondaryActivate: { inSignature: 'ii', outSignature: '' },
    ContextMenu: { inSignature: 'ii', outSignature: '' },
  },
  signals: {
    NewTitle: { signature: '' },
    NewIcon: { signature: '' },
    NewToolTip: { signature: '' },
  },
});

/** Puts an icon into the panel; null where no panel takes one. A panel that restarts gets it again. */
export async function openTray(
  bus: SessionBus,
  options: { iconsDir: string; logger: Logger },
): Promise<ShellTray | null> {
  try {
    if (!(await hasTrayHost(bus))) return null;
    const listeners: (() => void)[] = [];
    const item = new StatusNotifierItem(options.iconsDir, () => {
      for (const listener of listeners) listener();
    });
    const menu = new DbusMenu();
    const name = `org.kde.StatusNotifierItem-${process.pid}-1`;
    bus.connection.export(ITEM_PATH, item);
    bus.connection.export(MENU_PATH, menu);
    await bus.connection.requestName(name, 0);
    await register(bus, name);
    await bus.onSignal('org.freedesktop.DBus', 'NameOwnerChanged', ({ body: [changed, , owner] }) => {
      if (changed !== WATCHER || owner === '') return;
      register(bus, name).catch((error: unknown) => options.logger.warn({ err: error }, 'no tray any more'));
    });
    return {
      update: (state) => {
        item.show(state);
        menu.replace(state.menu);
      },
      onActivate: (listener) => listeners.push(listener),
    };
  } catch (error) {
    options.logger.info({ err: error }, 'no tray');
    return null;
  }
}

/** Whether a panel is there that takes icons. */
export async function hasTrayHost(bus: SessionBus): Promise<boolean> {
  if (!(await bus.hasOwner(WATCHER))) return false;
  const [answer] = await bus.call({
    destination: WATCHER,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [WATCHER, 'IsStatusNotifierHostRegistered'],
  });
  return answer instanceof dbus.Variant && answer.value === true;
}

async function register(bus: SessionBus, name: string): Promise<void> {
  await bus.call({
    destination: WATCHER,
    path: '/StatusNotifierWatcher',
    interface: WATCHER,
    member: 'RegisterStatusNotifierItem',
    signature: 's',
    body: [name],
  });
}
