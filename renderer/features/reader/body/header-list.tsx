import type { OpenMessage } from '../../../../contract/messages.ts';
import styles from './body.module.css';

/** The mail's header fields as they came. */
export function HeaderList({ headers }: { readonly headers: OpenMessage['headers'] }) {
  return (
    <dl className={styles.headers} tabIndex={0}>
      {headers.map(({ name, value }, position) => (
        <div key={position}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
