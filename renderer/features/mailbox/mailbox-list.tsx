import { useEffect } from 'react';
import type { MailboxId } from '../../../contract/ids.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { messageListStore, showMailbox, useMessageList } from './mailbox-slice.ts';
import { MessageRows } from './message-rows.tsx';
import styles from './mailbox.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

/** One mailbox's mails, newest first. */
export function MailboxList({ id }: { readonly id: MailboxId }) {
  const { t, language } = useText();
  const { client } = useServices();
  const store = messageListStore.useApi();
  const mailbox = useSession((state) => findMailbox(state.mailboxes, id));
  const total = useMessageList((state) => state.pages.total);
  const counts = mailbox === undefined ? '' : `${mailbox.total}/${mailbox.unread}`;

  useEffect(() => {
    if (store.getState().source === `mailbox/${id}`) void store.getState().refresh();
    else void showMailbox(store, client, id);
  }, [store, client, id, counts]);

  const name = mailboxName(mailbox, t);
  return (
    <section className={styles.column} aria-label={name}>
      <header className={styles.header}>
        <h1 className={styles.title}>{name}</h1>
        <p className={styles.subtitle}>
          {t('mail.count', { count: total, number: formatNumber(total, language) })}
        </p>
      </header>
      <MessageRows label={name} namesMailbox={false} empty={<EmptyNote title={t('mailbox.empty')} />} />
    </section>
  );
}
