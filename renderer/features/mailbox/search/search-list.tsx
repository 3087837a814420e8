import { Button } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { formatNumber } from '../../../lib/words/format.ts';
import { useText } from '../../../lib/words/text.ts';
import { messageListStore, useMessageList } from '../mailbox-slice.ts';
import { MessageRows } from '../message-rows.tsx';
import { FoundBar } from './found-bar.tsx';
import { SearchHints, SearchNothing, SearchStart } from './search-empty.tsx';
import { SearchField } from './search-field.tsx';
import { SearchHelp } from './search-help.tsx';
import mailbox from '../mailbox.module.css';
import styles from './search.module.css';
import { searchStore, useSearch } from './search-slice.ts';

/** More is asked about rows once the person pauses: the answer to the next letter comes first. */
const SNIPPETS_AFTER_MS = 120;

/** The search: the field, what was found, what can be done with it. */
export function LoadedSearchList() {
  const { t, language } = useText();
  const list = messageListStore.useApi();
  const search = searchStore.useApi();
  const answered = useSearch((state) => state.answered);
  const asks = useSearch((state) => state.asks);
  const words = useSearch((state) => state.words);
  const snippets = useSearch((state) => state.snippets);
  const everything = useSearch((state) => state.everything);
  const total = useMessageList((state) => state.pages.total);
  const pages = useMessageList((state) => state.pages);
  const onScreen = useMessageList((state) => state.onScreen);
  const onPick = useCallback(() => {
    search.getState().pickEverything(false);
    search.getState().remember();
  }, [search]);
  const take = useCallback((query: string) => search.getState().type(query), [search]);

  // Another view used the list: what it showed is not what was searched for, but what was searched for is still wanted.
  useEffect(() => {
    if (list.getState().source?.startsWith('search/') !== true)
      search.getState().type(search.getState().typed);
  }, [list, search]);
  useEffect(() => {
    const timer = setTimeout(() => search.getState().needSnippets(), SNIPPETS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search, pages, onScreen]);

  return (
    <section
      className={mailbox.column}
      aria-label={t('place.search')}
      data-testid="search-results"
      data-answered={answered ?? ''}
    >
      <header className={mailbox.header}>
        <h1 className="heard-only">{t('place.search')}</h1>
        <div className={styles.top}>
          <SearchField />
          <SearchHelp onTake={take} />
        </div>
        <SearchHints />
        <div className={styles.count}>
          <p className={mailbox.subtitle} aria-live="polite">
            {!asks || total === 0
              ? '\u00a0'
              : t('search.found', { count: total, number: formatNumber(total, language) })}
          </p>
          {asks && total > 1 && !everything && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              data-testid="pick-everything"
              onClick={() => search.getState().pickEverything(true)}
            >
              {t('search.pickAll')}
            </Button>
          )}
        </div>
      </header>
      <MessageRows
        label={t('search.results')}
        namesMailbox
        empty={!asks ? <SearchStart onTake={take} /> : <SearchNothing onTake={take} />}
        search={{
          words,
          snippets,
          everything,
          onPick,
          bar: <FoundBar />,
        }}
      />
    </section>
  );
}
