import type { AnyEvent } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';
import type { Logger } from '../engine/platform/logger.ts';
import type { ProcessChannel } from '../engine/platform/process-channel.ts';
import type { SecretStore } from '../engine/platform/secrets.ts';

/** Answers one call of the window. The shell has checked who asks, never what is asked. */
export type CallHandler = (name: string, input: unknown) => Promise<Reply<unknown>>;

export type Language = 'en' | 'fr';

/** What a shell is made from. */
export interface ShellOptions {
  /** The person's data folder: profile of the window, kept secrets, lock of the single instance. It exists. */
  readonly dataDir: string;
  /** Static files of the window, `index.html` among them. */
  readonly rendererDir: string;
  /** `casier.svg` and its PNGs. */
  readonly iconsDir: string;
  /** The preload script; only Electron has one. */
  readonly preloadPath: string;
  readonly answer: CallHandler;
  readonly logger: Logger;
}

/** The one window. The renderer is served from the program's own files under an origin of its own. */
export interface ShellWindow {
  /** Opens the window, or brings it to the front when it is open. */
  open(): Promise<void>;
  isOpen(): boolean;
  /** Tells the window something; nothing happens while it is closed. */
  send(event: AnyEvent): void;
  /** Told each time the window has gone for good: closed by the person, or lost and not to be reopened. */
  onClosed(listener: () => void): void;
}

export interface TrayMenuItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly run: () => void;
}

/** What the tray shows: a tooltip, a count on or beside the icon (none at 0), and a menu in sections. */
export interface TrayState {
  readonly tooltip: string;
  readonly badge: number;
  readonly menu: readonly (readonly TrayMenuItem[])[];
}

export interface ShellTray {
  update(state: TrayState): void;
  /** The icon itself was clicked. */
  onActivate(listener: () => void): void;
}

export interface NotificationRequest {
  readonly title: string;
  readonly body: string;
  /** Buttons, the most useful first; not every desktop shows them. */
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
  /** The notification itself was clicked. */
  readonly onClick: () => void;
}

/** Where passwords are kept. `file` is encrypted, but its key lies beside it. */
export interface ShellSecrets extends SecretStore {
  readonly kind: 'keychain' | 'file';
}

/** The desktop around the program: Electron, or an installed Chromium and the session's D-Bus. */
export interface Shell {
  readonly kind: 'electron' | 'chromium';
  /** The desktop's language, French or else English. */
  readonly language: Language;
  readonly secrets: ShellSecrets;
  readonly downloadsDir: string;
  readonly window: ShellWindow;
  /** Null where the desktop shows none: closing the window then ends the program. */
  readonly tray: ShellTray | null;
  /** Shows a notification, silently not where the desktop has none. Resolves when the desktop has taken it or will not. */
  notify(request: NotificationRequest): Promise<void>;
  /** Opens an http, https or mailto link in the person's own program; `invalid-input` for any other. */
  openLink(url: string): Promise<Reply<Record<string, never>>>;
  /** Opens a file, or shows a folder, in the person's own program for its kind. */
  openFile(path: string): Promise<Reply<Record<string, never>>>;
  /** The desktop's dialog; `path` is null when the person closed it, `available` false where there is no dialog. */
  chooseFolder(): Promise<{ path: string | null; available: boolean }>;
  /** The same for a file with this ending, which is given without its dot. */
  chooseFile(extension: string): Promise<{ path: string | null; available: boolean }>;
  /** Starts one of our Node programs as a process of its own, with these options of Node and V8. */
  startProcess(modulePath: string, flags: readonly string[]): ProcessChannel;
  /** The person asked to leave by way of the desktop: Ctrl+C, log-out, the application menu. */
  onQuit(listener: () => void): void;
  /** Another start of the program asked this one to show itself. */
  onSecondStart(listener: () => void): void;
  /** Closes the window and gives back all that the shell holds. */
  close(): Promise<void>;
}

/** Opens a shell; `already-running` when another Casier has this data folder and has now been brought to the front. */
export type OpenShell = (options: ShellOptions) => Promise<Shell | 'already-running'>;

/** The desktop lacks something the shell cannot do without; the message is for the person, in their language. */
export class ShellUnavailable extends Error {
  override readonly name = 'ShellUnavailable';
}
