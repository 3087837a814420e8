import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Address } from '../../../contract/mail.ts';
import type { OpenMessage } from '../../../contract/messages.ts';
import { longDate } from '../../lib/words/format.ts';
import { fullNameOf, nameOf } from '../../lib/words/people.ts';
import { useText } from '../../lib/words/text.ts';
import { UrgencyNote } from './urgency-note.tsx';
import { VipButton } from './vip-button.tsx';
import styles from './reader.module.css';

/** Subject, sender, date; the recipients in one line that opens into full addresses. */
export function MailHead({ mail }: { readonly mail: OpenMessage }) {
  const { t, language } = useText();
  const [open, setOpen] = useState(false);
  const list = new Intl.ListFormat(language, { style: 'narrow' });
  const recipients = [...mail.to, ...mail.cc];
  return (
    <header className={styles.head}>
      <h1 className={styles.subject}>
        <bdi>{mail.subject.trim() || t('mail.noSubject')}</bdi>
      </h1>
      <p className={styles.from}>
        <bdi className={styles.sender}>{nameOf(mail.from) || t('mail.noSender')}</bdi>
        {mail.from.name.trim() !== '' && <span className={styles.address}>{mail.from.address}</span>}
        <VipButton mail={mail} />
      </p>
      <UrgencyNote id={mail.id} />
      <div className={styles.envelope}>
        {recipients.length > 0 && (
          <UnstyledButton className={styles.recipients} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('mail.to', { names: list.format(recipients.slice(0, 4).map(nameOf)) })}
            {recipients.length > 4 && ` ${t('mail.moreRecipients', { count: recipients.length - 4 })}`}
          </UnstyledButton>
        )}
        <span className={styles.spring} />
        <time className={styles.date}>{longDate(mail.date, language)}</time>
      </div>
      {open && (
        <dl className={styles.fullRecipients}>
          <Line label={t('mail.field.from')} addresses={[mail.from]} />
          <Line label={t('mail.field.to')} addresses={mail.to} />
          <Line label={t('mail.field.cc')} addresses={mail.cc} />
          <Line label={t('mail.field.replyTo')} addresses={mail.replyTo} />
        </dl>
      )}
    </header>
  );
}

function Line({ label, addresses }: { readonly label: string; readonly addresses: readonly Address[] }) {
  if (addresses.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{addresses.map(fullNameOf).join(', ')}</dd>
    </>
  );
}
