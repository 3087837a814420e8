import { Button, Group, Modal } from '@mantine/core';
import type { OpenMessage } from '../../../../contract/messages.ts';
import { showHidden } from '../../../lib/words/hidden-characters.ts';
import { useText } from '../../../lib/words/text.ts';
import styles from './files.module.css';

interface Props {
  readonly file: OpenMessage['attachments'][number] | null;
  readonly onSave: (index: number) => void;
  readonly onClose: () => void;
}

/** Says what a dangerous file is and why it is not opened from here; it can still be saved. */
export function FileQuestion({ file, onSave, onClose }: Props) {
  const { t } = useText();
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={t('file.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={460}
      data-testid="file-question"
    >
      {file !== null && (
        <>
          <p className={styles.asked}>
            <bdi>{showHidden(file.filename) || t('mail.unnamed')}</bdi>
          </p>
          <ul className={styles.reasons}>
            {file.dangers.map((danger) => (
              <li key={danger} data-danger={danger}>
                {t(`file.danger.${danger}`)}
              </li>
            ))}
          </ul>
          <p className={styles.advice}>{t('file.advice')}</p>
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="subtle" color="red" size="xs" onClick={() => onSave(file.index)}>
              {t('file.saveAnyway')}
            </Button>
            <Button variant="default" size="xs" onClick={onClose} data-autofocus>
              {t('file.leave')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
