import { Button } from '@mantine/core';
import { useText } from '../../../lib/words/text.ts';
import { EmptyNote } from '../../../ui/empty-note.tsx';
import { selectForm, useRules } from '../rules-state.ts';
import { focusRule } from '../commands.ts';
import { RuleFields } from './rule-fields.tsx';
import styles from './form.module.css';

interface Props {
  readonly toText: () => void;
  /** The text stands beside the form: nobody needs to be led there. */
  readonly beside: boolean;
}

/** The chosen rule as a form; or why it cannot be one. */
export function RuleFormPane({ toText, beside }: Props) {
  const { t } = useText();
  const form = useRules(selectForm);
  const chosen = useRules((state) => state.chosen);
  const visit = useRules((state) => state.visit);
  const edit = useRules((state) => state.edit);
  const broken = useRules((state) => state.problems.some(({ code }) => code === 'syntax'));
  if (chosen === null) return <EmptyNote title={t('rules.pickTitle')} />;
  if (broken || form === null) {
    return (
      <EmptyNote title={t('rules.textOnlyTitle')}>
        <p>{broken ? t('rules.brokenBody') : t('rules.textOnlyBody')}</p>
        {!beside && (
          <Button variant="light" onClick={toText}>
            {t('rules.toText')}
          </Button>
        )}
      </EmptyNote>
    );
  }
  return (
    <section
      className={styles.pane}
      aria-label={t('rules.face.form')}
      data-testid="rule-form"
      onKeyDown={(event) => {
        // The way back to the list; an open list of choices has taken the key for itself.
        if (event.key === 'Escape' && !event.defaultPrevented) focusRule(chosen);
      }}
    >
      <RuleFields key={visit} form={form} onChange={edit} isNew={chosen === 'new'} />
    </section>
  );
}
