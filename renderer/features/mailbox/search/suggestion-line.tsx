import { Combobox } from '@mantine/core';
import { IconAt, IconFilter, IconFolder, IconHistory, IconUser } from '@tabler/icons-react';
import type { Suggestion } from '../../../../contract/search.ts';
import { useText } from '../../../lib/words/text.ts';
import styles from './search.module.css';

const icons = {
  operator: IconFilter,
  value: IconFilter,
  person: IconUser,
  folder: IconFolder,
  account: IconAt,
} as const;

/** One thing that can be typed next: what it is, and what it does or belongs to. */
export function SuggestionLine({ suggestion }: { readonly suggestion: Suggestion }) {
  const { t } = useText();
  const { kind, label, detail, operator, text } = suggestion;
  const Icon = icons[kind];
  const plain = kind === 'operator' || kind === 'value';
  return (
    <span className={styles.line}>
      <Icon size={15} aria-hidden="true" />
      <span className={styles.what}>{plain ? text.trim() : label}</span>
      <span className={styles.why}>{plain ? t(`search.operator.${operator}`) : detail}</span>
    </span>
  );
}

/** What was searched for before, while the window lives. */
export function Recent({ queries }: { readonly queries: readonly string[] }) {
  const { t } = useText();
  return (
    <>
      {queries.map((query, index) => (
        <Combobox.Option key={query} value={`recent/${index}`}>
          <span className={styles.line}>
            <IconHistory size={15} aria-hidden="true" />
            <span className={styles.what}>{query}</span>
          </span>
        </Combobox.Option>
      ))}
      <Combobox.Option value="forget/all" className={styles.forget ?? ''}>
        {t('search.forgetRecent')}
      </Combobox.Option>
    </>
  );
}
