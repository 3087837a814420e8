import { createStore, type StoreApi } from 'zustand';
import type { AccountId } from '../../../contract/ids.ts';
import type { CallOutput } from '../../../contract/index.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** Larger files are refused, in bytes: what decides is in the header and the first text. */
export const MAX_FILE = 25_000_000;

/** Why a file cannot be tried. */
export type FileTrouble = 'too-large' | 'unreadable';

/** A mail that is tried, and what was said of it. */
export interface TryItState {
  readonly text: string;
  /** Stands for the text when a file was given: its bytes are those of the mail. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  readonly fileTrouble: FileTrouble | null;
  readonly busy: boolean;
  readonly answer: CallOutput<'deciding.classify'> | null;
  readonly problem: Problem | null;
  readonly type: (text: string) => void;
  readonly give: (file: File, account: AccountId) => Promise<void>;
  readonly ask: (account: AccountId) => Promise<void>;
  readonly clear: () => void;
}

export const tryItStore = createStoreHook<TryItState>('try-it');
export const useTryIt = tryItStore.use;

const NOTHING = {
  text: '',
  file: null,
  fileTrouble: null,
  busy: false,
  answer: null,
  problem: null,
} as const;

/** Makes the store. */
export function createTryIt(client: Client): StoreApi<TryItState> {
  return createStore<TryItState>()((set, get) => ({
    ...NOTHING,
    type: (text) => set({ text, file: null, fileTrouble: null, answer: null, problem: null }),
    async give(file, account) {
      if (file.size > MAX_FILE) {
        set({ ...NOTHING, fileTrouble: 'too-large' });
        return;
      }
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        set({ ...NOTHING, file: { name: file.name, bytes } });
      } catch {
        // A folder was dropped, or the file went away.
        set({ ...NOTHING, fileTrouble: 'unreadable' });
        return;
      }
      await get().ask(account);
    },
    async ask(account) {
      const { text, file } = get();
      set({ busy: true, answer: null, problem: null });
      const source = file?.bytes ?? new TextEncoder().encode(text);
      const reply = await client.call('deciding.classify', { accountId: account, source });
      // Something else was typed or given meanwhile.
      if (get().text !== text || get().file !== file) return;
      set(
        reply.ok
          ? { busy: false, answer: reply.value, problem: null }
          : { busy: false, answer: null, problem: reply.problem },
      );
    },
    clear: () => set(NOTHING),
  }));
}
