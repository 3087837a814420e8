import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './status.module.css';

/** A banner that comes and goes in a blink leaves one wondering what it was. Milliseconds. */
const READING_TIME = 2000;

/** Says that the engine is away for a moment, and that nothing is lost. Gone when it is back and the sentence could be read. */
export function EngineBanner() {
  const { t } = useText();
  const away = useSession((state) => state.engine.state === 'restarting');
  const shown = useLinger(away, READING_TIME);
  if (!shown) return null;
  return (
    <div className={styles.banner} role="status" data-testid="engine-banner">
      <Loader size={14} color="gray" />
      <span>{t('engine.restarting')}</span>
    </div>
  );
}

/** True while `value` is, and for `ms` after. */
function useLinger(value: boolean, ms: number): boolean {
  const [last, setLast] = useState(value);
  if (value && !last) setLast(true);
  useEffect(() => {
    if (value) return;
    const timer = setTimeout(() => setLast(false), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value || last;
}
