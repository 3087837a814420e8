import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import type { RuleForm } from '../../../../contract/rules.ts';
import { useRules, type Chosen } from '../rules-state.ts';
import { actionsInWords, conditionsInWords } from '../summary.ts';
import { RowActions } from './row-actions.tsx';
import { RuleState } from './rule-state.tsx';
import styles from './list.module.css';

interface Props {
  readonly at: Exclude<Chosen, null>;
  /** Null when the rule has a problem. */
  readonly form: RuleForm | null;
  /** Position of the last rule. */
  readonly last: number;
}

/** One rule: its name, what it says in a line, and how it fares. */
export function RuleRow({ at, form, last }: Props) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const current = useRules((state) => state.chosen === at);
  const focusable = useRules((state) => state.chosen === at || (state.chosen === null && at === 0));
  const shown = useRules((state) => (state.chosen === at ? (state.draft ?? form) : form));
  const choose = useRules((state) => state.choose);
  const name = shown?.name.trim() || (at === 'new' ? t('rules.newName') : t('rules.unnamed'));
  const does = shown === null ? '' : actionsInWords(shown, mailboxes, { t, language });
  return (
    <div
      role="row"
      aria-rowindex={at === 'new' ? last + 2 : at + 1}
      aria-selected={current}
      tabIndex={focusable ? 0 : -1}
      className={styles.row}
      data-current={current}
      data-rule={at}
      data-testid="rule-row"
      onClick={() => choose(at)}
    >
      <div role="gridcell" className={styles.rowText}>
        <p className={styles.rowTop}>
          <span className={styles.name}>{name}</span>
          <RuleState at={at} form={form} />
        </p>
        {shown === null || at === 'new' ? (
          <p className={styles.says}>{shown === null ? t('rules.asTextOnly') : t('rules.unfinished')}</p>
        ) : (
          <>
            <p className={styles.says}>{conditionsInWords(shown.condition, { t, language })}</p>
            <p className={styles.does}>{t('rules.says.then', { does })}</p>
          </>
        )}
      </div>
      <RowActions at={at} form={form} last={last} name={name} />
    </div>
  );
}
