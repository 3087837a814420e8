import { TextInput } from '@mantine/core';
import type { RuleForm } from '../../../../contract/rules.ts';
import { selectAccounts, useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { FORM_ID } from '../commands.ts';
import { gapsOf } from '../draft.ts';
import { ActionFields } from './action-fields.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { ManyField } from './many-field.tsx';
import { MoreFields } from './more-fields.tsx';
import styles from './form.module.css';

interface Props {
  readonly form: RuleForm;
  readonly onChange: (form: RuleForm) => void;
  readonly isNew: boolean;
}

/** All of a rule, in the order it is read: name, when, then. */
export function RuleFields({ form, onChange, isNew }: Props) {
  const { t } = useText();
  const accounts = useSession(selectAccounts);
  const gaps = gapsOf(form);
  const change = (part: Partial<RuleForm>) => onChange({ ...form, ...part });
  return (
    <div id={FORM_ID} className={styles.fields}>
      <TextInput
        label={t('rules.form.name')}
        value={form.name}
        maxLength={200}
        autoFocus={isNew}
        placeholder={t('rules.form.namePlaceholder')}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data-testid="rule-name"
      />
      {(accounts.length > 1 || form.accounts.length > 0) && (
        <ManyField
          label={t('rules.form.accounts')}
          placeholder={t('rules.form.allAccounts')}
          value={form.accounts}
          choices={accounts.map(({ address, name }) => address || name)}
          onChange={(chosen) => change({ accounts: chosen })}
        />
      )}
      <fieldset className={styles.part}>
        <legend className={styles.legend}>{t('rules.form.when')}</legend>
        <ConditionGroup group={form.condition} depth={0} onChange={(condition) => change({ condition })} />
        <p className={styles.hint}>{t('rules.form.wordsHint')}</p>
      </fieldset>
      <fieldset className={styles.part}>
        <legend className={styles.legend}>{t('rules.form.then')}</legend>
        <ActionFields form={form} onChange={change} />
      </fieldset>
      <MoreFields form={form} onChange={change} />
      {gaps.length > 0 && (
        <p className={styles.gaps} role="status" data-testid="rule-gaps">
          {t('rules.gaps', {
            things: gaps.map((gap) => t(`rules.gap.${gap}`)).join(', '),
          })}
        </p>
      )}
    </div>
  );
}
