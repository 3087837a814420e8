import { Button } from '@mantine/core';
import type { LooserSearch } from '../../../../contract/search.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import { useText } from '../../../lib/words/text.ts';
import { EmptyNote } from '../../../ui/empty-note.tsx';
import styles from './search.module.css';
import { useSearch } from './search-slice.ts';

const examples = ['one', 'two', 'three', 'four'] as const;

/** Before anything is typed: what a search can look like. */
export function SearchStart({ onTake }: { readonly onTake: (query: string) => void }) {
  const { t } = useText();
  return (
    <EmptyNote title={t('search.startTitle')}>
      <p>{t('search.startBody')}</p>
      <p className={styles.examples}>
        {examples.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.example}
            onClick={() => onTake(t(`search.examples.${name}`))}
          >
            {t(`search.examples.${name}`)}
          </button>
        ))}
      </p>
    </EmptyNote>
  );
}

/** Nothing was found: what to leave out to find something. */
export function SearchNothing({ onTake }: { readonly onTake: (query: string) => void }) {
  const { t, language } = useText();
  const looser = useSearch((state) => state.looser);
  const describe = ({ operator, without, total }: LooserSearch): string => {
    const values = { without, count: total, number: formatNumber(total, language) };
    return operator === 'in' ? t('search.looserFolder', values) : t('search.looser', values);
  };
  return (
    <EmptyNote title={t('search.nothing')}>
      {looser.length === 0 ? (
        <p>{t('search.nothingHint')}</p>
      ) : (
        <ul className={styles.looser}>
          {looser.map((one) => (
            <li key={one.query}>
              <span>{describe(one)}</span>
              <Button size="xs" variant="light" onClick={() => onTake(one.query)} data-testid="search-looser">
                {one.operator === 'in' ? t('search.everywhere') : t('search.leaveOut')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </EmptyNote>
  );
}

/** What was not understood as meant. */
export function SearchHints() {
  const { t } = useText();
  const hints = useSearch((state) => state.hints);
  const typed = useSearch((state) => state.typed);
  if (hints.length === 0 || typed.trim() === '') return null;
  return (
    <div role="status" data-testid="search-hints">
      <ul className={styles.hints}>
        {hints.map((hint) => (
          <li key={`${hint.kind}/${hint.text}`}>{t(`search.hint.${hint.kind}`, { text: hint.text })}</li>
        ))}
      </ul>
    </div>
  );
}
