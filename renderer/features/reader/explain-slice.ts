import { createStore, type StoreApi } from 'zustand';
import type { MessageId } from '../../../contract/ids.ts';
import type { EventPayload } from '../../../contract/index.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** A sentence by the language model on why a proposal fits, as it is being written. */
export interface ExplainState {
  /** Whether there is a model that can write. */
  readonly available: boolean;
  /** The mail that the sentence is about; null when none was asked for. */
  readonly of: MessageId | null;
  readonly text: string;
  readonly done: boolean;
  readonly problem: Problem | null;
  readonly check: () => Promise<void>;
  readonly start: (id: MessageId, language: 'en' | 'fr') => Promise<void>;
  /** Nobody waits for it any more. */
  readonly stop: () => void;
  readonly follow: (said: EventPayload<'asking.explained'>) => void;
}

export const explainStore = createStoreHook<ExplainState>('explain');
export const useExplain = explainStore.use;

const nothing = { of: null, text: '', done: false, problem: null };

/** Makes the store; nothing is asked yet. */
export function createExplain(client: Client): StoreApi<ExplainState> {
  return createStore<ExplainState>()((set, get) => ({
    available: false,
    ...nothing,
    async check() {
      const reply = await client.call('asking.canExplain', {});
      set({ available: reply.ok && reply.value.available });
    },
    async start(id, language) {
      set({ ...nothing, of: id });
      const reply = await client.call('asking.explain', { messageId: id, language });
      if (!reply.ok && get().of === id) set({ done: true, problem: reply.problem });
    },
    stop() {
      const { of, done } = get();
      set(nothing);
      if (of !== null && !done) void client.call('asking.stopExplaining', { messageId: of });
    },
    follow({ messageId, text, done, problem }) {
      if (get().of === messageId && !get().done) set({ text, done, problem });
    },
  }));
}
