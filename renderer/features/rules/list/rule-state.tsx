import type { RuleForm } from '../../../../contract/rules.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import { useText } from '../../../lib/words/text.ts';
import { keyOfForm } from '../draft.ts';
import type { Chosen } from '../rules-state.ts';
import { useTrial } from '../trial-slice.ts';
import styles from './list.module.css';

/** A problem, a rule that no mail meets, or how many mails wait for it; nothing while that is not known. */
export function RuleState({ at, form }: { readonly at: Chosen; readonly form: RuleForm | null }) {
  const { t, language } = useText();
  const result = useTrial((state) => (form === null ? undefined : state.results.get(keyOfForm(form))));
  if (form === null) {
    return (
      <span className={styles.state} data-state="problem">
        {t('rules.state.problem')}
      </span>
    );
  }
  if (at === 'new' || result === undefined) return null;
  const { waiting, agreeing, disagreeing, folderMissing } = result;
  if (waiting > 0) {
    return (
      <span className={styles.state} data-state="waiting" data-testid="rule-waiting">
        {t('rules.state.waiting', { count: waiting, number: formatNumber(waiting, language) })}
      </span>
    );
  }
  if (folderMissing) return <span className={styles.state}>{t('rules.state.noFolder')}</span>;
  if (agreeing + disagreeing === 0) return <span className={styles.state}>{t('rules.state.never')}</span>;
  return null;
}
