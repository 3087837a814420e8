import { confidenceOf } from '../lib/words/confidence.ts';
import { formatChance } from '../lib/words/format.ts';
import { useText } from '../lib/words/text.ts';
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
