import { createStore, type StoreApi } from 'zustand';
import type { CallInput, CallName, CallOutput } from '../../../contract/index.ts';
import type { Model, ModelId, ModelList } from '../../../contract/models.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** What can be done with one model. */
export type ModelAct = 'download' | 'pause' | 'resume' | 'cancel' | 'delete' | 'choose';

/** The models there are and could be, and what the person is doing with them. */
export interface ModelsState {
  /** Null until it was asked for. */
  readonly list: ModelList | null;
  /** What went wrong last, and with which model; null for what concerns none. */
  readonly problem: { readonly id: ModelId | null; readonly problem: Problem } | null;
  /** Models that something is being done with. */
  readonly busy: ReadonlySet<ModelId>;
  /** A path or address that is being typed. */
  readonly own: string;
  readonly adding: boolean;
  /** Whether the desktop has a dialog to choose a file with. */
  readonly canChoose: boolean;
  readonly load: () => Promise<void>;
  /** What the engine says that it has become. */
  readonly follow: (models: Model[]) => void;
  readonly act: (act: ModelAct, id: ModelId) => Promise<void>;
  readonly chooseNone: () => Promise<void>;
  readonly setOwn: (own: string) => void;
  /** Asks for a file with the desktop's own dialog. */
  readonly browse: () => Promise<void>;
  /** Takes what was typed: an address is downloaded, a path is taken where it is. */
  readonly addOwn: () => Promise<void>;
  readonly setMirrors: (mirrors: string[]) => Promise<boolean>;
}

export const modelsStore = createStoreHook<ModelsState>('models');
export const useModels = modelsStore.use;

/** Makes the store; nothing is asked until `load`. */
export function createModels(client: Client): StoreApi<ModelsState> {
  return createStore<ModelsState>()((set, get) => {
    const ask = async <N extends CallName>(
      id: ModelId | null,
      name: N,
      input: CallInput<N>,
    ): Promise<Reply<CallOutput<N>>> => {
      set({ problem: null });
      if (id !== null) set({ busy: new Set([...get().busy, id]) });
      const reply = await client.call(name, input);
      if (!reply.ok) set({ problem: { id, problem: reply.problem } });
      await get().load();
      if (id !== null) set({ busy: new Set([...get().busy].filter((other) => other !== id)) });
      return reply;
    };
    return {
      list: null,
      problem: null,
      busy: new Set(),
      own: '',
      adding: false,
      canChoose: true,
      async load() {
        const reply = await client.call('models.list', {});
        if (reply.ok) set({ list: reply.value });
        else set({ problem: { id: null, problem: reply.problem } });
      },
      follow(models) {
        const { list } = get();
        if (list !== null) set({ list: { ...list, models } });
      },
      async act(act, id) {
        await ask(id, `models.${act}`, { id });
      },
      async chooseNone() {
        await ask(null, 'models.choose', { id: null });
      },
      setOwn: (own) => set({ own, problem: null }),
      async browse() {
        const reply = await client.call('app.chooseFile', { extension: 'gguf' });
        if (!reply.ok || !reply.value.available) set({ canChoose: false });
        else if (reply.value.path !== null) set({ own: reply.value.path, problem: null });
      },
      async addOwn() {
        const own = get().own.trim();
        set({ adding: true });
        const reply = /^https?:/i.test(own)
          ? await ask(null, 'models.addUrl', { url: own })
          : await ask(null, 'models.addFile', { path: own });
        set(reply.ok ? { adding: false, own: '' } : { adding: false });
      },
      async setMirrors(mirrors) {
        return (await ask(null, 'models.settings', { mirrors })).ok;
      },
    };
  });
}

/** Models of which something is here. */
export function modelsHere({ models }: ModelList): Model[] {
  return models
    .filter(({ state }) => state.kind !== 'absent')
    .sort((one, other) => Number(other.chosen) - Number(one.chosen));
}

/** Models that could be downloaded, the recommended one first. */
export function modelsToHave({ models }: ModelList): Model[] {
  return models.filter(({ state }) => state.kind === 'absent');
}
