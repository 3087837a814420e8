import { createStore, type StoreApi } from 'zustand';
import type { CallInput } from '../../../contract/index.ts';
import type { RuleForm, RuleOutline, RuleProblem } from '../../../contract/rules.ts';
import type { Client } from '../../lib/bridge.ts';
import { emptyForm, finishedForm } from './draft.ts';
import { selectChanged, selectSavable, type Chosen, type Reading, type RulesState } from './rules-state.ts';

const TYPING_PAUSE_MS = 250;

type Change = CallInput<'rules.rewrite'>['change'];

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
