import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import styles from './settings.module.css';

type Senders = readonly { readonly address: string; readonly at: number }[];

/** Senders whose pictures are always fetched; each can be taken off the list. */
export function ImageSenders() {
  const { t } = useText();
  const { client, tell } = useServices();
  const [senders, setSenders] = useState<Senders>([]);
  const load = useCallback(() => client.call('images.senders', {}), [client]);
  useEffect(() => {
    void load().then((reply) => {
      if (reply.ok) setSenders(reply.value);
    });
  }, [load]);
  async function remove(address: string): Promise<void> {
    const reply = await client.call('images.allow', { address, allowed: false });
    if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
    const left = await load();
    if (left.ok) setSenders(left.value);
  }
  return (
    <section className={styles.senders} aria-label={t('imageSenders.title')} data-testid="image-senders">
      <p className={styles.lineLabel}>{t('imageSenders.title')}</p>
      <p className={styles.small}>{t(senders.length === 0 ? 'imageSenders.none' : 'imageSenders.hint')}</p>
      {senders.length > 0 && (
        <ul className={styles.senderList}>
          {senders.map(({ address }) => (
            <li key={address}>
              <span>{address}</span>
              <ActionIcon
                size={20}
                onClick={() => void remove(address)}
                aria-label={t('imageSenders.remove', { address })}
              >
                <IconX size={13} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
