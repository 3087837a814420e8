import { Button, Loader } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { DryRunRule, RuleForm } from '../../../../contract/rules.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import { useText } from '../../../lib/words/text.ts';
import { keyOfForm } from '../draft.ts';
import { useRules } from '../rules-state.ts';
import { useTrial } from '../trial-slice.ts';
import { TrialMails } from './trial-mails.tsx';
import styles from './trial.module.css';

/** What the chosen rule would do with the mail that is there. Nothing is done by looking. */
export function TrialPanel() {
  const { t, language } = useText();
  const [open, setOpen] = useState(false);
  const form = useRules((state) =>
    typeof state.chosen === 'number' ? (state.rules[state.chosen]?.form ?? null) : null,
  );
  const broken = useRules((state) => state.problems.some(({ code }) => code === 'syntax'));
  const result = useTrial((state) => (form === null ? undefined : state.results.get(keyOfForm(form))));
  const mails = useTrial((state) => state.mails);
  const running = useTrial((state) => state.running);
  if (form === null || broken) return null;
  const listed = result === undefined ? 0 : result.samples.length + result.disagreements.length;
  return (
    <section className={styles.panel} aria-label={t('rules.trial.title')} data-testid="trial">
      <div className={styles.head}>
        <h2 className={styles.title}>{t('rules.trial.title')}</h2>
        <div className={styles.words} role="status" data-testid="trial-words">
          {result === undefined ? <p>{t('rules.trial.looking')}</p> : <Said result={result} form={form} />}
          {mails !== null && (
            <p className={styles.looked}>
              {t('rules.trial.looked', { count: mails, number: formatNumber(mails, language) })}
            </p>
          )}
        </div>
        {running && <Loader size={14} aria-hidden="true" />}
        {listed > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={open}
            rightSection={
              open ? (
                <IconChevronDown size={15} aria-hidden="true" />
              ) : (
                <IconChevronUp size={15} aria-hidden="true" />
              )
            }
            onClick={() => setOpen(!open)}
            data-testid="trial-show"
          >
            {open ? t('rules.trial.hide') : t('rules.trial.show')}
          </Button>
        )}
      </div>
      {open && result !== undefined && listed > 0 && <TrialMails result={result} />}
    </section>
  );
}

function Said({ result, form }: { readonly result: DryRunRule; readonly form: RuleForm }) {
  const { t, language } = useText();
  const { waiting, agreeing, disagreeing, folderMissing } = result;
  const counted = (count: number) => ({ count, number: formatNumber(count, language) });
  const files = form.move.length > 0 || form.archive;
  if (folderMissing && waiting + agreeing + disagreeing === 0) return <p>{t('rules.trial.noFolder')}</p>;
  if (waiting + agreeing + disagreeing === 0) return <p>{t('rules.trial.none')}</p>;
  return (
    <p className={styles.counts}>
      <span data-strong={waiting > 0}>
        {files ? t('rules.trial.file', counted(waiting)) : t('rules.trial.mark', counted(waiting))}
      </span>
      {agreeing > 0 && <span>{t('rules.trial.agree', counted(agreeing))}</span>}
      {disagreeing > 0 && <span data-warn="true">{t('rules.trial.disagree', counted(disagreeing))}</span>}
      {folderMissing && <span data-warn="true">{t('rules.trial.noFolder')}</span>}
    </p>
  );
}
