import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../contract/index.ts';
import type { MessageId } from '../../../contract/ids.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import styles from './reader.module.css';

type Urgency = CallOutput<'deciding.urgency'>;

/** How urgent a rule calls this mail, and which rule; nothing for most mails. */
export function UrgencyNote({ id }: { readonly id: MessageId }) {
  const { t } = useText();
  const { client } = useServices();
  const [known, setKnown] = useState<{ readonly id: MessageId; readonly urgency: Urgency } | null>(null);
  useEffect(() => {
    let wanted = true;
    void client.call('deciding.urgency', { messageId: id }).then((reply) => {
      if (wanted && reply.ok) setKnown({ id, urgency: reply.value });
    });
    return () => {
      wanted = false;
    };
  }, [client, id]);
  if (known?.id !== id) return null;
  const { priority, vip } = known.urgency;
  const words = [
    ...(vip === null ? [] : [t('mail.urgency.vip', { rule: vip })]),
    ...(priority === null ? [] : [t(`mail.urgency.${priority.level}`, { rule: priority.rule })]),
  ];
  if (words.length === 0) return null;
  return (
    <p className={styles.urgency} data-testid="urgency">
      {words.join(' · ')}
    </p>
  );
}
