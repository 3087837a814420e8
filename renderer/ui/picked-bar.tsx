import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../lib/words/text.ts';
import styles from './picked-bar.module.css';

interface Props {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Appears under a list while rows are picked: how many, and what can be done with them. */
export function PickedBar({ count, onClear, children }: Props) {
  const { t } = useText();
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('selection.actions')}>
      <CloseButton size="sm" onClick={onClear} aria-label={t('selection.clear')} />
      <span className={styles.count}>{t('selection.count', { count })}</span>
      {children}
    </div>
  );
}
