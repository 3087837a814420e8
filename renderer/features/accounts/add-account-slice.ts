import { createStore, type StoreApi } from 'zustand';
import type { ImapSettings } from '../../../contract/accounts.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { guessImap, usualPort } from './imap-guess.ts';

export type AddStep = 'choose' | 'imap' | 'maildir';

export interface ImapDraft extends ImapSettings {
  readonly address: string;
  readonly password: string;
}

/** The sheet that adds an account: which way, what was typed, what the server said. */
export interface AddAccountState {
  readonly step: AddStep;
  readonly draft: ImapDraft;
  readonly path: string;
  /** Fields the person set by hand: a guess does not overwrite them. */
  readonly touched: ReadonlySet<keyof ImapSettings>;
  readonly busy: 'test' | 'add' | null;
  readonly tested: CallOutput<'accounts.test'> | null;
  readonly problem: Problem | null;
  /** Whether the desktop can ask for a folder; known after the first try. */
  readonly canChoose: boolean;
  readonly start: () => void;
  readonly go: (step: AddStep) => void;
  readonly setAddress: (address: string) => void;
  readonly setPassword: (password: string) => void;
  readonly setServer: (change: Partial<ImapSettings>) => void;
  readonly setPath: (path: string) => void;
  readonly choosePath: () => Promise<void>;
  readonly test: () => Promise<void>;
  /** Each gives whether the account was added. */
  readonly addImap: () => Promise<boolean>;
  readonly addMaildir: () => Promise<boolean>;
  readonly addDemo: () => Promise<boolean>;
}

export const addAccountStore = createStoreHook<AddAccountState>('add account');
export const useAddAccount = addAccountStore.use;

const EMPTY: ImapDraft = { address: '', password: '', host: '', port: 993, security: 'tls', username: '' };

function settingsOf({ host, port, security, username }: ImapDraft): ImapSettings {
  return { host, port, security, username };
}

/** Makes the store. */
export function createAddAccount(client: Client): StoreApi<AddAccountState> {
  return createStore<AddAccountState>()((set, get) => {
    const fresh = {
      draft: EMPTY,
      path: '',
      touched: new Set<keyof ImapSettings>(),
      tested: null,
      problem: null,
    };
    async function add(run: () => ReturnType<typeof client.call<'accounts.addDemo'>>): Promise<boolean> {
      set({ busy: 'add', problem: null });
      const reply = await run();
      set({ busy: null, problem: reply.ok ? null : reply.problem });
      if (reply.ok) set({ ...fresh, step: 'choose' });
      return reply.ok;
    }
    return {
      ...fresh,
      step: 'choose',
      busy: null,
      canChoose: true,
      start: () => set({ ...fresh, step: 'choose', busy: null }),
      go: (step) => set({ step, problem: null }),
      setAddress(address) {
        const { draft, touched } = get();
        const guess = guessImap(address);
        const keep = (key: keyof ImapSettings) => touched.has(key);
        set({
          tested: null,
          problem: null,
          draft: {
            ...draft,
            address,
            host: keep('host') ? draft.host : guess.host,
            username: keep('username') ? draft.username : guess.username,
          },
        });
      },
      setPassword: (password) => set({ draft: { ...get().draft, password }, tested: null, problem: null }),
      setServer(change) {
        const { draft, touched } = get();
        const port =
          change.security !== undefined && !touched.has('port') ? { port: usualPort(change.security) } : {};
        set({
          draft: { ...draft, ...port, ...change },
          touched: new Set([...touched, ...(Object.keys(change) as (keyof ImapSettings)[])]),
          tested: null,
          problem: null,
        });
      },
      setPath: (path) => set({ path, problem: null }),
      async choosePath() {
        const reply = await client.call('app.chooseFolder', {});
        if (!reply.ok || !reply.value.available) set({ canChoose: false });
        else if (reply.value.path !== null) set({ path: reply.value.path, problem: null });
      },
      async test() {
        const { draft } = get();
        set({ busy: 'test', tested: null, problem: null });
        const reply = await client.call('accounts.test', {
          imap: settingsOf(draft),
          password: draft.password,
        });
        // What was typed meanwhile is another question.
        if (get().draft !== draft) set({ busy: null });
        else set({ busy: null, ...(reply.ok ? { tested: reply.value } : { problem: reply.problem }) });
      },
      addImap() {
        const { draft } = get();
        return add(() =>
          client.call('accounts.addImap', {
            name: draft.address.trim() || draft.username,
            address: draft.address.trim(),
            imap: settingsOf(draft),
            password: draft.password,
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
