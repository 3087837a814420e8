import { NativeSelect, TextInput } from '@mantine/core';
import type { RuleTest } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { ManyField } from './many-field.tsx';
import { partsOfAmount } from './questions.ts';
import styles from './form.module.css';

interface Props {
  readonly test: RuleTest;
  readonly onChange: (test: RuleTest) => void;
}

/** The answer that a condition wants, in the way its question asks for. */
export function TestValue({ test, onChange }: Props) {
  const { t } = useText();
  switch (test.kind) {
    case 'text':
      return (
        <ManyField
          quiet
          label={t('rules.form.words')}
          placeholder={t('rules.form.wordsPlaceholder')}
          value={test.words}
          onChange={(words) => onChange({ ...test, words })}
          testId="condition-words"
        />
      );
    case 'flag':
      return (
        <NativeSelect
          size="sm"
          aria-label={t('rules.form.answer')}
          data={[
            { value: 'yes', label: t('rules.yes') },
            { value: 'no', label: t('rules.no') },
          ]}
          value={test.is ? 'yes' : 'no'}
          onChange={(event) => onChange({ ...test, is: event.currentTarget.value === 'yes' })}
        />
      );
    case 'header':
      return <HeaderValue test={test} onChange={onChange} />;
    case 'measure':
      return <MeasureValue test={test} onChange={onChange} />;
  }
}

type Of<K extends RuleTest['kind']> = Extract<RuleTest, { kind: K }>;

function HeaderValue({ test, onChange }: { test: Of<'header'>; onChange: (test: RuleTest) => void }) {
  const { t } = useText();
  return (
    <div className={styles.stack}>
      <TextInput
        size="sm"
        aria-label={t('rules.form.headerName')}
        placeholder={t('rules.form.headerPlaceholder')}
        value={test.name}
        onChange={(event) => onChange({ ...test, name: event.currentTarget.value })}
      />
      {test.words.length === 0 && (
        <NativeSelect
          size="sm"
          aria-label={t('rules.form.answer')}
          data={[
            { value: 'yes', label: t('rules.form.isThere') },
            { value: 'no', label: t('rules.form.isNotThere') },
          ]}
          value={test.is ? 'yes' : 'no'}
          onChange={(event) => onChange({ ...test, is: event.currentTarget.value === 'yes' })}
        />
      )}
      {test.is && (
        <ManyField
          quiet
          label={t('rules.form.words')}
          placeholder={t('rules.form.headerWords')}
          value={test.words}
          onChange={(words) => onChange({ ...test, words })}
        />
      )}
    </div>
  );
}

function MeasureValue({ test, onChange }: { test: Of<'measure'>; onChange: (test: RuleTest) => void }) {
  const { t } = useText();
  const more = test.field === 'size' ? t('rules.form.larger') : t('rules.form.older');
  const less = test.field === 'size' ? t('rules.form.smaller') : t('rules.form.younger');
  const put = (at: number, amount: string) => onChange({ ...test, amounts: test.amounts.with(at, amount) });
  return (
    <div className={styles.stack}>
      {test.amounts.map((amount, at) => {
        const { sign, rest } = partsOfAmount(amount);
        return (
          <div key={at} className={styles.amount}>
            <NativeSelect
              size="sm"
              aria-label={t('rules.form.compare')}
              data={[
                { value: sign.startsWith('<') ? '>' : sign, label: more },
                { value: sign.startsWith('<') ? sign : '<', label: less },
              ]}
              value={sign}
              onChange={(event) => put(at, `${event.currentTarget.value} ${rest}`)}
            />
            <TextInput
              size="sm"
              aria-label={t('rules.form.amount')}
              placeholder={test.field === 'size' ? t('rules.form.sizeExample') : t('rules.form.ageExample')}
              value={rest}
              onChange={(event) => put(at, `${sign} ${event.currentTarget.value}`)}
            />
          </div>
        );
      })}
    </div>
  );
}
