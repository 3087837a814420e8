import { Button, FileButton, Modal, NativeSelect, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../contract/accounts.ts';
import { formatBytes } from '../../lib/words/format.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Answer } from './answer.tsx';
import { MAX_FILE, useTryIt } from './try-it-slice.ts';
import styles from './try-it.module.css';

/** A mail that is pasted, dropped or chosen, and what each stage says of it. */
export function LoadedTryItSheet() {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'try-it');
  const openSheet = useSession((state) => state.openSheet);
  const accounts = useSession(selectAccounts);
  const [chosen, setChosen] = useState<Account['id'] | null>(null);
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('tryIt.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={720}
      yOffset="7vh"
      data-testid="try-it"
    >
      {account !== undefined && (
        <>
          {accounts.length > 1 && (
            <NativeSelect
              mb="sm"
              label={t('tryIt.account')}
              value={String(account.id)}
              data={accounts.map(({ id, name, address, demo }) => ({
                value: String(id),
                label: demo ? t('account.demo') : name || address,
              }))}
              onChange={(event) =>
                setChosen(accounts.find(({ id }) => String(id) === event.currentTarget.value)?.id ?? null)
              }
            />
          )}
          <Source account={account.id} />
          <Trouble />
          <Answer />
        </>
      )}
    </Modal>
  );
}

function Source({ account }: { readonly account: Account['id'] }) {
  const { t, language } = useText();
  const text = useTryIt((state) => state.text);
  const file = useTryIt((state) => state.file);
  const busy = useTryIt((state) => state.busy);
  const { type, give, ask, clear } = useTryIt((state) => state);
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.source}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) void give(dropped, account);
        else if (event.dataTransfer.getData('text') !== '') type(event.dataTransfer.getData('text'));
      }}
    >
      <p className={styles.about}>{over ? t('tryIt.drop') : t('tryIt.about')}</p>
      {file === null ? (
        <Textarea
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          aria-label={t('tryIt.source')}
          placeholder={t('tryIt.placeholder')}
          rows={7}
          classNames={{ input: styles.input ?? '' }}
          spellCheck={false}
          data-testid="try-it-source"
        />
      ) : (
        <p className={styles.file}>
          <IconFile size={16} aria-hidden="true" />
          {t('tryIt.file', { name: file.name, size: formatBytes(file.bytes.length, language) })}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          loading={busy}
          disabled={file === null && text.trim() === ''}
          onClick={() => void ask(account)}
          data-testid="try-it-ask"
        >
          {t('tryIt.ask')}
        </Button>
        <FileButton
          onChange={(given) => given && void give(given, account)}
          accept=".eml,message/rfc822,text/plain"
          inputProps={{ 'aria-label': t('tryIt.choose') }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('tryIt.choose')}
            </Button>
          )}
        </FileButton>
        {(file !== null || text !== '') && (
          <Button variant="subtle" color="gray" onClick={clear} data-testid="try-it-clear">
            {t('tryIt.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What cannot be tried, in a sentence. */
function Trouble() {
  const { t, language } = useText();
  const problem = useTryIt((state) => state.problem);
  const fileTrouble = useTryIt((state) => state.fileTrouble);
  const unreadable = useTryIt((state) => state.answer?.unreadable ?? null);
  if (problem !== null) return <ProblemNote problem={problem} />;
  const sentence =
    fileTrouble === 'too-large'
      ? t('tryIt.tooLarge', { size: formatBytes(MAX_FILE, language) })
      : fileTrouble === 'unreadable'
        ? t('tryIt.unreadableFile')
        : unreadable === 'not-a-mail'
          ? t('tryIt.notAMail')
          : unreadable !== null
            ? t('tryIt.unreadable')
            : null;
  return (
    sentence !== null && (
      <p className={styles.trouble} role="alert" data-testid="try-it-trouble">
        {sentence}
      </p>
    )
  );
}
