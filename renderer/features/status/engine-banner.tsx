import { Loader } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/text.ts';
import styles from './status.module.css';

/** Says that the engine is away, and that nothing is lost. Gone as soon as it is back. */
export function EngineBanner() {
  const { t } = useText();
  const engine = useSession((state) => state.engine);
  if (engine.state === 'ready' || engine.state === 'starting') return null;
  const failed = engine.state === 'failed';
  return (
    <div className={styles.banner} role={failed ? 'alert' : 'status'} data-testid="engine-banner">
      {failed ? <IconAlertCircle size={16} aria-hidden="true" /> : <Loader size={14} color="gray" />}
      <span>{failed ? t('engine.failed') : t('engine.restarting')}</span>
      {failed && engine.detail !== undefined && <span className={styles.quiet}>{engine.detail}</span>}
    </div>
  );
}
