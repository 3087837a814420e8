import { createStore, type StoreApi } from 'zustand';
import type { Problem } from '../../../contract/problem.ts';
import type { RuleProblem } from '../../../contract/rules.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** The person's rules as text, checked while they type. */
export interface RulesState {
  readonly text: string;
  readonly savedText: string;
  readonly problems: readonly RuleProblem[];
  readonly problem: Problem | null;
  readonly saving: boolean;
  readonly load: () => Promise<void>;
  readonly type: (text: string) => void;
  readonly check: () => Promise<void>;
  readonly save: () => Promise<void>;
}

export const rulesStore = createStoreHook<RulesState>('rules');
export const useRules = rulesStore.use;

/** Makes the store; `load` reads the rules. */
export function createRules(client: Client): StoreApi<RulesState> {
  return createStore<RulesState>()((set, get) => ({
    text: '',
    savedText: '',
    problems: [],
    problem: null,
    saving: false,
    async load() {
      const reply = await client.call('rules.get', {});
      if (!reply.ok) return set({ problem: reply.problem });
      const { text, problems } = reply.value;
      // What was typed and not saved stays.
      const changed = get().text !== get().savedText;
      set({ savedText: text, problem: null, ...(changed ? {} : { text, problems }) });
    },
    type: (text) => set({ text }),
    async check() {
      const { text } = get();
      const reply = await client.call('rules.check', { text });
      if (reply.ok && get().text === text) set({ problems: reply.value.problems });
    },
    async save() {
      const { text } = get();
      set({ saving: true });
      const reply = await client.call('rules.save', { text });
      set({ saving: false });
      if (!reply.ok) set({ problem: reply.problem });
      else
        set({
          problem: null,
          problems: reply.value.problems,
          ...(reply.value.saved ? { savedText: text } : {}),
        });
    },
  }));
}
