import type { DryRunMail, DryRunRule } from '../../../../contract/rules.ts';
import { findMailbox } from '../../../lib/words/folders.ts';
import { longDate, shortDate } from '../../../lib/words/format.ts';
import { mailboxName } from '../../../lib/words/mailbox-name.ts';
import { nameOf } from '../../../lib/words/people.ts';
import { useNow } from '../../../lib/now.tsx';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { useTrial } from '../trial-slice.ts';
import styles from './trial.module.css';

/** The newest mails that a rule would touch, and those that the person keeps elsewhere: they may mean that it is wrong. */
export function TrialMails({ result }: { readonly result: DryRunRule }) {
  const { t } = useText();
  return (
    <div className={styles.mails}>
      {result.disagreements.length > 0 && (
        <MailTable title={t('rules.trial.disagreements')} mails={result.disagreements} warn />
      )}
      {result.samples.length > 0 && <MailTable title={t('rules.trial.samples')} mails={result.samples} />}
    </div>
  );
}

interface TableProps {
  readonly title: string;
  readonly mails: readonly DryRunMail[];
  readonly warn?: boolean;
}

function MailTable({ title, mails, warn = false }: TableProps) {
  return (
    <div>
      <h3 className={styles.listTitle} data-warn={warn}>
        {title}
      </h3>
      <ul className={styles.list}>
        {mails.map((mail) => (
          <li key={mail.messageId}>
            <MailLine mail={mail} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function MailLine({ mail }: { readonly mail: DryRunMail }) {
  const { t, language } = useText();
  const now = useNow();
  const mailboxes = useSession((state) => state.mailboxes);
  const read = useTrial((state) => state.read);
  const name = (id: DryRunMail['mailbox']) => mailboxName(findMailbox(mailboxes, id), t);
  return (
    <button
      type="button"
      className={styles.mail}
      onClick={() => read(mail.messageId)}
      data-testid="trial-mail"
    >
      <span className={styles.sender}>{nameOf(mail.sender)}</span>
      <span className={styles.subject}>{mail.subject.trim() || t('mail.noSubject')}</span>
      <span className={styles.route}>
        {mail.target === null
          ? name(mail.mailbox)
          : t('activity.route', { from: name(mail.mailbox), to: name(mail.target) })}
      </span>
      <time className={styles.date} title={longDate(mail.date, language)}>
        {shortDate(mail.date, now, language)}
      </time>
    </button>
  );
}
