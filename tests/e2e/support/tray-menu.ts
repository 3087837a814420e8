import dbus, { type Variant } from 'dbus-next';
import type { SessionBus } from '../../../main/shell/dbus/session-bus.ts';

type Properties = Readonly<Record<string, Variant | undefined>>;
type Layout = [id: number, properties: Properties, children: Variant[]];

/** What can be chosen from a tray icon's menu. */
export interface Choice {
  readonly id: number;
  readonly label: string;
}

/** The menu of the program's tray icon, as a panel reads it and chooses from it over the session's bus. */
export class TrayMenu {
  readonly #bus: SessionBus;
  readonly #program: number;

  constructor(bus: SessionBus, program: number) {
    this.#bus = bus;
    this.#program = program;
  }

  /** The entries in order, without lines and without what is only to be read. */
  async choices(): Promise<Choice[]> {
    const [, layout] = await this.#call('GetLayout', 'iias', [0, -1, []]);
    const [, , entries] = layout as Layout;
    return entries.flatMap(({ value }) => {
      const [id, { label, enabled }] = value as Layout;
      return enabled?.value === true && typeof label?.value === 'string' ? { id, label: label.value } : [];
    });
  }

  /** Clicks on the first entry whose label begins so, and gives its label. Throws where there is none. */
  async choose(beginning: string): Promise<string> {
    const choices = await this.choices();
    const found = choices.find(({ label }) => label.startsWith(beginning));
    if (!found)
      throw new Error(`"${beginning}…" is not among ${choices.map(({ label }) => label).join(', ')}`);

    await this.#call('Event', 'isvu', [found.id, 'clicked', new dbus.Variant('i', 0), 0]);
    return found.label;
  }

  #call(member: string, signature: string, body: readonly unknown[]): Promise<unknown[]> {
    return this.#bus.call({
      destination: `org.kde.StatusNotifierItem-${this.#program}-1`,
      path: '/MenuBar',
      interface: 'com.canonical.dbusmenu',
      member,
      signature,
      body,
    });
  }
}
