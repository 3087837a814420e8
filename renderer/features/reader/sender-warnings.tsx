import { IconAlertTriangle } from '@tabler/icons-react';
import type { SenderWarning } from '../../../contract/deceit.ts';
import { showHidden } from '../../lib/words/hidden-characters.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './reader.module.css';

/** What about the sender may deceive, a line each; nothing for nearly all mail. */
export function SenderWarnings({ warnings }: { readonly warnings: readonly SenderWarning[] }) {
  const { t } = useText();
  if (warnings.length === 0) return null;
  return (
    <div role="status" data-testid="sender-warnings">
      <ul className={styles.warnings}>
        {warnings.map((warning) => (
          <li key={warning.kind} data-kind={warning.kind}>
            <IconAlertTriangle size={15} aria-hidden="true" />
            <span>
              {t(`deceit.${warning.kind}`, { shown: showHidden(warning.shown), real: warning.real })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
