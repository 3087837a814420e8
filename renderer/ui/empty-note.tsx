import type { ReactNode } from 'react';
import styles from './small-parts.module.css';

interface Props {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands where there is nothing to list: one line, one reason, perhaps one thing to do. */
export function EmptyNote({ icon, title, children }: Props) {
  return (
    <div className={styles.empty} role="status">
      {icon}
      <h2 className={styles.emptyTitle}>{title}</h2>
      <div className={styles.emptyBody}>{children}</div>
    </div>
  );
}
