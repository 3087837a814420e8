import { quoteDepth } from './quote-depth.ts';
import styles from './reader.module.css';

/** Plain text as it came; what is quoted from earlier mails steps back. */
export function PlainText({ text }: { readonly text: string }) {
  return (
    <div className={styles.plain} tabIndex={0} data-testid="plain-text">
      {text.split(/\r?\n/).map((line, position) => (
        <p key={position} data-quoted={quoteDepth(line) > 0}>
          {line === '' ? ' ' : line}
        </p>
      ))}
    </div>
  );
}
