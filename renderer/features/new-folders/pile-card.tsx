import { Button, Loader, TextInput, UnstyledButton } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { formatNumber } from '../../lib/words/format.ts';
import { nameOf } from '../../lib/words/people.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { newFoldersStore, useNewFolders, type ShownPile } from './new-folders-slice.ts';
import styles from './new-folders.module.css';

interface Props {
  readonly pile: ShownPile;
  /** Named where there are several. */
  readonly account: string | null;
}

/** One pile: what its folder would be called, what is in it, and the button that makes it so. */
export function PileCard({ pile, account }: Props) {
  const { t, language } = useText();
  const store = newFoldersStore.useApi();
  const reading = useNewFolders((state) => state.reading);
  const count = pile.messages.length;
  const number = formatNumber(count, language);
  const senders = new Intl.ListFormat(language).format(pile.senders.map(({ address }) => nameOf(address)));
  const more = pile.senderCount - pile.senders.length;
  return (
    <li className={styles.pile} data-testid="pile">
      <div className={styles.pileTop}>
        <TextInput
          className={styles.name}
          size="sm"
          value={pile.name}
          maxLength={200}
          disabled={pile.busy}
          onChange={(event) => store.getState().rename(pile.id, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void store.getState().approve(pile.id);
          }}
          aria-label={t('newFolders.name')}
          rightSection={
            pile.naming ? <Loader size={14} role="img" aria-label={t('newFolders.naming')} /> : null
          }
          data-testid="pile-name"
        />
        <Button
          variant="light"
          size="sm"
          leftSection={<IconFolderPlus size={15} aria-hidden="true" />}
          loading={pile.busy}
          disabled={pile.name.trim() === ''}
          onClick={() => void store.getState().approve(pile.id)}
          aria-label={t('newFolders.createLong', { count, number, folder: pile.name })}
          data-testid="pile-approve"
        >
          {t('newFolders.create')}
        </Button>
      </div>
      <p className={styles.who}>
        {t('mail.count', { count, number })} ·{' '}
        {more > 0 ? t('triage.fromMany', { senders, count: more }) : t('triage.from', { senders })}
        {account !== null && ` · ${account}`}
        {pile.namedBy === 'model' && (
          <span className={styles.byModel} data-testid="pile-by-model">
            {' '}
            · {t('newFolders.byModel')}
          </span>
        )}
      </p>
      {pile.problem !== null && <ProblemNote problem={pile.problem} />}
      <ul className={styles.samples}>
        {pile.samples.map(({ messageId, sender, subject }) => (
          <li key={messageId}>
            <UnstyledButton
              className={styles.sample}
              aria-pressed={reading === messageId}
              onClick={() => store.getState().read(messageId)}
            >
              {pile.senderCount > 1 && <span className={styles.sampleWho}>{nameOf(sender)}</span>}
              {subject === '' ? t('mail.noSubject') : subject}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </li>
  );
}
