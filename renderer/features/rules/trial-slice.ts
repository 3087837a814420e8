import { createStore, type StoreApi } from 'zustand';
import type { MessageId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { DryRunRule } from '../../../contract/rules.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { keyOfForm } from './draft.ts';
import type { RulesState } from './rules-state.ts';

const PAUSE_MS = 500;

/** What the rules, as they are written now, would do with the mail that is there. */
export interface TrialState {
  /** By the content of a rule: what is known of it stays true when it moves. */
  readonly results: ReadonlyMap<string, DryRunRule>;
  /** Mails looked at; null before the first look. */
  readonly mails: number | null;
  readonly running: boolean;
  readonly problem: Problem | null;
  /** The sample that is being read. */
  readonly reading: MessageId | null;
  /** Looks again soon, once the person has stopped typing. */
  readonly soon: () => void;
  readonly read: (id: MessageId | null) => void;
}

export const trialStore = createStoreHook<TrialState>('trial');
export const useTrial = trialStore.use;

/** Makes the store; it asks about the text that `rules` has then. */
export function createTrial(client: Client, rules: StoreApi<RulesState>): StoreApi<TrialState> {
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** How often a look was asked for. */
  let asked = 0;

  return createStore<TrialState>()((set, get) => {
    async function run(): Promise<void> {
      const mine = asked;
      const { text } = rules.getState();
      set({ running: true });
      const reply = await client.call('rules.dryRun', { text });
      const now = rules.getState();
      if (!reply.ok) {
        if (reply.problem.code !== 'cancelled') set({ problem: reply.problem });
      } else if (now.text === text) {
        const results = reply.value.rules.flatMap((result) => {
          const form = now.rules[result.index]?.form;
          return form === null || form === undefined ? [] : [[keyOfForm(form), result] as const];
        });
        set({ results: new Map(results), mails: reply.value.mails, problem: null });
      }
      // The text has changed meanwhile: the next answer is the one that counts.
      if (asked !== mine || now.text !== text) return run();
      set({ running: false });
    }
    return {
      results: new Map(),
      mails: null,
      running: false,
      problem: null,
      reading: null,
      soon() {
        clearTimeout(pause);
        pause = setTimeout(() => {
          asked += 1;
          if (!get().running) void run();
        }, PAUSE_MS);
      },
      read: (reading) => set({ reading }),
    };
  });
}
