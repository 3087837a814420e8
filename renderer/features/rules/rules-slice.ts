import { createStore, type StoreApi } from 'zustand';
import type { CallInput } from '../../../contract/index.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { RuleForm, RuleOutline, RuleProblem } from '../../../contract/rules.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { emptyForm, finishedForm } from './draft.ts';

const TYPING_PAUSE_MS = 250;

/** A rule by its position in the text, or the new one that is not in it yet. */
export type Chosen = number | 'new' | null;

/** What is known of a text. */
export interface Reading {
  readonly problems: readonly RuleProblem[];
  readonly rules: readonly RuleOutline[];
}

/** The person's rules: one text that the form and the editor both change. Nothing is kept by the engine before `save`. */
export interface RulesState extends Reading {
  readonly text: string;
  readonly savedText: string;
  /** Where the rules are kept. */
  readonly file: string;
  /** The saved rules are still those that Casier came with. */
  readonly starter: boolean;
  readonly loaded: boolean;
  /** `problems` and `rules` are of an earlier text: it was typed in since. */
  readonly checking: boolean;
  readonly chosen: Chosen;
  /** Counts the rules that were chosen: a new rule that has found its place in the text is still the same. */
  readonly visit: number;
  /** The chosen rule as the form has it; null when that is what the text says. */
  readonly draft: RuleForm | null;
  /** A new rule that lacks something and cannot be written yet. */
  readonly fresh: RuleForm | null;
  /** What was removed last, and the text before. */
  readonly removed: { readonly name: string; readonly before: string } | null;
  readonly problem: Problem | null;
  readonly saving: boolean;
  readonly load: () => Promise<void>;
  readonly type: (text: string) => void;
  readonly choose: (chosen: Chosen) => void;
  readonly edit: (form: RuleForm) => void;
  readonly add: () => void;
  readonly append: (form: RuleForm) => Promise<void>;
  readonly duplicate: (index: number, name: string) => Promise<void>;
  readonly remove: (index: number) => Promise<void>;
  readonly dropNew: () => void;
  readonly move: (index: number, to: number) => Promise<void>;
  readonly takeBack: () => void;
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
  /** The engine changed the saved rules itself: they are taken over unless the person has changes of their own. */
  readonly takeSaved: (saved: Reading & { readonly text: string }) => boolean;
}

export const rulesStore = createStoreHook<RulesState>('rules');
export const useRules = rulesStore.use;

type Change = CallInput<'rules.rewrite'>['change'];

/** Whether there is something to save or to discard. */
export function selectChanged(state: RulesState): boolean {
  return state.text !== state.savedText || state.fresh !== null || selectUnfinished(state);
}

/** The rule in the form lacks something: the text does not have its last changes. */
export function selectUnfinished(state: RulesState): boolean {
  return state.fresh !== null || (state.draft !== null && finishedForm(state.draft) === null);
}

/** Whether `save` would be taken. */
export function selectSavable(state: RulesState): boolean {
  return (
    state.text !== state.savedText &&
    state.problems.length === 0 &&
    !state.checking &&
    !selectUnfinished(state)
  );
}

/** The rule that the form shows; null when none is chosen, or the chosen one can be mended as text only. */
export function selectForm(state: RulesState): RuleForm | null {
  if (state.chosen === 'new') return state.fresh;
  if (state.chosen === null) return null;
  return state.draft ?? state.rules[state.chosen]?.form ?? null;
}

/** Makes the store; `load` reads the rules. */
export function createRules(client: Client): StoreApi<RulesState> {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  /** The form as it is to be written next; what was typed meanwhile replaces it. */
  const writing: { next: { index: number | null; form: RuleForm } | null } = { next: null };

  return createStore<RulesState>()((set, get) => {
    const clamp = (chosen: Chosen, rules: readonly RuleOutline[]): Chosen =>
      typeof chosen === 'number' ? (rules.length === 0 ? null : Math.min(chosen, rules.length - 1)) : chosen;

    function read(text: string, reading: Reading): void {
      // A text that cannot be read at all would empty the list while somebody types in it.
      const lost = reading.rules.length === 0 && reading.problems.some(({ code }) => code === 'syntax');
      const rules = lost ? get().rules : reading.rules;
      const problems = onePerPlace(reading.problems);
      set({ text, rules, problems, checking: false, chosen: clamp(get().chosen, rules) });
    }

    function inTurn<T>(task: () => Promise<T>): Promise<T> {
      const result = turn.then(task);
      turn = result.catch(() => undefined);
      return result;
    }

    /** Changes one rule of the text; typed in meanwhile, the text is taken as it is then. */
    async function rewrite(change: Change): Promise<readonly RuleOutline[] | null> {
      for (;;) {
        const { text } = get();
        const reply = await client.call('rules.rewrite', { text, change });
        if (!reply.ok) {
          set({ problem: reply.problem });
          return null;
        }
        if (get().text !== text) continue;
        set({ problem: null });
        read(reply.value.text, reply.value);
        return reply.value.rules;
      }
    }

    async function check(): Promise<void> {
      const { text } = get();
      const reply = await client.call('rules.check', { text });
      if (get().text !== text) return;
      if (reply.ok) read(text, reply.value);
      else set({ problem: reply.problem, checking: false });
    }

    /** Puts a text in the place of the other and looks at it. */
    function replace(text: string): void {
      clearTimeout(pause);
      writing.next = null;
      set({ text, checking: true, draft: null, visit: get().visit + 1 });
      pause = setTimeout(() => void check(), 0);
    }

    function takeNext() {
      const { next } = writing;
      writing.next = null;
      return next;
    }

    async function writeNext(): Promise<void> {
      const next = takeNext();
      if (next === null) return;
      const rules = await rewrite({ kind: 'put', index: next.index, rule: next.form });
      if (rules === null || next.index !== null) return;
      // What was typed into the new rule while it was written goes on in its place.
      const index = rules.length - 1;
      const { chosen, fresh } = get();
      set({ fresh: null, removed: null, ...(chosen === 'new' ? { chosen: index, draft: fresh } : {}) });
      const later = takeNext();
      if (later !== null) writing.next = { ...later, index };
    }

    return {
      text: '',
      savedText: '',
      file: '',
      starter: false,
      loaded: false,
      checking: false,
      problems: [],
      rules: [],
      chosen: null,
      visit: 0,
      draft: null,
      fresh: null,
      removed: null,
      problem: null,
      saving: false,
      async load() {
        const reply = await client.call('rules.get', {});
        if (!reply.ok) return set({ problem: reply.problem });
        const { text, file, starter, ...reading } = reply.value;
        // What was typed and not saved stays.
        const changed = selectChanged(get());
        set({ savedText: text, file, starter, problem: null, loaded: true });
        if (changed) return;
        read(text, reading);
        if (get().chosen === null && reading.rules.length > 0) set({ chosen: 0 });
      },
      type(text) {
        if (text === get().text) return;
        clearTimeout(pause);
        writing.next = null;
        set({ text, checking: true, draft: null, removed: null });
        pause = setTimeout(() => void check(), TYPING_PAUSE_MS);
      },
      choose(chosen) {
        if (chosen !== get().chosen) set({ chosen, draft: null, visit: get().visit + 1 });
      },
      edit(form) {
        const { chosen } = get();
        if (chosen === null) return;
        set(chosen === 'new' ? { fresh: form } : { draft: form, removed: null });
        const finished = finishedForm(form);
        if (finished === null) return;
        writing.next = { index: chosen === 'new' ? null : chosen, form: finished };
        void inTurn(writeNext);
      },
      add() {
        set({ fresh: get().fresh ?? emptyForm(), chosen: 'new', draft: null, visit: get().visit + 1 });
      },
      append: (form) =>
        inTurn(async () => {
          const rules = await rewrite({ kind: 'put', index: null, rule: form });
          if (rules !== null) get().choose(rules.length - 1);
        }),
      duplicate: (index, name) =>
        inTurn(async () => {
          const form = get().rules[index]?.form;
          if (form === null || form === undefined) return;
          const rules = await rewrite({ kind: 'put', index: null, rule: { ...form, name } });
          if (rules === null) return;
          await rewrite({ kind: 'move', index: rules.length - 1, to: index + 1 });
          set({ removed: null });
          get().choose(index + 1);
        }),
      remove: (index) =>
        inTurn(async () => {
          const { text: before, rules: all } = get();
          const name = all[index]?.form?.name ?? '';
          if ((await rewrite({ kind: 'remove', index })) === null) return;
          const { chosen, rules } = get();
          const next = typeof chosen === 'number' && chosen > index ? chosen - 1 : chosen;
          set({ removed: { name, before }, draft: null, chosen: clamp(next, rules), visit: get().visit + 1 });
        }),
      dropNew: () => set({ fresh: null, chosen: get().rules.length > 0 ? get().rules.length - 1 : null }),
      move: (index, to) =>
        inTurn(async () => {
          if (to < 0 || to >= get().rules.length || to === index) return;
          if ((await rewrite({ kind: 'move', index, to })) === null) return;
          const { chosen } = get();
          set({ removed: null, ...(chosen === index ? { chosen: to } : {}) });
        }),
      takeBack() {
        const { removed } = get();
        if (removed === null) return;
        set({ removed: null });
        replace(removed.before);
      },
      async save() {
        await turn;
        if (!selectSavable(get())) return false;
        const { text } = get();
        set({ saving: true });
        const reply = await client.call('rules.save', { text });
        set({ saving: false });
        if (!reply.ok) {
          set({ problem: reply.problem });
          return false;
        }
        if (get().text === text) read(text, reply.value);
        set({
          problem: null,
          ...(reply.value.saved ? { savedText: text, removed: null, starter: false } : {}),
        });
        return reply.value.saved;
      },
      discard() {
        set({ fresh: null, removed: null, chosen: get().chosen === 'new' ? null : get().chosen });
        replace(get().savedText);
      },
      takeSaved({ text, ...reading }) {
        const changed = selectChanged(get());
        set({ savedText: text, starter: false });
        if (!changed) {
          read(text, reading);
          get().choose(reading.rules.length - 1);
        }
        return !changed;
      },
    };
  });
}

/** The parser may have several things to say about one place: the first is enough. */
function onePerPlace(problems: readonly RuleProblem[]): RuleProblem[] {
  const places = Map.groupBy(problems, ({ line, column }) => `${line}:${column}`);
  const firsts = [...places.values()].map((found) => found[0]).filter((problem) => problem !== undefined);
  return firsts.filter(
    ({ code }, at) => code !== 'syntax' || firsts.findIndex((first) => first.code === code) === at,
  );
}
