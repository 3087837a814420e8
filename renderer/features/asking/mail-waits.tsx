import type { MessageId } from '../../../contract/ids.ts';
import { useText } from '../../lib/words/text.ts';
import { useAsking } from './asking-slice.ts';
import styles from './asking.module.css';

/** Says of an open mail without a proposal that the model will look at it; nothing of one that does not wait. */
export function MailWaits({ id }: { readonly id: MessageId }) {
  const { t } = useText();
  const waits = useAsking((state) => state.waiting.has(id));
  const paused = useAsking((state) => state.status?.state === 'paused');
  if (!waits) return null;
  return (
    <p className={styles.mailWaits} role="status" data-testid="mail-waits">
      {t(paused ? 'asking.mail.paused' : 'asking.mail.waits')}
    </p>
  );
}
