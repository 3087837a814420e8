import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { messageListStore, showSearch, useMessageList } from './mailbox-slice.ts';
import { MessageRows } from './message-rows.tsx';
import styles from './mailbox.module.css';

const TYPING_PAUSE_MS = 60;

/** Search with results as one types. */
export function SearchList() {
  const { t, language } = useText();
  const { client } = useServices();
  const store = messageListStore.useApi();
  const source = useMessageList((state) => state.source);
  const view = useSession((state) => state.view);
  const total = useMessageList((state) => state.pages.total);
  const [typed, setTyped] = useState(() =>
    source?.startsWith('search/') === true ? source.slice('search/'.length) : '',
  );
  const input = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(
    (query: string) => void showSearch(store, client, query),
    TYPING_PAUSE_MS,
  );

  // Another view used the list: what it showed is not what was searched for.
  useEffect(() => {
    if (store.getState().source?.startsWith('search/') !== true) store.getState().clear();
  }, [store]);
  // Asked for again while it is on screen, the search wants to be typed in again.
  useEffect(() => input.current?.select(), [view]);

  const searching = source?.startsWith('search/') === true;
  return (
    <section className={styles.column} aria-label={t('place.search')}>
      <header className={styles.header}>
        <h1 className="heard-only">{t('place.search')}</h1>
        <TextInput
          ref={input}
          value={typed}
          radius="md"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={
            typed !== '' && (
              <CloseButton
                size="sm"
                aria-label={t('search.clear')}
                onClick={() => {
                  setTyped('');
                  search('');
                  input.current?.focus();
                }}
              />
            )
          }
          placeholder={t('search.placeholder')}
          aria-label={t('search.label')}
          data-testid="search-input"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.blur();
            store.getState().step(1, false);
          }}
        />
        <p className={styles.subtitle} aria-live="polite">
          {searching ? t('search.found', { count: total, number: formatNumber(total, language) }) : ' '}
        </p>
      </header>
      <MessageRows
        label={t('search.results')}
        namesMailbox
        empty={
          searching ? (
            <EmptyNote title={t('search.nothing')}>
              <p>{t('search.nothingHint')}</p>
            </EmptyNote>
          ) : (
            <EmptyNote title={t('search.startTitle')}>
              <p>{t('search.startBody')}</p>
            </EmptyNote>
          )
        }
      />
    </section>
  );
}
