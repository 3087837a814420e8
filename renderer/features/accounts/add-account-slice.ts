import { createStore, type StoreApi } from 'zustand';
import type { Discovery } from '../../../contract/discovery.ts';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { domainOf, tidyAddress, tidyServer, usualSettings, withoutGroups } from './typed.ts';

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
  /** The address that server and password were given for: both are kept while its domain stays. */
  readonly signingIn: string;
  readonly path: string;
  readonly busy: 'find' | 'test' | 'add' | null;
  readonly tested: CallOutput<'accounts.test'> | null;
  readonly problem: Problem | null;
  /** Whether the desktop can ask for a folder; known after the first try. */
  readonly canChoose: boolean;
  /** The sheet is opened: with what was typed when it was closed, unless that led to an account. */
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

/** RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4: what is longer is none. */
const LONGEST_ADDRESS = 320;
const LONGEST_HOST = 253;

const FRESH = {
  step: 'choose',
  address: '',
  password: '',
  imap: { host: '', port: 993, security: 'tls', username: '' },
  found: null,
  byHand: false,
  signingIn: '',
  path: '',
  tested: null,
  problem: null,
} as const satisfies Partial<AddAccountState>;

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
      const imap = tidyServer(get().imap);
      const { password } = get();
      // The object is how the server that was found is known again.
      if (JSON.stringify(imap) === JSON.stringify(get().imap)) return ask(get().imap, password);
      set({ imap });
      return ask(imap, password);
    }
    async function ask(imap: ImapSettings, password: string): Promise<boolean> {
      if (imap.host.length > LONGEST_HOST) {
        set({ problem: { code: 'invalid-input', reason: 'host-unknown' } });
        return false;
      }
      set({ busy: 'test', tested: null, problem: null });
      const reply = await client.call('accounts.test', { imap, password: withoutGroups(password) });
      // What was typed meanwhile is another question.
      const stale = get().imap !== imap || get().password !== password;
      set({ busy: null, ...(stale ? {} : reply.ok ? { tested: reply.value } : { problem: reply.problem }) });
      return reply.ok && !stale;
    }
    /** Goes on to the password; what was typed for another domain is not for this one. */
    function goOn(address: string, change: Partial<AddAccountState>): void {
      const same = domainOf(get().signingIn) === domainOf(address);
      set({ step: 'sign-in', busy: null, signingIn: address, ...change, ...(same ? {} : { password: '' }) });
    }
    /** The server that was typed for an address of this domain; the user name follows the address unless it is another. */
    function typedServer(address: string): ImapSettings | null {
      const { byHand, imap, signingIn } = get();
      if (!byHand || domainOf(signingIn) !== domainOf(address)) return null;
      return imap.username === signingIn ? { ...imap, username: address } : imap;
    }
    return {
      ...FRESH,
      busy: null,
      canChoose: true,
      start: () =>
        set(({ step }) => ({
          step: step === 'mbox' ? 'choose' : step,
          busy: null,
          problem: null,
          tested: null,
        })),
      go: (step) => set({ step, problem: null, tested: null }),
      setAddress: (address) => set({ address, problem: null }),
      setPassword: (password) => set({ password, tested: null, problem: null }),
      setServer: (imap) => set({ imap, tested: null, problem: null }),
      setPath: (path) => set({ path, problem: null }),
      async choosePath() {
        const reply = await client.call('app.chooseFolder', {});
        if (!reply.ok || !reply.value.available) set({ canChoose: false });
        else if (reply.value.path !== null) set({ path: reply.value.path, problem: null });
      },
      async find() {
        const address = tidyAddress(get().address);
        set({ address, problem: null });
        const typed = typedServer(address);
        if (typed !== null) {
          goOn(address, { imap: typed });
          return;
        }
        if (address.length > LONGEST_ADDRESS) {
          set({ problem: { code: 'invalid-input', reason: 'address' } });
          return;
        }
        set({ busy: 'find', found: null, byHand: false });
        const reply = await client.call('accounts.discover', { address });
        // The person went elsewhere, or corrected the address.
        if (get().busy !== 'find') return;
        set({ busy: null });
        if (get().address !== address || get().step !== 'address') return;
        if (reply.ok) {
          const [best] = reply.value.proposals;
          goOn(address, { found: reply.value, imap: best?.imap ?? usualSettings(address) });
        } else {
          set({ problem: reply.problem });
          if (reply.problem.code !== 'settings-not-found') return;
          goOn(address, { byHand: true, imap: usualSettings(address) });
        }
      },
      fillInByHand() {
        if (get().step === 'sign-in') {
          set({ byHand: true });
          return;
        }
        const address = tidyAddress(get().address);
        const imap = typedServer(address) ?? usualSettings(address);
        set({
          address,
          problem: null,
          ...(domainOf(get().signingIn) === domainOf(address) ? {} : { found: null }),
        });
        goOn(address, { byHand: true, imap });
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
        const { path } = get();
        return add(() => client.call('accounts.addMaildir', { name: '', path }));
      },
      addDemo: () => add(() => client.call('accounts.addDemo', {})),
    };
  });
}
