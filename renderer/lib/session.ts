import { createStore, type StoreApi } from 'zustand';
import type { Account } from '../../contract/accounts.ts';
import type { AppInfo, EngineState } from '../../contract/app.ts';
import type { BatchId, MailboxId } from '../../contract/ids.ts';
import type { Mailbox } from '../../contract/mailboxes.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Settings } from '../../contract/settings.ts';
import type { SearchedWord } from '../../contract/searched-words.ts';
import type { Status } from '../../contract/status.ts';
import type { Client } from './bridge.ts';
import type { Place, SettingsTab, Sheet } from './places.ts';
import { createStoreHook } from './store-hook.tsx';

export type View =
  { readonly place: Exclude<Place, 'mailbox'> } | { readonly place: 'mailbox'; readonly id: MailboxId };

/** The batches of one act. */
export type Act = readonly BatchId[];

/** More is not taken back step by step; the activity has everything. */
const ACTS = 100;
const RECENT = 20;

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
  /** All is being erased: nothing that is known is so any more, until the window opens anew. */
  readonly erasing: boolean;
  /** What the search on screen looked for: marked wherever its mails are shown. */
  readonly searched: readonly SearchedWord[];
  /** The person's acts that can be undone, the last one last; an act has several batches when several groups were picked. */
  readonly acts: readonly Act[];
  /** What undo took back, the last one last: redo does it again, until the next act. */
  readonly undone: readonly Act[];
  /** The last act put decisions off: undo brings them back before it takes anything else back. */
  readonly snooze: number | null;
  /** Folders that mail was put in, the last one first. */
  readonly recentFolders: readonly MailboxId[];
  /** What happened last, for those who hear it. */
  readonly announced: string;
  /** The first of two keys was pressed. */
  readonly awaiting: string | null;
  readonly load: () => Promise<void>;
  readonly refreshMailboxes: () => Promise<void>;
  readonly setStatus: (status: Status) => void;
  readonly setEngine: (engine: Session['engine']) => void;
  /** In force at once; put back, and told, where the engine does not take it. */
  readonly setSettings: (change: Partial<Settings>) => Promise<void>;
  /** An act that undo takes back next. */
  readonly pushAct: (act: Act) => void;
  /** Batches that took acts back: redo takes them back in turn. */
  readonly pushUndone: (act: Act) => void;
  /** `taken`, an undo, was taken back by `act`, which undo takes back next. */
  readonly pushRedone: (taken: Act, act: Act) => void;
  readonly setSnooze: (snooze: number | null) => void;
  readonly noteFolder: (folder: MailboxId) => void;
  /** These batches were undone: the acts that they are of cannot be undone again. */
  readonly dropActs: (batches: readonly BatchId[]) => void;
  readonly go: (view: View) => void;
  readonly openSheet: (sheet: Sheet | null, tab?: SettingsTab) => void;
  readonly setErasing: (erasing: boolean) => void;
  readonly foldPlaces: (folded: boolean) => void;
  readonly announce: (text: string) => void;
  readonly await: (prefix: string | null) => void;
  readonly setSearched: (words: readonly SearchedWord[]) => void;
}

/** What undo takes back next. */
export function selectLastAct(state: Session): Act | undefined {
  return state.acts.at(-1);
}

const NO_ACCOUNTS: readonly Account[] = [];

const NO_WORDS: readonly SearchedWord[] = [];

/** The words to mark in an open mail: those of the search that it was opened from. */
export function selectSearched(state: Session): readonly SearchedWord[] {
  return state.view.place === 'search' ? state.searched : NO_WORDS;
}

/** The accounts, empty while they are not known. */
export function selectAccounts(state: Session): readonly Account[] {
  return state.status?.accounts ?? NO_ACCOUNTS;
}

/** Until the engine has told. */
const UNKNOWN_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  notify: {
    tell: 'important',
    digest: 'off',
    digestHour: 9,
    quiet: false,
    quietFrom: 1320,
    quietUntil: 420,
    quietWeekends: false,
    discreet: false,
  },
  secondsPerMail: 6,
  offline: false,
  offerModel: false,
  shortcuts: {},
};

export const sessionStore = createStoreHook<Session>('session');
export const useSession = sessionStore.use;

/** The settings with each that a change made as it was before; what has been changed since stays. */
function takenBack(now: Settings, wanted: Settings, before: Settings): Settings {
  const back = (Object.keys(before) as (keyof Settings)[]).filter(
    (key) => wanted[key] !== before[key] && now[key] === wanted[key],
  );
  return { ...now, ...Object.fromEntries(back.map((key) => [key, before[key]])) };
}

/** Makes the session; nothing is asked of the engine until `load`. `refused` is told of settings that it did not take. */
export function createSession(client: Client, refused: (problem: Problem) => void): StoreApi<Session> {
  let changing = 0;
  return createStore<Session>()((set, get) => ({
    info: null,
    engine: { state: 'starting' },
    status: null,
    mailboxes: [],
    settings: UNKNOWN_SETTINGS,
    view: { place: 'proposals' },
    sheet: null,
    settingsTab: 'general',
    placesFolded: false,
    erasing: false,
    searched: [],
    acts: [],
    undone: [],
    announced: '',
    awaiting: null,
    snooze: null,
    recentFolders: [],
    async load() {
      const [status, settings, batches] = await Promise.all([
        client.call('status.get', {}),
        client.call('settings.get', {}),
        client.call('activity.list', { limit: ACTS }),
        get().refreshMailboxes(),
      ]);
      if (settings.ok) set({ settings: settings.value });
      if (status.ok) set({ status: status.value });
      if (batches.ok) {
        const undoable = batches.value.batches.filter(
          ({ action, actor, undone, count }) => actor === 'person' && action !== 'undo' && undone < count,
        );
        set({ acts: undoable.map(({ id }) => [id]).toReversed() });
        const filed = batches.value.batches.filter(({ action }) => action === 'approve' || action === 'move');
        const folders = filed.flatMap(({ targets }) => targets.map(({ mailboxId }) => mailboxId));
        set({ recentFolders: [...new Set([...get().recentFolders, ...folders])].slice(0, RECENT) });
      }
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
      const wanted = { ...before, ...change };
      set({ settings: wanted });
      changing += 1;
      const reply = await client.call('settings.set', change);
      changing -= 1;
      // An answer to one change knows nothing of another that is still under way.
      if (reply.ok && changing === 0) set({ settings: reply.value });
      if (reply.ok) return;
      set({ settings: takenBack(get().settings, wanted, before) });
      refused(reply.problem);
    },
    pushAct: (act) => set({ acts: [...get().acts, act].slice(-ACTS), undone: [], snooze: null }),
    pushUndone: (act) => set({ undone: [...get().undone, act].slice(-ACTS) }),
    pushRedone: (taken, act) =>
      set({
        acts: [...get().acts, act].slice(-ACTS),
        undone: get().undone.filter((one) => !one.some((id) => taken.includes(id))),
      }),
    setSnooze: (snooze) => set({ snooze }),
    noteFolder: (folder) =>
      set({ recentFolders: [...new Set([folder, ...get().recentFolders])].slice(0, RECENT) }),
    dropActs: (batches) => set({ acts: get().acts.filter((act) => !act.some((id) => batches.includes(id))) }),
    go: (view) => set({ view }),
    openSheet: (sheet, tab) => set(tab === undefined ? { sheet } : { sheet, settingsTab: tab }),
    setErasing: (erasing) => set({ erasing }),
    foldPlaces: (placesFolded) => set({ placesFolded }),
    // A region says what changes in it: the same words again are a change only after others.
    announce: (text) => set({ announced: text === get().announced ? `${text}\u00a0` : text }),
    await: (awaiting) => set({ awaiting }),
    setSearched: (searched) => set({ searched }),
  }));
}
