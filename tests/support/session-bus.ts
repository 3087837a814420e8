import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from 'dbus-next';
import { silentLogger } from '../../main/engine/platform/logger.ts';
import { connectSessionBus, type SessionBus } from '../../main/shell/dbus/session-bus.ts';

/** A session bus of the test's own, with the programs that are started on it. */
export class TestSession {
  readonly folder = mkdtempSync(join(tmpdir(), 'casier-bus-'));
  readonly env: NodeJS.ProcessEnv;
  readonly #children: ChildProcess[] = [];

  private constructor(display: string | undefined) {
    this.env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      XDG_RUNTIME_DIR: this.folder,
      DISPLAY: display,
    };
  }

  static async start(display?: string): Promise<TestSession> {
    const session = new TestSession(display);
    const daemon = session.run('dbus-daemon', ['--session', '--nofork', '--print-address']);
    const [line] = (await once(daemon.stdout!, 'data')) as [Buffer];
    session.env['DBUS_SESSION_BUS_ADDRESS'] = line.toString().trim();
    return session;
  }

  run(program: string, args: string[], input?: string): ChildProcess {
    const child = spawn(program, args, { env: this.env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.end(input);
    this.#children.push(child);
    return child;
  }

  async connect(): Promise<SessionBus> {
    const bus = await connectSessionBus(this.env, silentLogger());
    if (!bus) throw new Error('the session bus does not answer');
    return bus;
  }

  async stop(): Promise<void> {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Starts a session bus; `display` is for the programs that draw something. */
export function startSession(display?: string): Promise<TestSession> {
  return TestSession.start(display);
}

/** The bus name of a panel that takes tray icons. */
export const PANEL_NAME = 'org.kde.StatusNotifierWatcher';

/** What a panel is to a tray icon. */
export class Panel extends dbus.interface.Interface {
  readonly items: string[] = [];
  IsStatusNotifierHostRegistered = true;
  RegisterStatusNotifierItem(name: string): void {
    this.items.push(name);
  }
}
Panel.configureMembers({
  properties: { IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' } },
  methods: { RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' } },
});

/** Puts a panel on the bus. */
export async function showPanel(bus: SessionBus): Promise<Panel> {
  const panel = new Panel(PANEL_NAME);
  bus.connection.export('/StatusNotifierWatcher', panel);
  await bus.connection.requestName(PANEL_NAME, 0);
  return panel;
}
