import type { ReactNode } from 'react';
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
      <span className={styles.why}>{kind === 'operator' ? t(`search.operator.${operator}`) : detail}</span>
    </span>
  );
}

/** The id by which a screen reader is told what is chosen. */
export function optionId(index: number): string {
  return `search-option-${index}`;
}

/** A line that can be chosen by pointer or by key. */
export function Choice(props: {
  readonly index: number;
  readonly chosen: number;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { index, chosen, className, children } = props;
  return (
    <Combobox.Option
      id={optionId(index)}
      value={String(index)}
      aria-selected={index === chosen}
      className={`${styles.choice ?? ''} ${className ?? ''}`}
      data-chosen={index === chosen}
    >
      {children}
    </Combobox.Option>
  );
}

/** What was searched for before, while the window lives. */
export function Recent({
  queries,
  chosen,
}: {
  readonly queries: readonly string[];
  readonly chosen: number;
}) {
  const { t } = useText();
  return (
    <>
      {queries.map((query, index) => (
        <Choice key={query} index={index} chosen={chosen}>
          <span className={styles.line}>
            <IconHistory size={15} aria-hidden="true" />
            <span className={styles.what}>{query}</span>
          </span>
        </Choice>
      ))}
      <Choice index={queries.length} chosen={chosen} className={styles.forget ?? ''}>
        {t('search.forgetRecent')}
      </Choice>
    </>
  );
}
