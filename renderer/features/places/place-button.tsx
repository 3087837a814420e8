import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './places.module.css';

interface Props {
  readonly icon: ReactNode;
  readonly label: string;
  readonly current: boolean;
  readonly folded: boolean;
  readonly onClick: () => void;
  readonly count?: string;
  /** What the count means, for those who hear it. */
  readonly countLabel?: string;
  readonly strong?: boolean;
  /** How deep a folder lies. */
  readonly depth?: number;
  readonly testId?: string;
}

/** One place to go. */
export function PlaceButton(props: Props) {
  const { label, count = '', depth = 0 } = props;
  return (
    <Tooltip label={label} position="right" disabled={!props.folded}>
      <UnstyledButton
        className={styles.place}
        data-current={props.current}
        data-strong={props.strong ?? false}
        aria-current={props.current ? 'page' : undefined}
        aria-label={count === '' ? label : `${label}, ${props.countLabel ?? count}`}
        onClick={props.onClick}
        style={props.folded ? undefined : { paddingLeft: 10 + depth * 14 }}
        data-testid={props.testId}
      >
        <span className={styles.icon} aria-hidden="true">
          {props.icon}
        </span>
        {!props.folded && (
          <span className={styles.label} title={label}>
            {label}
          </span>
        )}
        {!props.folded && count !== '' && <span className={styles.count}>{count}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
