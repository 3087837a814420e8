import { Loader } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../../contract/problem.ts';
import { useSession } from '../../lib/session.ts';
import styles from './status.module.css';

/** Says that the engine is away, and that nothing is lost. Gone as soon as it is back. */
export function EngineBanner() {
  const { t, i18n } = useTranslation();
  const engine = useSession((state) => state.engine);
  if (engine.state === 'ready' || engine.state === 'starting') return null;
  const failed = engine.state === 'failed';
  const { detail } = engine;
  const reason = isReason(detail, i18n) ? t(`problem.${detail}`) : t('engine.failed');
  return (
    <div className={styles.banner} role={failed ? 'alert' : 'status'} data-testid="engine-banner">
      {failed ? <IconAlertCircle size={16} aria-hidden="true" /> : <Loader size={14} color="gray" />}
      <span>{failed ? reason : t('engine.restarting')}</span>
    </div>
  );
}

/** Whether the engine refused to start for something that has a sentence of its own (data from a newer version, in use …). */
function isReason(detail: string | undefined, texts: i18n): detail is ProblemCode {
  return detail !== undefined && detail !== 'engine-down' && texts.exists(`problem.${detail}`);
}
