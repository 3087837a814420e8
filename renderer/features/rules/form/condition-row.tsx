import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { RuleTest } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { FLAGS, MEASURES, questionOf, TEXTS, turnInto, type Question } from './questions.ts';
import { TestValue } from './test-value.tsx';
import styles from './form.module.css';

interface Props {
  readonly test: RuleTest;
  readonly onChange: (test: RuleTest) => void;
  readonly onRemove: () => void;
  readonly removable: boolean;
}

/** One question about a mail, and the answer the rule wants. */
export function ConditionRow({ test, onChange, onRemove, removable }: Props) {
  const { t } = useText();
  const question = questionOf(test);
  const examples = { size: t('rules.form.sizeExample'), age: t('rules.form.ageExample') };
  return (
    <div className={styles.condition} data-kind={test.kind} data-testid="condition">
      <NativeSelect
        size="sm"
        aria-label={t('rules.form.what')}
        value={question}
        onChange={(event) => onChange(turnInto(event.currentTarget.value as Question, test, examples))}
        data={[
          {
            group: t('rules.form.textFields'),
            items: TEXTS.map((field) => ({ value: `text:${field}`, label: t(`rules.ask.${field}`) })),
          },
          {
            group: t('rules.form.yesNo'),
            items: FLAGS.map((field) => ({ value: `flag:${field}`, label: t(`rules.askIf.${field}`) })),
          },
          {
            group: t('rules.form.others'),
            items: [
              ...MEASURES.map((field) => ({ value: `measure:${field}`, label: t(`rules.ask.${field}`) })),
              { value: 'header', label: t('rules.ask.header') },
            ],
          },
        ]}
      />
      <TestValue test={test} onChange={onChange} />
      <RemoveButton label={t('rules.form.removeCondition')} onClick={onRemove} disabled={!removable} />
    </div>
  );
}

interface RemoveProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled: boolean;
}

/** Takes a condition away; the last one stays. */
export function RemoveButton({ label, onClick, disabled }: RemoveProps) {
  return (
    <Tooltip label={label} disabled={disabled}>
      <ActionIcon
        className={styles.removeCondition ?? ''}
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
      >
        <IconX size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
