import { createStore, type StoreApi } from 'zustand';
import type { Account } from '../../contract/accounts.ts';
import type { AppInfo, EngineState } from '../../contract/app.ts';
import type { BatchId, MailboxId } from '../../contract/ids.ts';
import type { Mailbox } from '../../contract/mailboxes.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Status } from '../../contract/status.ts';
import type { Client } from './bridge.ts';
import { createStoreHook } from './store-hook.tsx';

export type View =
  | { readonly place: 'proposals' }
  | { readonly place: 'mailbox'; readonly id: MailboxId }
  | { readonly place: 'search' }
  | { readonly place: 'activity' };

export type Sheet = 'add-account' | 'settings' | 'help';
export type SettingsTab = 'general' | 'accounts' | 'rules' | 'health';

/** What every part of the window needs to know: who is there, what the engine does, what is on screen. */
export interface Session {
  readonly info: AppInfo | null;
  readonly engine: { readonly state: EngineState; readonly detail?: string | undefined };
  readonly status: Status | null;
  readonly mailboxes: readonly Mailbox[];
  readonly settings: Settings;
  readonly view: View;
  readonly sheet: Sheet | null;
  readonly settingsTab: SettingsTab;
  readonly placesFolded: boolean;
  /** The last act of the person that can be undone; more than one batch when several groups were picked. */
  readonly lastBatches: readonly BatchId[];
  readonly load: () => Promise<void>;
  readonly refreshMailboxes: () => Promise<void>;
  readonly setStatus: (status: Status) => void;
  readonly setEngine: (engine: Session['engine']) => void;
  readonly setSettings: (change: Partial<Settings>) => Promise<void>;
  readonly setLastBatches: (batches: readonly BatchId[]) => void;
  readonly go: (view: View) => void;
  readonly openSheet: (sheet: Sheet | null, tab?: SettingsTab) => void;
  readonly foldPlaces: (folded: boolean) => void;
}

const NO_ACCOUNTS: readonly Account[] = [];

/** The accounts, empty while they are not known. */
export function selectAccounts(state: Session): readonly Account[] {
  return state.status?.accounts ?? NO_ACCOUNTS;
}

export const sessionStore = createStoreHook<Session>('session');
export const useSession = sessionStore.use;

/** Makes the session; nothing is asked of the engine until `load`. */
export function createSession(client: Client): StoreApi<Session> {
  return createStore<Session>()((set, get) => ({
    info: null,
    engine: { state: 'starting' },
    status: null,
    mailboxes: [],
    settings: { language: 'system', theme: 'system', notifications: true },
    view: { place: 'proposals' },
    sheet: null,
    settingsTab: 'general',
    placesFolded: false,
    lastBatches: [],
    async load() {
      const [status, settings, batches] = await Promise.all([
        client.call('status.get', {}),
        client.call('settings.get', {}),
        client.call('activity.list', { limit: 1 }),
        get().refreshMailboxes(),
      ]);
      if (settings.ok) set({ settings: settings.value });
      if (status.ok) set({ status: status.value });
      const last = batches.ok ? batches.value.batches[0] : undefined;
      const undoable = last !== undefined && last.action !== 'undo' && last.undone < last.count;
      if (batches.ok) set({ lastBatches: undoable ? [last.id] : [] });
    },
    async refreshMailboxes() {
      const reply = await client.call('mailboxes.list', {});
      if (!reply.ok) return;
      const { view } = get();
      const gone = view.place === 'mailbox' && !reply.value.some(({ id }) => id === view.id);
      set({ mailboxes: reply.value, ...(gone ? { view: { place: 'proposals' } } : {}) });
    },
    setStatus: (status) => set({ status }),
    setEngine: (engine) => set({ engine }),
    async setSettings(change) {
      const before = get().settings;
      set({ settings: { ...before, ...change } });
      const reply = await client.call('settings.set', change);
      set({ settings: reply.ok ? reply.value : before });
    },
    setLastBatches: (lastBatches) => set({ lastBatches }),
    go: (view) => set({ view }),
    openSheet: (sheet, tab) => set(tab === undefined ? { sheet } : { sheet, settingsTab: tab }),
    foldPlaces: (placesFolded) => set({ placesFolded }),
  }));
}
