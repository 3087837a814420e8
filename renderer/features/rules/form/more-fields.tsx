import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { RuleForm, RulePriority } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { ConfidenceLabel } from '../../../ui/confidence-label.tsx';
import { ManyField } from './many-field.tsx';
import styles from './form.module.css';

/** What a rule is worth when the person did not say. */
const USUAL = 0.97;
const PRIORITIES = ['high', 'normal', 'low'] as const satisfies readonly RulePriority[];

interface Props {
  readonly form: RuleForm;
  readonly onChange: (part: Partial<RuleForm>) => void;
}

/** What most rules leave as it is; open when this one does not. */
export function MoreFields({ form, onChange }: Props) {
  const { t } = useText();
  const used = form.labels.length > 0 || form.priority !== null || form.confidence !== null || form.stop;
  const [open, setOpen] = useState(used);
  return (
    <div className={styles.part}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={styles.moreButton ?? ''}
        aria-expanded={open}
        leftSection={
          open ? (
            <IconChevronDown size={15} aria-hidden="true" />
          ) : (
            <IconChevronRight size={15} aria-hidden="true" />
          )
        }
        onClick={() => setOpen(!open)}
        data-testid="rule-more"
      >
        {t('rules.form.more')}
      </Button>
      {open && <Fields form={form} onChange={onChange} />}
    </div>
  );
}

function Fields({ form, onChange }: Props) {
  const { t } = useText();
  return (
    <>
      <div className={styles.sure}>
        <NumberInput
          size="sm"
          label={t('rules.form.confidence')}
          description={t('rules.form.confidenceHint')}
          placeholder={t('rules.form.usual', { percent: USUAL * 100 })}
          value={form.confidence === null ? '' : Math.round(form.confidence * 100)}
          min={1}
          max={100}
          allowDecimal={false}
          allowNegative={false}
          suffix=" %"
          hideControls
          onChange={(value) =>
            onChange({
              confidence: value === '' ? null : Math.min(100, Math.max(1, Number(value) || 1)) / 100,
            })
          }
        />
        <ConfidenceLabel probability={form.confidence ?? USUAL} />
      </div>
      <ManyField
        label={t('rules.form.labels')}
        value={form.labels}
        onChange={(labels) =>
          onChange({ labels: labels.map((label) => label.trim().replaceAll(/\s+/g, '_')) })
        }
      />
      <NativeSelect
        size="sm"
        label={t('rules.form.priority')}
        data={[
          { value: '', label: t('rules.priority.asItIs') },
          ...PRIORITIES.map((value) => ({ value, label: t(`rules.priority.${value}`) })),
        ]}
        value={form.priority ?? ''}
        onChange={(event) =>
          onChange({ priority: PRIORITIES.find((known) => known === event.currentTarget.value) ?? null })
        }
      />
      <Checkbox
        size="sm"
        label={t('rules.form.stop')}
        checked={form.stop}
        onChange={(event) => onChange({ stop: event.currentTarget.checked })}
      />
    </>
  );
}
