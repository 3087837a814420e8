import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Account } from '../../../contract/accounts.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { orderMailboxes } from '../../lib/words/folders.ts';
import { useText } from '../../lib/words/text.ts';
import { useAsking } from './asking-slice.ts';
import styles from './asking.module.css';
import { FolderNoteRow } from './folder-note.tsx';

/** What the model is told of the folders, and the person's own words for them. */
export function FolderNotes() {
  const { t } = useText();
  const accounts = useSession(selectAccounts);
  const [open, setOpen] = useState(false);
  return (
    <div>
      <UnstyledButton
        className={styles.more}
        aria-expanded={open}
        aria-controls="asking-folders"
        onClick={() => setOpen(!open)}
        data-testid="asking-folders"
      >
        <IconChevronRight size={14} className={styles.chevron} data-open={open} aria-hidden="true" />
        {t('asking.folders')}
      </UnstyledButton>
      {open && (
        <div id="asking-folders" className={styles.accounts}>
          <p className={styles.small}>{t('asking.foldersHint')}</p>
          {accounts.map((account) => (
            <AccountNotes key={account.id} account={account} named={accounts.length > 1} />
          ))}
        </div>
      )}
    </div>
  );
}

function AccountNotes({ account, named }: { readonly account: Account; readonly named: boolean }) {
  const { t } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const notes = useAsking((state) => state.notes.get(account.id));
  const loadNotes = useAsking((state) => state.loadNotes);
  useEffect(() => void loadNotes(account.id), [loadNotes, account.id]);
  if (notes === undefined) return null;
  const folders = orderMailboxes(mailboxes, account.id).filter(({ role }) => role === 'folder');
  const name = account.name || account.address;
  return (
    <section aria-label={name}>
      {named && <h4 className={styles.accountName}>{name}</h4>}
      {folders.length === 0 && <p className={styles.small}>{t('asking.noFolders')}</p>}
      <ul className={styles.folders}>
        {folders.map((folder) => (
          <FolderNoteRow
            key={folder.id}
            folder={folder}
            note={notes.find(({ mailboxId }) => mailboxId === folder.id)}
          />
        ))}
      </ul>
    </section>
  );
}
