import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconFolderPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { newFoldersStore, useNewFolders } from './new-folders-slice.ts';
import styles from './new-folders.module.css';
import { PileCard } from './pile-card.tsx';

/** The view, once it is fetched. */
export function LoadedNewFoldersList() {
  const { t, language } = useText();
  const keyName = useKeyNames();
  const store = newFoldersStore.useApi();
  const go = useSession((state) => state.go);
  const accounts = useSession(selectAccounts);
  const { loaded, problem, undecided, piles } = useNewFolders((state) => state);
  const written = language.startsWith('fr') ? 'fr' : 'en';
  useEffect(() => {
    void store.getState().load(written);
    return () => store.getState().leave();
  }, [store, written]);
  const nameOfAccount = (id: number): string | null =>
    accounts.length < 2 ? null : (accounts.find((account) => account.id === id)?.name ?? null);

  return (
    <section className={styles.column} aria-label={t('newFolders.title')} data-testid="new-folders">
      <header className={styles.header}>
        <div className={styles.headerTop}>
          <Tooltip label={t('action.backHint', { key: keyName('back') })}>
            <ActionIcon onClick={() => go({ place: 'proposals' })} aria-label={t('action.back')}>
              <IconArrowLeft size={17} />
            </ActionIcon>
          </Tooltip>
          <h1 className={styles.title}>{t('newFolders.title')}</h1>
        </div>
        <p className={styles.subtitle}>
          {loaded
            ? t('newFolders.summary', { count: undecided, number: formatNumber(undecided, language) })
            : '\u00a0'}
        </p>
      </header>
      {problem !== null && <ProblemNote problem={problem} />}
      {!loaded && piles.length === 0 && (
        <EmptyNote icon={<Loader size="sm" color="gray" />} title={t('newFolders.looking')} />
      )}
      {loaded && piles.length === 0 && problem === null && (
        <EmptyNote
          icon={<IconFolderPlus size={32} stroke={1.25} aria-hidden="true" />}
          title={t('newFolders.noneTitle')}
        >
          <p>{t('newFolders.noneBody')}</p>
        </EmptyNote>
      )}
      {piles.length > 0 && (
        <ul className={styles.piles}>
          {piles.map((pile) => (
            <PileCard key={pile.id} pile={pile} account={nameOfAccount(pile.accountId)} />
          ))}
        </ul>
      )}
    </section>
  );
}
