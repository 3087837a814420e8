import { Checkbox } from '@mantine/core';
import type { RuleForm } from '../../../../contract/rules.ts';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { ManyField } from './many-field.tsx';
import styles from './form.module.css';

interface Props {
  readonly form: RuleForm;
  readonly onChange: (part: Partial<RuleForm>) => void;
}

/** Roles of mailboxes that nothing is filed in. */
const NOT_FOR_FILING = new Set(['inbox', 'sent', 'drafts', 'flagged', 'all']);

/** What is done with a mail that meets the conditions. */
export function ActionFields({ form, onChange }: Props) {
  const { t } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const folders = mailboxes.filter(({ role }) => !NOT_FOR_FILING.has(role)).map(({ path }) => path);
  return (
    <>
      {!form.archive && (
        <ManyField
          label={t('rules.form.move')}
          placeholder={t('rules.form.movePlaceholder')}
          {...(form.move.length > 1 ? { description: t('rules.form.moveHint') } : {})}
          value={form.move}
          choices={folders}
          onChange={(move) => onChange({ move })}
          testId="rule-move"
        />
      )}
      <div className={styles.checks}>
        {form.move.length === 0 && (
          <Checkbox
            size="sm"
            label={t('rules.form.archive')}
            checked={form.archive}
            onChange={(event) => onChange({ archive: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          size="sm"
          label={t('rules.form.read')}
          checked={form.read}
          onChange={(event) => onChange({ read: event.currentTarget.checked })}
        />
        <Checkbox
          size="sm"
          label={t('rules.form.flag')}
          checked={form.flag}
          onChange={(event) => onChange({ flag: event.currentTarget.checked })}
        />
        <Checkbox
          size="sm"
          label={t('rules.form.vip')}
          checked={form.vip}
          onChange={(event) => onChange({ vip: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}
