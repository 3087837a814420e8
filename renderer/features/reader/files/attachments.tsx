import { Button, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { OpenMessage } from '../../../../contract/messages.ts';
import { formatBytes } from '../../../lib/words/format.ts';
import { showHidden } from '../../../lib/words/hidden-characters.ts';
import { useText } from '../../../lib/words/text.ts';
import { useReader } from '../reader-slice.ts';
import { FileQuestion } from './file-question.tsx';
import styles from './files.module.css';

type Attachment = OpenMessage['attachments'][number];

/** What is attached: a click opens it, or says why it cannot be opened; beside it, saving, and saving all. */
export function Attachments({ mail }: { readonly mail: OpenMessage }) {
  const { t, language } = useText();
  const saving = useReader((state) => state.saving);
  const opening = useReader((state) => state.opening);
  const save = useReader((state) => state.save);
  const open = useReader((state) => state.openFile);
  const [asked, setAsked] = useState<Attachment | null>(null);
  const { attachments } = mail;
  if (attachments.length === 0) return null;
  return (
    <>
      <ul className={styles.attachments} aria-label={t('mail.attachments')}>
        {attachments.map((file) => {
          const name = showHidden(file.filename) || t('mail.unnamed');
          const dangerous = file.dangers.length > 0;
          const busy = saving.has(file.index) || opening.has(file.index);
          return (
            <li key={file.index} className={styles.file} data-dangerous={dangerous} aria-busy={busy}>
              <UnstyledButton
                className={styles.open}
                disabled={busy}
                onClick={() => (dangerous ? setAsked(file) : void open(file.index))}
                aria-label={t(dangerous ? 'file.asks' : 'file.open', { name })}
                data-testid="open-attachment"
              >
                {dangerous ? (
                  <IconAlertTriangle size={14} aria-hidden="true" />
                ) : (
                  <IconFile size={14} aria-hidden="true" />
                )}
                <bdi className={styles.fileName}>{name}</bdi>
                {file.size > 0 && <span className={styles.size}>{formatBytes(file.size, language)}</span>}
              </UnstyledButton>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                loading={saving.has(file.index)}
                onClick={() => (dangerous ? setAsked(file) : void save(file.index))}
                aria-label={t('mail.saveAttachment', { name })}
                data-testid="save-attachment"
              >
                <IconDownload size={14} aria-hidden="true" />
              </Button>
              {busy && <span className={styles.progress} aria-hidden="true" />}
            </li>
          );
        })}
        {attachments.length > 1 && (
          <li>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => {
                for (const { index, dangers } of attachments) if (dangers.length === 0) void save(index);
              }}
              data-testid="save-all"
            >
              {t(attachments.some(({ dangers }) => dangers.length > 0) ? 'file.saveSafe' : 'file.saveAll')}
            </Button>
          </li>
        )}
      </ul>
      <FileQuestion
        file={asked}
        onSave={(index) => {
          setAsked(null);
          void save(index);
        }}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
