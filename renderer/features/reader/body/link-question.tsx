import { Button, Group, Modal } from '@mantine/core';
import { useText } from '../../../lib/words/text.ts';
import { hostOf } from './link-host.ts';
import type { OpenLinks } from './use-links.ts';
import styles from './body.module.css';

/** Asks before a link is opened that may lead elsewhere than the person thinks. */
export function LinkQuestion({ links }: { readonly links: OpenLinks }) {
  const { t } = useText();
  const { asked, answer } = links;
  return (
    <Modal
      opened={asked !== null}
      onClose={() => answer(false)}
      title={t('link.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={460}
      data-testid="link-question"
    >
      {asked !== null && (
        <>
          <p className={styles.realHost} data-testid="real-host">
            {hostOf(asked.url)}
          </p>
          <ul className={styles.reasons}>
            {asked.warnings.map((warning) => (
              <li key={warning.kind}>
                {t(`link.${warning.kind}`, { shown: warning.shown, real: warning.real })}
              </li>
            ))}
          </ul>
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="default" size="xs" onClick={() => answer(false)} data-autofocus>
              {t('link.stay')}
            </Button>
            {!asked.warnings.some(({ kind }) => kind === 'user-name') && (
              <Button variant="subtle" color="red" size="xs" onClick={() => answer(true)}>
                {t('link.go')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Modal>
  );
}
