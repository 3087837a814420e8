import type { PlaceCommands } from '../../lib/acts/commands.ts';
import type { Chosen } from './rules-state.ts';
import type { RulesStores } from './stores.tsx';

/** Where the keys find the first field of the form. */
export const FORM_ID = 'rule-form';

/** Puts the focus on a rule in the list. */
export function focusRule(chosen: Chosen): void {
  document.querySelector<HTMLElement>(`[data-rule="${chosen}"]`)?.focus();
}

/** Keys of the list of rules. */
export function rulesCommands({ rules, trial }: RulesStores): PlaceCommands {
  return {
    steps: () => rules.getState().rules.length > 0 || rules.getState().fresh !== null,
    step(by) {
      const { chosen, choose, rules: all, fresh } = rules.getState();
      const last = all.length - 1 + (fresh === null ? 0 : 1);
      if (last < 0) return;
      const at = chosen === 'new' ? all.length : (chosen ?? -1);
      const to = Math.max(0, Math.min(last, at + by));
      choose(to === all.length ? 'new' : to);
    },
    open: () => document.getElementById(FORM_ID)?.querySelector('input')?.focus(),
    back: () => trial.getState().read(null),
    trash() {
      const { chosen, remove, dropNew } = rules.getState();
      if (chosen === 'new') dropNew();
      else if (chosen !== null) void remove(chosen);
    },
  };
}
