import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../lib/words/text.ts';
import { selectChanged, selectSavable, selectUnfinished, useRules } from './rules-state.ts';
import styles from './detail.module.css';

/** Whether there is something to save, and why it cannot be yet. */
export function SaveBar({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  const changed = useRules(selectChanged);
  const savable = useRules(selectSavable);
  const unfinished = useRules(selectUnfinished);
  const problems = useRules((state) => state.problems.length);
  const saving = useRules((state) => state.saving);
  const { save, discard } = useRules((state) => state);
  const state =
    problems > 0
      ? t('rules.problems', { count: problems })
      : unfinished
        ? t('rules.toFinish')
        : changed
          ? t('rules.unsaved')
          : t('rules.saved');
  return (
    <header className={styles.bar}>
      <span
        className={styles.barState}
        data-state={problems > 0 ? 'problem' : changed ? 'changed' : 'saved'}
        role="status"
        data-testid="rules-state"
      >
        {state}
      </span>
      {children}
      {changed && (
        <Button variant="subtle" color="gray" size="xs" onClick={discard} data-testid="rules-discard">
          {t('rules.discard')}
        </Button>
      )}
      <Button
        size="xs"
        disabled={!savable}
        loading={saving}
        onClick={() => void save()}
        data-testid="rules-save"
      >
        {t('action.save')}
      </Button>
    </header>
  );
}
