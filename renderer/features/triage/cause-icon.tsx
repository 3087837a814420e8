import { IconAt, IconMessages, IconSpeakerphone, IconTag } from '@tabler/icons-react';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Cause } from '../../../contract/evidence.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './triage.module.css';

/** A quiet sign of what a group's mails share, with its word for those who cannot see it. */
export function CauseIcon({ kind }: { readonly kind: Cause['kind'] }) {
  const { t } = useText();
  return (
    <span className={styles.causeIcon} role="img" aria-label={t(`cause.${kind}`)} title={t(`cause.${kind}`)}>
      {pick(kind)}
    </span>
  );
}

function pick(kind: Cause['kind']) {
  switch (kind) {
    case 'thread':
      return <IconMessages size={15} />;
    case 'list':
      return <IconSpeakerphone size={15} />;
    case 'sender':
      return <IconAt size={15} />;
    case 'subject':
      return <IconTag size={15} />;
    default:
      return assertNever(kind);
  }
}
