import { Loader } from '@mantine/core';
import { EngineBanner } from '../features/status/index.ts';
import { useText } from '../lib/words/text.ts';
import { EmptyNote } from '../ui/empty-note.tsx';
import styles from './layout.module.css';

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
