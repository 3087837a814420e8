import dbus from 'dbus-next';
import type { TrayState } from '../port.ts';

const { Interface } = dbus.interface;

interface Entry {
  readonly properties: Readonly<Record<string, dbus.Variant>>;
  readonly run: (() => void) | null;
}

type Layout = [id: number, properties: Record<string, dbus.Variant>, children: dbus.Variant[]];

/** The tray's menu as `com.canonical.dbusmenu` version 3: a flat list; entry n has id n, 0 is the menu itself. */
export class DbusMenu extends Interface {
  readonly Version = 3;
  readonly TextDirection = 'ltr';
  readonly Status = 'normal';
  readonly IconThemePath: string[] = [];
  #entries: Entry[] = [];
  #revision = 1;
  /** What can be seen of the entries. */
  #look = '';

  constructor() {
    super('com.canonical.dbusmenu');
  }

  /** Shows another menu, a line between its sections. */
  replace(menu: TrayState['menu']): void {
    const sections = menu.filter((section) => section.length > 0);
    this.#entries = sections.flatMap((section, index) => [
      ...(index === 0 ? [] : [separator]),
      ...section.map((item) => ({
        properties: {
          label: new dbus.Variant('s', item.label.replaceAll('_', '__')),
          enabled: new dbus.Variant('b', item.enabled),
        },
        run: item.enabled ? item.run : null,
      })),
    ]);
    const look = JSON.stringify(
      sections.map((section) => section.map(({ label, enabled }) => [label, enabled])),
    );
    // A panel makes its menu anew when told so, under the pointer of whoever has it open.
    if (look === this.#look) return;
    this.#look = look;
    this.#revision += 1;
    this.LayoutUpdated();
  }

  LayoutUpdated(): [revision: number, parent: number] {
    return [this.#revision, 0];
  }

  GetLayout(parentId: number, depth: number, _names: string[]): [revision: number, layout: Layout] {
    if (parentId !== 0) return [this.#revision, this.#layout(parentId)];
    const children = depth === 0 ? [] : this.#entries.map((_, index) => this.#layout(index + 1));
    const submenu = { 'children-display': new dbus.Variant('s', 'submenu') };
    return [this.#revision, [0, submenu, children.map((child) => new dbus.Variant('(ia{sv}av)', child))]];
  }

  GetGroupProperties(ids: number[], _names: string[]): [number, Record<string, dbus.Variant>][] {
    const wanted = ids.length > 0 ? ids : this.#entries.map((_, index) => index + 1);
    return wanted.map((id) => [id, this.#properties(id)]);
  }

  GetProperty(id: number, name: string): dbus.Variant {
    const found = this.#properties(id)[name];
    if (!found) throw new dbus.DBusError('org.freedesktop.DBus.Error.InvalidArgs', 'no such property');
    return found;
  }

  Event(id: number, event: string, _data: dbus.Variant, _timestamp: number): void {
    if (event === 'clicked') this.#entries[id - 1]?.run?.();
  }

  EventGroup(events: [number, string, dbus.Variant, number][]): number[] {
    for (const [id, event, data, timestamp] of events) this.Event(id, event, data, timestamp);
    return events.map(([id]) => id).filter((id) => id !== 0 && !this.#entries[id - 1]);
  }

  AboutToShow(_id: number): boolean {
    return false;
  }

  #layout(id: number): Layout {
    return [id, this.#properties(id), []];
  }

  #properties(id: number): Record<string, dbus.Variant> {
    return { ...this.#entries[id - 1]?.properties };
  }
}

const separator: Entry = { properties: { type: new dbus.Variant('s', 'separator') }, run: null };

DbusMenu.configureMembers({
  properties: {
    Version: { signature: 'u', access: 'read' },
    TextDirection: { signature: 's', access: 'read' },
    Status: { signature: 's', access: 'read' },
    IconThemePath: { signature: 'as', access: 'read' },
  },
  methods: {
    GetLayout: { inSignature: 'iias', outSignature: 'u(ia{sv}av)' },
    GetGroupProperties: { inSignature: 'aias', outSignature: 'a(ia{sv})' },
    GetProperty: { inSignature: 'is', outSignature: 'v' },
    Event: { inSignature: 'isvu', outSignature: '' },
    EventGroup: { inSignature: 'a(isvu)', outSignature: 'ai' },
    AboutToShow: { inSignature: 'i', outSignature: 'b' },
  },
  signals: { LayoutUpdated: { signature: 'ui' } },
});
