import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../lib/words/format.ts';
import { useText } from '../lib/words/text.ts';
import styles from './picked-bar.module.css';

interface Props {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Appears under a list while rows are picked: how many, and what can be done with them. */
export function PickedBar({ count, onClear, children }: Props) {
  const { t, language } = useText();
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('selection.actions')}>
      <CloseButton size="sm" onClick={onClear} aria-label={t('selection.clear')} />
      <span className={styles.count}>
        {t('selection.count', { count, number: formatNumber(count, language) })}
      </span>
      <div className={styles.acts}>{children}</div>
    </div>
  );
}
