import { createStore, type StoreApi } from 'zustand';
import type { ImportPreview, ImportProgress } from '../../../contract/imports.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** Bringing in mbox files: what was chosen, what is in it, how far it is. */
export interface ImportsState {
  readonly progress: ImportProgress | null;
  readonly path: string;
  readonly name: string;
  readonly preview: ImportPreview | null;
  readonly busy: 'look' | 'start' | null;
  readonly problem: Problem | null;
  /** Whether the desktop can ask for a file; known after the first try. */
  readonly canChoose: boolean;
  readonly load: () => Promise<void>;
  readonly setProgress: (progress: ImportProgress | null) => void;
  readonly setPath: (path: string) => void;
  readonly setName: (name: string) => void;
  readonly choose: (what: 'file' | 'folder') => Promise<void>;
  readonly look: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly retry: () => Promise<void>;
  /** Ends the import that is under way, or takes a finished one off the screen. */
  readonly dismiss: () => Promise<void>;
}

export const importsStore = createStoreHook<ImportsState>('imports');
export const useImports = importsStore.use;

const FRESH = { path: '', name: '', preview: null, problem: null, busy: null } as const;

/** Makes the store. */
export function createImports(client: Client): StoreApi<ImportsState> {
  return createStore<ImportsState>()((set, get) => ({
    ...FRESH,
    progress: null,
    canChoose: true,
    async load() {
      const reply = await client.call('imports.get', {});
      if (reply.ok) set({ progress: reply.value });
    },
    setProgress: (progress) => set({ progress }),
    setPath: (path) => set({ path, preview: null, problem: null }),
    setName: (name) => set({ name }),
    async choose(what) {
      const reply =
        what === 'folder'
          ? await client.call('app.chooseFolder', {})
          : await client.call('app.chooseFile', { extension: 'mbox' });
      if (!reply.ok || !reply.value.available) {
        set({ canChoose: false });
        return;
      }
      if (reply.value.path === null) return;
      get().setPath(reply.value.path);
      await get().look();
    },
    async look() {
      const { path } = get();
      set({ busy: 'look', problem: null, preview: null });
      const reply = await client.call('imports.preview', { path });
      if (get().path !== path) {
        set({ busy: null });
        return;
      }
      if (reply.ok) set({ busy: null, preview: reply.value, name: reply.value.name });
      else set({ busy: null, problem: reply.problem });
    },
    async start() {
      const { path, name } = get();
      set({ busy: 'start', problem: null });
      const reply = await client.call('imports.start', { path, name });
      set(reply.ok ? { ...FRESH, progress: reply.value } : { busy: null, problem: reply.problem });
    },
    async retry() {
      const reply = await client.call('imports.retry', {});
      if (!reply.ok) set({ problem: reply.problem });
    },
    async dismiss() {
      await client.call('imports.dismiss', {});
      set({ progress: null });
    },
  }));
}
