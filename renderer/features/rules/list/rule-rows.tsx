import { Button } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useText } from '../../../lib/words/text.ts';
import { useRules, type Chosen } from '../rules-state.ts';
import { RuleRow } from './rule-row.tsx';
import styles from './list.module.css';

/** All rules, the one that is being made last. Alt with an arrow moves the chosen one. */
export function RuleRows() {
  const { t } = useText();
  const rules = useRules((state) => state.rules);
  const fresh = useRules((state) => state.fresh);
  const chosen = useRules((state) => state.chosen);
  const visit = useRules((state) => state.visit);
  const move = useRules((state) => state.move);
  const list = useRef<HTMLDivElement>(null);
  useFocusOnChosen(list, chosen, visit);

  function onKey(event: KeyboardEvent): void {
    if (!event.altKey || typeof chosen !== 'number') return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    void move(chosen, chosen + (event.key === 'ArrowUp' ? -1 : 1));
  }

  return (
    <div
      ref={list}
      role="grid"
      aria-label={t('rules.title')}
      aria-rowcount={rules.length}
      onKeyDown={onKey}
      className={styles.rows}
    >
      {rules.map((rule) => (
        <RuleRow key={rule.index} at={rule.index} form={rule.form} last={rules.length - 1} />
      ))}
      {fresh !== null && <RuleRow at="new" form={fresh} last={rules.length - 1} />}
      <Removed />
    </div>
  );
}

/** What was removed can be had back until the next change. */
function Removed() {
  const { t } = useText();
  const removed = useRules((state) => state.removed);
  const takeBack = useRules((state) => state.takeBack);
  if (removed === null) return null;
  return (
    <div className={styles.removed} role="status" data-testid="rule-removed">
      <span>{t('rules.removed', { name: removed.name || t('rules.unnamed') })}</span>
      <Button variant="subtle" size="compact-sm" onClick={takeBack}>
        {t('action.undo')}
      </Button>
    </div>
  );
}

/** Keys that step through the list take the focus along; choosing from elsewhere leaves it where it is. */
function useFocusOnChosen(list: React.RefObject<HTMLDivElement | null>, chosen: Chosen, visit: number): void {
  const seen = useRef(visit);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-rule="${chosen}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    if (seen.current === visit) return;
    seen.current = visit;
    const elsewhere = document.activeElement?.matches(
      'input, textarea, [contenteditable], [role="dialog"] *',
    );
    if (elsewhere !== true) row?.focus({ preventScroll: true });
  }, [list, chosen, visit]);
}
