import dbus from 'dbus-next';
import type { TrayState } from '../port.ts';

const { Interface } = dbus.interface;

interface Entry {
  readonly id: number;
  readonly properties: Readonly<Record<string, dbus.Variant>>;
  readonly run: (() => void) | null;
}

type Layout = [id: number, properties: Record<string, dbus.Variant>, children: dbus.Variant[]];

/** Entries that are not shown any more and can still be clicked on. */
const GONE_MAX = 64;

/**
 * The tray's menu as `com.canonical.dbusmenu` version 3: a flat list; 0 is the menu itself. A panel may show the menu as it was
 * and send a click on what has gone since: an entry keeps its id as long as it reads the same, no other ever gets it, and one that
 * has gone still does what it said.
 */
export class DbusMenu extends Interface {
  readonly Version = 3;
  readonly TextDirection = 'ltr';
  readonly Status = 'normal';
  readonly IconThemePath: string[] = [];
  #entries: Entry[] = [];
  /** By id: the entries shown, and the last ones that were. */
  readonly #clickable = new Map<number, Entry>();
  #ids = new Map<string, number>();
  #lastId = 0;
  #revision = 1;
  /** What can be seen of the entries. */
  #look = '';

  constructor() {
    super('com.canonical.dbusmenu');
  }

  /** Shows another menu, a line between its sections. */
  replace(menu: TrayState['menu']): void {
    const sections = menu.filter((section) => section.length > 0);
    const before = this.#ids;
    this.#ids = new Map();
    this.#entries = sections.flatMap((section, index) => [
      ...(index === 0 ? [] : [this.#entry('', { type: new dbus.Variant('s', 'separator') }, null, before)]),
      ...section.map(({ label, enabled, run }) =>
        this.#entry(
          `${enabled ? 'on' : 'off'} ${label}`,
          {
            label: new dbus.Variant('s', label.replaceAll('_', '__')),
            enabled: new dbus.Variant('b', enabled),
          },
          enabled ? run : null,
          before,
        ),
      ),
    ]);
    this.#forget();
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
    const children = depth === 0 ? [] : this.#entries.map(({ id }) => this.#layout(id));
    const submenu = { 'children-display': new dbus.Variant('s', 'submenu') };
    return [this.#revision, [0, submenu, children.map((child) => new dbus.Variant('(ia{sv}av)', child))]];
  }

  GetGroupProperties(ids: number[], _names: string[]): [number, Record<string, dbus.Variant>][] {
    const wanted = ids.length > 0 ? ids : this.#entries.map(({ id }) => id);
    return wanted.map((id) => [id, this.#properties(id)]);
  }

  GetProperty(id: number, name: string): dbus.Variant {
    const found = this.#properties(id)[name];
    if (!found) throw new dbus.DBusError('org.freedesktop.DBus.Error.InvalidArgs', 'no such property');
    return found;
  }

  Event(id: number, event: string, _data: dbus.Variant, _timestamp: number): void {
    if (event === 'clicked') this.#clickable.get(id)?.run?.();
  }

  EventGroup(events: [number, string, dbus.Variant, number][]): number[] {
    for (const [id, event, data, timestamp] of events) this.Event(id, event, data, timestamp);
    return events.map(([id]) => id).filter((id) => id !== 0 && !this.#clickable.has(id));
  }

  AboutToShow(_id: number): boolean {
    return false;
  }

  /** An entry with the id that one like it had `before`; those that read the same are told apart by their order. */
  #entry(
    reads: string,
    properties: Entry['properties'],
    run: Entry['run'],
    before: ReadonlyMap<string, number>,
  ): Entry {
    let order = 0;
    while (this.#ids.has(`${order} ${reads}`)) order += 1;
    const id = before.get(`${order} ${reads}`) ?? (this.#lastId += 1);
    this.#ids.set(`${order} ${reads}`, id);
    const entry = { id, properties, run };
    // The last ones are at the end.
    this.#clickable.delete(id);
    this.#clickable.set(id, entry);
    return entry;
  }

  #forget(): void {
    for (const id of this.#clickable.keys()) {
      if (this.#clickable.size <= this.#entries.length + GONE_MAX) return;
      this.#clickable.delete(id);
    }
  }

  #layout(id: number): Layout {
    return [id, this.#properties(id), []];
  }

  #properties(id: number): Record<string, dbus.Variant> {
    return { ...this.#clickable.get(id)?.properties };
  }
}

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
