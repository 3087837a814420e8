import { confidenceOf } from '../lib/confidence.ts';
import { formatChance } from '../lib/format.ts';
import { useText } from '../lib/text.ts';
import styles from './small-parts.module.css';

/** A word and a percent; only certainty gets the accent. */
export function ConfidenceLabel({ probability }: { readonly probability: number }) {
  const { t, language } = useText();
  const level = confidenceOf(probability);
  return (
    <span className={styles.confidence} data-level={level}>
      {t(`confidence.${level}`)} <span className={styles.percent}>{formatChance(probability, language)}</span>
    </span>
  );
}
