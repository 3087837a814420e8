import { Loader } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../../contract/problem.ts';
import { useSession } from '../../lib/session.ts';
import styles from './status.module.css';

/** A banner that comes and goes in a blink leaves one wondering what it was. Milliseconds. */
const READING_TIME = 2000;

/** Says that the engine is away, and that nothing is lost. Gone when it is back and the sentence could be read. */
export function EngineBanner() {
  const { t, i18n } = useTranslation();
  const now = useSession((state) => state.engine);
  const engine = useLinger(now.state === 'ready' || now.state === 'starting' ? null : now, READING_TIME);
  if (engine === null) return null;
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

/** The value, or for `ms` after it has gone the last one there was. */
function useLinger<T>(value: T | null, ms: number): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  useEffect(() => {
    if (value !== null) return;
    const timer = setTimeout(() => setLast(null), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value ?? last;
}

/** Whether the engine refused to start for something that has a sentence of its own (data from a newer version, in use …). */
function isReason(detail: string | undefined, texts: i18n): detail is ProblemCode {
  return detail !== undefined && detail !== 'engine-down' && texts.exists(`problem.${detail}`);
}
