import { createStore, type StoreApi } from 'zustand';
import type { Discovery } from '../../../contract/discovery.ts';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

export type AddStep = 'choose' | 'address' | 'sign-in' | 'maildir' | 'mbox';

/** The sheet that adds an account: which way, what was typed, what was found, what the server said. */
export interface AddAccountState {
  readonly step: AddStep;
  readonly address: string;
  readonly password: string;
  readonly imap: ImapSettings;
  /** What the address led to; null before, and when nothing was found. */
  readonly found: Discovery | null;
  /** The person fills in the server. */
  readonly byHand: boolean;
  readonly path: string;
  readonly busy: 'find' | 'test' | 'add' | null;
  readonly tested: CallOutput<'accounts.test'> | null;
  readonly problem: Problem | null;
  /** Whether the desktop can ask for a folder; known after the first try. */
  readonly canChoose: boolean;
  readonly start: () => void;
  readonly go: (step: AddStep) => void;
  readonly setAddress: (address: string) => void;
  readonly setPassword: (password: string) => void;
  readonly setServer: (imap: ImapSettings) => void;
  readonly setPath: (path: string) => void;
  readonly choosePath: () => Promise<void>;
  /** Looks for the settings of the address, and goes on with them. */
  readonly find: () => Promise<void>;
  /** Goes on without looking, or opens the settings that were found. */
  readonly fillInByHand: () => void;
  readonly test: () => Promise<void>;
  /** Signs in, and adds the account when that works. Each gives whether the account was added. */
  readonly signIn: () => Promise<boolean>;
  readonly addMaildir: () => Promise<boolean>;
  readonly addDemo: () => Promise<boolean>;
}

export const addAccountStore = createStoreHook<AddAccountState>('add account');
export const useAddAccount = addAccountStore.use;

const FRESH = {
  step: 'choose',
  address: '',
  password: '',
  imap: { host: '', port: 993, security: 'tls', username: '' },
  found: null,
  byHand: false,
  path: '',
  tested: null,
  problem: null,
} as const satisfies Partial<AddAccountState>;

/** Where the server of an address is most often. */
function usualSettings(address: string): ImapSettings {
  const domain = address.split('@').at(-1)?.trim().toLowerCase() ?? '';
  return { host: domain && `imap.${domain}`, port: 993, security: 'tls', username: address.trim() };
}

/** Google shows its app passwords in four groups of letters, which are not meant to be typed apart. */
function withoutGroups(password: string): string {
  return /^(?:[a-z]{4} ){3}[a-z]{4}$/.test(password.trim()) ? password.replaceAll(' ', '') : password;
}

/** Makes the store. */
export function createAddAccount(client: Client): StoreApi<AddAccountState> {
  return createStore<AddAccountState>()((set, get) => {
    async function add(run: () => ReturnType<typeof client.call<'accounts.addDemo'>>): Promise<boolean> {
      set({ busy: 'add', problem: null });
      const reply = await run();
      set({ busy: null, problem: reply.ok ? null : reply.problem });
      if (reply.ok) set(FRESH);
      return reply.ok;
    }
    /** Whether the server took the settings as they are on screen. */
    async function test(): Promise<boolean> {
      const { imap, password } = get();
      set({ busy: 'test', tested: null, problem: null });
      const reply = await client.call('accounts.test', { imap, password: withoutGroups(password) });
      // What was typed meanwhile is another question.
      const stale = get().imap !== imap || get().password !== password;
      set({ busy: null, ...(stale ? {} : reply.ok ? { tested: reply.value } : { problem: reply.problem }) });
      return reply.ok && !stale;
    }
    return {
      ...FRESH,
      busy: null,
      canChoose: true,
      start: () => set({ ...FRESH, busy: null }),
      go: (step) => set({ step, problem: null, tested: null }),
      setAddress: (address) => set({ address, found: null, byHand: false, password: '', problem: null }),
      setPassword: (password) => set({ password, tested: null, problem: null }),
      setServer: (imap) => set({ imap, tested: null, problem: null }),
      setPath: (path) => set({ path, problem: null }),
      async choosePath() {
        const reply = await client.call('app.chooseFolder', {});
        if (!reply.ok || !reply.value.available) set({ canChoose: false });
        else if (reply.value.path !== null) set({ path: reply.value.path, problem: null });
      },
      async find() {
        const { address } = get();
        set({ busy: 'find', problem: null, found: null });
        const reply = await client.call('accounts.discover', { address });
        // The person went elsewhere, or corrected the address.
        if (get().busy !== 'find') return;
        set({ busy: null });
        if (get().address !== address || get().step !== 'address') return;
        if (reply.ok) {
          const [best] = reply.value.proposals;
          const imap = best?.imap ?? usualSettings(address);
          set({ step: 'sign-in', found: reply.value, byHand: false, imap });
        } else {
          set({ problem: reply.problem });
          if (reply.problem.code !== 'settings-not-found') return;
          set({ step: 'sign-in', byHand: true, imap: usualSettings(address) });
        }
      },
      fillInByHand() {
        const { step, address } = get();
        if (step === 'sign-in') set({ byHand: true });
        else set({ step: 'sign-in', byHand: true, busy: null, problem: null, imap: usualSettings(address) });
      },
      async test() {
        await test();
      },
      async signIn() {
        if (!(await test())) return false;
        const { address, imap, password } = get();
        return add(() =>
          client.call('accounts.addImap', {
            name: address.trim() || imap.username,
            address: address.trim(),
            imap,
            password: withoutGroups(password),
          }),
        );
      },
      addMaildir() {
        const path = get().path.trim();
        const name = path.replace(/\/+$/, '').split('/').at(-1) ?? path;
        return add(() => client.call('accounts.addMaildir', { name, path }));
      },
      addDemo: () => add(() => client.call('accounts.addDemo', {})),
    };
  });
}
