import styles from './small-parts.module.css';

/** A key, as it is drawn on a keyboard. For the eye only: the action's name is what a screen reader says. */
export function KeyHint({ children }: { readonly children: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {children}
    </kbd>
  );
}
