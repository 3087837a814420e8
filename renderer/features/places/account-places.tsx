import {
  IconArchive,
  IconFileText,
  IconFlag,
  IconFolder,
  IconInbox,
  IconMail,
  IconSend,
  IconShieldX,
  IconTrash,
} from '@tabler/icons-react';
import type { Account } from '../../../contract/accounts.ts';
import { assertNever } from '../../../contract/assert-never.ts';
import type { MailboxRole } from '../../../contract/mail.ts';
import { folderTree } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { PlaceButton } from './place-button.tsx';
import styles from './places.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

const SIZE = 17;

function iconOf(role: MailboxRole) {
  switch (role) {
    case 'inbox':
      return <IconInbox size={SIZE} />;
    case 'folder':
      return <IconFolder size={SIZE} />;
    case 'sent':
      return <IconSend size={SIZE} />;
    case 'drafts':
      return <IconFileText size={SIZE} />;
    case 'trash':
      return <IconTrash size={SIZE} />;
    case 'junk':
      return <IconShieldX size={SIZE} />;
    case 'archive':
      return <IconArchive size={SIZE} />;
    case 'all':
      return <IconMail size={SIZE} />;
    case 'flagged':
      return <IconFlag size={SIZE} />;
    default:
      return assertNever(role);
  }
}

/** One account's mailboxes, under its name. */
export function AccountPlaces({ account, folded }: { readonly account: Account; readonly folded: boolean }) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const view = useSession((state) => state.view);
  const go = useSession((state) => state.go);
  const all = folderTree(mailboxes, account.id);
  const shown = folded ? all.filter(({ mailbox }) => mailbox.role === 'inbox') : all;
  return (
    <div role="group" aria-label={account.name}>
      {folded ? (
        <div className={styles.rule} />
      ) : (
        <p className={styles.account} title={account.address || account.location}>
          <span className={styles.accountName}>
            {account.demo ? t('account.demo') : account.name || account.address}
          </span>
          {account.status !== 'live' && account.status !== 'syncing' && account.status !== 'starting' && (
            <span className={styles.accountState} data-status={account.status}>
              {t(`account.status.${account.status}`)}
            </span>
          )}
        </p>
      )}
      {shown.map(({ mailbox, depth, label }) => (
        <PlaceButton
          key={mailbox.id}
          icon={iconOf(mailbox.role)}
          label={mailbox.role === 'folder' ? label : mailboxName(mailbox, t)}
          count={mailbox.unread === 0 ? '' : formatNumber(mailbox.unread, language)}
          countLabel={t('place.unread', { count: mailbox.unread })}
          depth={depth}
          current={view.place === 'mailbox' && view.id === mailbox.id}
          folded={folded}
          onClick={() => go({ place: 'mailbox', id: mailbox.id })}
          testId={`place-mailbox-${mailbox.role}`}
        />
      ))}
    </div>
  );
}
