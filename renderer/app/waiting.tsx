import { Loader } from '@mantine/core';
import { EngineBanner } from '../features/status/index.ts';
import { useText } from '../lib/words/text.ts';
import { EmptyNote } from '../ui/empty-note.tsx';
import styles from './layout.module.css';

/** From the last word of the person until the window opens anew: neither what was there nor the first run flashes by. */
export function Erasing() {
  const { t } = useText();
  return (
    <div className={styles.window} data-testid="erasing">
      <EmptyNote icon={<Loader size="sm" color="gray" />} title={t('app.erasing')} />
    </div>
  );
}

/** The engine is starting. Most starts are over before anyone could read this. */
export function Waiting() {
  const { t } = useText();
  return (
    <div className={styles.window}>
      <EngineBanner />
      <EmptyNote icon={<Loader size="sm" color="gray" />} title={t('app.starting')} />
    </div>
  );
}
