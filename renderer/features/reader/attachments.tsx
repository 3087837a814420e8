import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { OpenMessage } from '../../../contract/messages.ts';
import { formatBytes } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useReader } from './reader-slice.ts';
import styles from './reader.module.css';

/** What is attached; a click saves it in the downloads folder. */
export function Attachments({ mail }: { readonly mail: OpenMessage }) {
  const { t, language } = useText();
  const saving = useReader((state) => state.saving);
  const save = useReader((state) => state.save);
  if (mail.attachments.length === 0) return null;
  return (
    <ul className={styles.attachments} aria-label={t('mail.attachments')}>
      {mail.attachments.map(({ index, filename, size }) => {
        const name = filename || t('mail.unnamed');
        return (
          <li key={index}>
            <Button
              variant="default"
              size="xs"
              loading={saving.has(index)}
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              onClick={() => void save(index)}
              aria-label={t('mail.saveAttachment', { name })}
            >
              <span className={styles.fileName}>{name}</span>
              {size > 0 && <span className={styles.chance}>{formatBytes(size, language)}</span>}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
