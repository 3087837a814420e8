import type { Problem } from '../../../contract/problem.ts';
import type { RuleForm, RuleOutline, RuleProblem } from '../../../contract/rules.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import { finishedForm } from './draft.ts';

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
